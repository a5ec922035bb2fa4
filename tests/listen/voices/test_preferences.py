import pytest

from audio_cache.settings_values import SettingsError
from audio_cache.voice import Voice
from listen.errors import UnsupportedLanguage
from listen.voices.preferences import VoicePreferences, parse_aliases, parse_fallback


def voice(engine: str, offline: bool) -> Voice:
    return Voice(engine, "de", "1", ("de",), (), 24_000, 13.0, 300, offline, "")


VOICES = [voice("cloud", False), voice("robot", True), voice("neural", True)]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (("neural", "cloud", "robot"), "neural"),
        (("cloud", "robot"), "cloud"),
        (("robot",), "robot"),
        ((), "robot"),
    ],
)
def test_the_order_of_engines_decides(order: tuple[str, ...], first: str) -> None:
    chosen, _ = VoicePreferences("", order).selector(VOICES).select(None, "de")
    assert chosen.engine == first


def test_an_online_engine_that_is_not_in_the_order_must_be_named() -> None:
    selector = VoicePreferences("").selector(VOICES[:1])
    with pytest.raises(UnsupportedLanguage, match="may name: cloud:de"):
        selector.select(None, "de")
    assert selector.select("cloud:de", None)[0].engine == "cloud"


def test_no_online_voice_is_used_when_online_is_off() -> None:
    selector = VoicePreferences(
        "cloud:de", ("cloud",), online=False, fallback=(("robot", ("cloud",)),)
    ).selector(VOICES)
    assert [voice.engine for voice in selector.voices] == ["robot", "neural"]
    assert list(selector.fallbacks("robot:de", "de")) == []


def test_the_default_may_be_an_alias() -> None:
    selector = VoicePreferences("ours", aliases=(("ours", "neural:de"),)).selector(VOICES)
    assert selector.select(None, "de")[0].engine == "neural"


def test_tables_are_parsed_from_the_file_and_from_variables() -> None:
    assert parse_aliases({"ours": "hibari:heart"}) == (("ours", "hibari:heart"),)
    assert parse_aliases('ours = "hibari:heart"') == (("ours", "hibari:heart"),)
    assert parse_fallback('gtts = ["espeak"]') == (("gtts", ("espeak",)),)
    assert parse_fallback({}) == ()


@pytest.mark.parametrize(
    ("parse", "value", "named"),
    [
        (parse_aliases, 3, "voices"),
        (parse_aliases, "= 3", "voices"),
        (parse_aliases, {"ours": "heart"}, "voices.ours"),
        (parse_aliases, {"ours": 3}, "voices.ours"),
        (parse_aliases, {"auto": "hibari:heart"}, "voices.auto"),
        (parse_aliases, {"a:b": "hibari:heart"}, "voices.a:b"),
        (parse_fallback, {"gtts": "espeak"}, "fallback.gtts"),
        (parse_fallback, {"gtts": [3]}, "fallback.gtts"),
        (parse_fallback, [], "fallback"),
    ],
)
def test_the_error_of_an_invalid_table_names_it(parse, value, named) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SettingsError, match=named):
        parse(value)
