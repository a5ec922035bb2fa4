from dataclasses import replace

import pytest

from audio_cache.spec import BLOCK_KINDS, BlockKind, LexiconEntry
from audio_cache.voice import Voice
from listen.extraction.extractor import Extractor
from listen.extraction.scheduler import ExtractionScheduler
from listen.request.build_spec import BuiltSpec, build_spec
from listen.request.preview import preview
from listen.request.schema import SpeechRequest
from listen.sites.profile import SiteProfile
from listen.sites.site import Site
from listen.sites.sites import Sites
from listen.voices.selector import VoiceSelector

MARKDOWN = "# News of the day\n\nIt rained on Monday.\n\n> And how it rained.\n\nThen it stopped."


def request_for(voice: str | None = None) -> SpeechRequest:
    return SpeechRequest(
        text=MARKDOWN,
        html=None,
        url=None,
        source_url="https://example.org/rain",
        title=None,
        language="en",
        voice=voice,
        speed=100,
        priority="click",
        max_chars=10_000,
        lexicon=(),
    )


@pytest.fixture
def selector(beep: Voice) -> VoiceSelector:
    anchor = replace(beep, name="anchor", max_characters=40)
    german = replace(beep, name="german", languages=("de",))
    narrow = replace(beep, name="narrow", scripts=("Greek",))
    return VoiceSelector((beep, anchor, german, narrow), beep.id)


def build(
    selector: VoiceSelector, *voices: tuple[BlockKind, str], voice: str | None = None
) -> BuiltSpec:
    return build_spec(request_for(voice), selector, SiteProfile(voices=voices))


def test_each_part_has_the_voice_that_its_site_configures(
    selector: VoiceSelector, beep: Voice
) -> None:
    built = build(selector, ("quote", "anchor"), ("caption", "anchor"))
    assert built.spec.voice == beep.reference
    assert built.spec.parts == (("quote", "tone:anchor@1"),), "there is no caption"
    shown = preview(built)
    assert (shown["voice"], shown["part_voices"]) == ("tone:beep", {"quote": "tone:anchor"})


def test_part_voices_are_part_of_the_key(selector: VoiceSelector) -> None:
    assert preview(build(selector))["key"] != preview(build(selector, ("quote", "anchor")))["key"]
    assert preview(build(selector))["key"] == preview(build(selector, ("table", "anchor")))["key"]


@pytest.mark.parametrize("voice", ["beep", "german", "narrow", "nobody"])
def test_an_unsuitable_part_voice_is_ignored(selector: VoiceSelector, voice: str) -> None:
    assert build(selector, ("quote", voice)).spec.parts == ()


def test_a_voice_asked_for_by_name_speaks_all_of_it(selector: VoiceSelector) -> None:
    assert build(selector, ("quote", "anchor"), voice="beep").spec.parts == ()
    assert build(selector, ("quote", "anchor"), voice="auto").spec.parts


def test_each_voice_has_the_pronunciation_that_it_can_speak(
    selector: VoiceSelector, beep: Voice
) -> None:
    entry = LexiconEntry("rained", say="raind", ipa="reɪnd")
    scholar = replace(beep, name="scholar", ipa=True)
    selector = replace(selector, voices=(scholar, *selector.voices), default=scholar.id)
    alone = build_spec(request_for(), selector, SiteProfile(lexicon=(entry,)))
    assert alone.spec.lexicon == (replace(entry, say=""),)
    helped = build_spec(
        request_for(), selector, SiteProfile(lexicon=(entry,), voices=(("quote", "anchor"),))
    )
    assert helped.spec.lexicon == (entry,)
    shown = preview(helped)
    spoken = {segment["text"]: segment["spoken"] for segment in shown["segments"]}
    assert spoken["It rained on Monday."] == "It [rained](/reɪnd/) on Monday."
    assert spoken["And how it rained."] == "And how it raind."
    assert shown["lexicon"] == [
        {"word": "rained", "count": 1, "ipa": "reɪnd", "applied": True},
        {"word": "rained", "count": 1, "say": "raind", "applied": True},
    ]


def test_a_voice_without_ipa_speaks_a_word_with_ipa_only_as_it_is_written(
    selector: VoiceSelector, beep: Voice
) -> None:
    entry = LexiconEntry("rained", ipa="reɪnd")
    scholar = replace(beep, name="scholar", ipa=True)
    selector = replace(selector, voices=(scholar, *selector.voices), default=scholar.id)
    shown = preview(
        build_spec(
            request_for(), selector, SiteProfile(lexicon=(entry,), voices=(("quote", "anchor"),))
        )
    )
    spoken = {segment["text"]: segment["spoken"] for segment in shown["segments"]}
    assert spoken["It rained on Monday."] == "It [rained](/reɪnd/) on Monday."
    assert spoken["And how it rained."] == "And how it rained."
    assert [use["applied"] for use in shown["lexicon"]] == [True, False]


def test_a_part_is_segmented_for_its_own_voice(selector: VoiceSelector) -> None:
    shown = preview(build(selector, *((kind, "anchor") for kind in BLOCK_KINDS)))
    assert max(len(segment["text"]) for segment in shown["segments"]) <= 40


def test_part_voices_are_sent_to_another_process(
    selector: VoiceSelector, scheduler: ExtractionScheduler
) -> None:
    site = Site("rain", ("example.org",), voices=(("quote", "anchor"),))
    extractor = Extractor(Sites((site,), SiteProfile()), scheduler)
    long = replace(
        request_for(), text=MARKDOWN + "\n\n" + "It rained again. " * 1000, max_chars=50_000
    )
    assert extractor.build_spec(long, selector)[0].parts == (("quote", "tone:anchor@1"),)
    assert extractor.build_spec(request_for(), selector)[0].parts == (("quote", "tone:anchor@1"),)
