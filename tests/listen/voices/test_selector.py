from dataclasses import replace

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
SELECTOR = VoiceSelector((HEART, *CLOUD, *ROBOTS), HEART.id)


@pytest.mark.parametrize(
    ("requested", "language", "selected", "spoken"),
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
def test_the_first_engine_with_the_language_speaks(
    requested: str | None, language: str | None, selected: str, spoken: str
) -> None:
    found, resolved = SELECTOR.select(requested, language)
    assert (found.id, resolved) == (selected, spoken)


def test_a_language_without_region_gets_its_usual_one() -> None:
    found, _ = VoiceSelector(tuple(ROBOTS)).select(None, "en")
    assert found.id == "espeak:en-us"


def test_a_default_that_does_not_speak_the_language_is_passed_over() -> None:
    found, _ = replace(SELECTOR, default="espeak:de").select(None, "en")
    assert found == HEART


def test_an_alias_is_another_name_of_a_voice() -> None:
    selector = replace(SELECTOR, aliases={"newsreader": "espeak:en-gb", "heart": "espeak:de"})
    assert selector.select("newsreader", None)[0].id == "espeak:en-gb"
    assert selector.select("heart", None)[0].id == "espeak:de", "it overrides a voice's own name"


def test_an_id_takes_precedence_over_the_same_name_of_another_engine() -> None:
    remote = replace(CLOUD[0], engine="openai", name="hibari:heart", languages=("en",))
    selector = VoiceSelector((remote, HEART))
    assert selector.select("hibari:heart", None)[0] == HEART
    assert selector.select("openai:hibari:heart", None)[0] == remote
    assert VoiceSelector((remote,)).select("hibari:heart", None)[0] == remote


def test_an_error_names_online_voices_if_there_are_no_others() -> None:
    with pytest.raises(UnknownVoice, match="for example gtts:de, gtts:en, gtts:uk; got 'nobody'"):
        VoiceSelector(tuple(CLOUD)).select("nobody", None)


def test_an_error_lists_what_is_supported() -> None:
    with pytest.raises(UnknownVoice, match="hibari:heart"):
        SELECTOR.select("nobody", None)
    with pytest.raises(UnsupportedLanguage, match="must be one of: de, en, fr, uk; got 'tlh'"):
        SELECTOR.select(None, "tlh")
    with pytest.raises(UnsupportedLanguage, match=r"hibari:heart speaks \(en\), got 'de'"):
        SELECTOR.select("heart", "de")
    with pytest.raises(UnsupportedLanguage):
        VoiceSelector(()).select(None, None)


def test_an_error_is_short_for_any_request_and_any_number_of_voices() -> None:
    selector = VoiceSelector(tuple(voice(f"espeak:v{number}", "en") for number in range(125)))
    with pytest.raises(UnknownVoice, match="espeak:v9 and 115 more") as raised:
        selector.select("x" * 100_000, None)
    assert len(str(raised.value)) < 400
    with pytest.raises(UnknownVoice, match=r"'voice' must be a voice of this server.* got ''"):
        SELECTOR.select("", None)


class TestFallbacks:
    selector = replace(
        SELECTOR,
        aliases={"plain": "espeak:de"},
        fallback={
            "gtts": ("espeak", "hibari"),
            "gtts:uk": ("gtts:de",),
            "hibari:heart": ("plain",),
        },
    )

    def names(self, voice_id: str, language: str) -> list[str]:
        return [voice.id for voice in self.selector.fallbacks(voice_id, language)]

    def test_an_engine_falls_back_to_the_other_engines_voices_for_the_language(self) -> None:
        assert self.names("gtts:en", "en") == ["espeak:en-us", "hibari:heart"]
        assert self.names("gtts:de", "de") == ["espeak:de"]

    def test_the_fallback_of_a_voice_overrides_that_of_its_engine(self) -> None:
        assert self.names("gtts:uk", "de") == ["gtts:de"]
        assert self.names("gtts:uk", "uk") == []

    def test_a_fallback_may_be_an_alias(self) -> None:
        assert self.names("hibari:heart", "de") == ["espeak:de"]

    def test_most_voices_have_none(self) -> None:
        assert self.names("espeak:de", "de") == []

    def test_no_voice_is_its_own_fallback(self) -> None:
        selector = replace(self.selector, fallback={"gtts": ("gtts", "espeak")})
        assert [voice.id for voice in selector.fallbacks("gtts:de", "de")] == ["espeak:de"]


def test_it_survives_a_round_trip_through_json() -> None:
    selector = replace(TestFallbacks.selector, explicit_only=frozenset({"gtts", "openai"}))
    assert VoiceSelector.from_json(selector.json) == selector
    assert replace(selector, default="espeak:de").json != selector.json
