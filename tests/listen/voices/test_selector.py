from dataclasses import asdict, replace

import pytest

from audio_cache.voice import Voice
from listen.errors import UnknownVoice, UnsupportedLanguage
from listen.voices.selector import VoiceSelector


def voice(identifier: str, *languages: str, offline: bool = True) -> Voice:
    engine, name = identifier.split(":")
    return Voice(engine, name, "1", languages or (name[:2],), (), 24_000, 13.0, 300, offline, "")


HEART = voice("hibari:heart", "en")
ROBOTS = [voice(f"espeak:{name}") for name in ("en-029", "en-gb", "en-us", "fr-be", "fr-fr", "de")]
CLOUD = [voice(f"gtts:{name}", offline=False) for name in ("de", "en", "uk")]
OFFER = VoiceSelector((HEART, *CLOUD, *ROBOTS), HEART.id)


@pytest.mark.parametrize(
    ("wanted", "language", "chosen", "spoken"),
    [
        (None, None, "hibari:heart", "en"),
        ("auto", "en-GB", "hibari:heart", "en-GB"),
        (None, "de", "gtts:de", "de"),
        (None, "fr", "espeak:fr-fr", "fr"),
        (None, "fr-BE", "espeak:fr-be", "fr-BE"),
        (None, "fr-CA", "espeak:fr-fr", "fr-CA"),
        ("heart", None, "hibari:heart", "en"),
        ("espeak:de", None, "espeak:de", "de"),
        ("gtts:uk", "uk", "gtts:uk", "uk"),
    ],
)
def test_the_first_engine_with_the_language_reads(
    wanted: str | None, language: str | None, chosen: str, spoken: str
) -> None:
    found, told = OFFER.choose(wanted, language)
    assert (found.id, told) == (chosen, spoken)


def test_a_language_without_region_gets_its_usual_one() -> None:
    found, _ = VoiceSelector(tuple(ROBOTS)).choose(None, "en")
    assert found.id == "espeak:en-us"


def test_a_default_that_does_not_speak_the_language_is_passed_over() -> None:
    found, _ = replace(OFFER, default="espeak:de").choose(None, "en")
    assert found == HEART


def test_an_alias_is_another_name_of_a_voice() -> None:
    selector = replace(OFFER, aliases={"newsreader": "espeak:en-gb", "heart": "espeak:de"})
    assert selector.choose("newsreader", None)[0].id == "espeak:en-gb"
    assert selector.choose("heart", None)[0].id == "espeak:de", "it goes over a voice's own name"


def test_what_there_is_not_is_told_with_what_there_is() -> None:
    with pytest.raises(UnknownVoice, match="hibari:heart"):
        OFFER.choose("nobody", None)
    with pytest.raises(UnsupportedLanguage, match="de, en, fr, uk"):
        OFFER.choose(None, "tlh")
    with pytest.raises(UnsupportedLanguage, match="it speaks: en"):
        OFFER.choose("heart", "de")
    with pytest.raises(UnsupportedLanguage):
        VoiceSelector(()).choose(None, None)


def test_an_error_is_short_whatever_is_asked_for_and_however_much_there_is() -> None:
    selector = VoiceSelector(tuple(voice(f"espeak:v{number}", "en") for number in range(125)))
    with pytest.raises(UnknownVoice, match="espeak:v9 and 115 more") as raised:
        selector.choose("x" * 100_000, None)
    assert len(str(raised.value)) < 400
    with pytest.raises(UnknownVoice, match="There is no voice ''"):
        OFFER.choose("", None)


class TestSuccessors:
    selector = replace(
        OFFER,
        aliases={"plain": "espeak:de"},
        fallback={
            "gtts": ("espeak", "hibari"),
            "gtts:uk": ("gtts:de",),
            "hibari:heart": ("plain",),
        },
    )

    def names(self, voice_id: str, language: str) -> list[str]:
        return [voice.id for voice in self.selector.fallbacks(voice_id, language)]

    def test_they_are_the_engines_voices_for_the_language(self) -> None:
        assert self.names("gtts:en", "en") == ["espeak:en-us", "hibari:heart"]
        assert self.names("gtts:de", "de") == ["espeak:de"]

    def test_a_voices_own_chain_goes_over_its_engines(self) -> None:
        assert self.names("gtts:uk", "de") == ["gtts:de"]
        assert self.names("gtts:uk", "uk") == []

    def test_an_alias_may_be_named(self) -> None:
        assert self.names("hibari:heart", "de") == ["espeak:de"]

    def test_most_voices_have_none(self) -> None:
        assert self.names("espeak:de", "de") == []

    def test_none_succeeds_itself(self) -> None:
        selector = replace(self.selector, fallback={"gtts": ("gtts", "espeak")})
        assert [voice.id for voice in selector.fallbacks("gtts:de", "de")] == ["espeak:de"]


def test_it_survives_the_way_to_another_process() -> None:
    selector = replace(TestSuccessors.selector)
    assert VoiceSelector.from_dict(asdict(selector)) == selector
