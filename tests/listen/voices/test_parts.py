from dataclasses import replace

import pytest

from audio_cache.spec import KINDS, Entry
from audio_cache.voice import Voice
from listen.reading.lanes import Lanes
from listen.reading.reading import Reading
from listen.request.compose import Composition, compose
from listen.request.intake import SpeechRequest
from listen.request.preview import preview
from listen.sites.sites import Site
from listen.sites.style import Style, Styles
from listen.voices.offer import Offer

MARKDOWN = "# News of the day\n\nIt rained on Monday.\n\n> And how it rained.\n\nThen it stopped."


def asked(voice: str | None = None) -> SpeechRequest:
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
        longest=10_000,
        lexicon=(),
    )


@pytest.fixture
def offer(beep: Voice) -> Offer:
    anchor = replace(beep, name="anchor", max_characters=40)
    german = replace(beep, name="german", languages=("de",))
    narrow = replace(beep, name="narrow", scripts=("Greek",))
    return Offer((beep, anchor, german, narrow), beep.id)


def composed(offer: Offer, *voices: tuple[str, str], voice: str | None = None) -> Composition:
    return compose(asked(voice), offer, Style(voices=voices))


def test_each_part_has_the_voice_that_its_site_wants(offer: Offer, beep: Voice) -> None:
    composition = composed(offer, ("quote", "anchor"), ("caption", "anchor"))
    assert composition.spec.voice == beep.reference
    assert composition.spec.parts == (("quote", "tone:anchor@1"),), "there is no caption"
    shown = preview(composition)
    assert (shown["voice"], shown["part_voices"]) == ("tone:beep", {"quote": "tone:anchor"})


def test_a_part_is_part_of_the_key(offer: Offer) -> None:
    assert preview(composed(offer))["key"] != preview(composed(offer, ("quote", "anchor")))["key"]
    assert preview(composed(offer))["key"] == preview(composed(offer, ("table", "anchor")))["key"]


@pytest.mark.parametrize("voice", ["beep", "german", "narrow", "nobody"])
def test_a_voice_that_cannot_speak_the_part_is_passed_over(offer: Offer, voice: str) -> None:
    assert composed(offer, ("quote", voice)).spec.parts == ()


def test_a_voice_asked_for_by_name_speaks_all_of_it(offer: Offer) -> None:
    assert composed(offer, ("quote", "anchor"), voice="beep").spec.parts == ()
    assert composed(offer, ("quote", "anchor"), voice="auto").spec.parts


def test_each_voice_says_words_as_it_can(offer: Offer, beep: Voice) -> None:
    entry = Entry("rained", say="raind", ipa="reɪnd")
    scholar = replace(beep, name="scholar", ipa=True)
    offer = replace(offer, voices=(scholar, *offer.voices), default=scholar.id)
    alone = compose(asked(), offer, Style(lexicon=(entry,)))
    assert alone.spec.lexicon == (replace(entry, say=""),)
    helped = compose(asked(), offer, Style(lexicon=(entry,), voices=(("quote", "anchor"),)))
    assert helped.spec.lexicon == (entry,)
    shown = preview(helped)
    spoken = {segment["text"]: segment["spoken"] for segment in shown["segments"]}
    assert spoken["It rained on Monday."] == "It [rained](/reɪnd/) on Monday."
    assert spoken["And how it rained."] == "And how it raind."
    assert shown["lexicon"] == [
        {"word": "rained", "count": 1, "ipa": "reɪnd", "applied": True},
        {"word": "rained", "count": 1, "say": "raind", "applied": True},
    ]


def test_a_word_in_ipa_only_is_read_as_written_by_who_knows_none(offer: Offer, beep: Voice) -> None:
    entry = Entry("rained", ipa="reɪnd")
    scholar = replace(beep, name="scholar", ipa=True)
    offer = replace(offer, voices=(scholar, *offer.voices), default=scholar.id)
    shown = preview(compose(asked(), offer, Style(lexicon=(entry,), voices=(("quote", "anchor"),))))
    spoken = {segment["text"]: segment["spoken"] for segment in shown["segments"]}
    assert spoken["It rained on Monday."] == "It [rained](/reɪnd/) on Monday."
    assert spoken["And how it rained."] == "And how it rained."
    assert [use["applied"] for use in shown["lexicon"]] == [True, False]


def test_a_part_is_cut_for_its_own_voice(offer: Offer) -> None:
    shown = preview(composed(offer, *((kind, "anchor") for kind in KINDS)))
    assert max(len(segment["text"]) for segment in shown["segments"]) <= 40


def test_it_survives_the_way_to_another_process(offer: Offer, lanes: Lanes) -> None:
    site = Site("rain", ("example.org",), voices=(("quote", "anchor"),))
    reading = Reading(Styles(Style(), (site,)), lanes)
    long = replace(asked(), text=MARKDOWN + "\n\n" + "It rained again. " * 1000, longest=50_000)
    assert reading.compose(long, offer).parts == (("quote", "tone:anchor@1"),)
    assert reading.compose(asked(), offer).parts == (("quote", "tone:anchor@1"),)
