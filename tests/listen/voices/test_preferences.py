import pytest

from audio_cache.settings import SettingsError
from audio_cache.voice import Voice
from listen.errors import UnsupportedLanguage
from listen.voices.preferences import VoicePreferences, read_aliases, read_fallback


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
    chosen, _ = VoicePreferences("", order).selector(VOICES).choose(None, "de")
    assert chosen.engine == first


def test_an_online_engine_that_is_not_in_the_order_must_be_named() -> None:
    selector = VoicePreferences("").selector(VOICES[:1])
    with pytest.raises(UnsupportedLanguage, match="By name: cloud:de"):
        selector.choose(None, "de")
    assert selector.choose("cloud:de", None)[0].engine == "cloud"


def test_nothing_is_sent_to_anyone_when_that_is_forbidden() -> None:
    selector = VoicePreferences(
        "cloud:de", ("cloud",), online=False, fallback=(("robot", ("cloud",)),)
    ).selector(VOICES)
    assert [voice.engine for voice in selector.voices] == ["robot", "neural"]
    assert list(selector.fallbacks("robot:de", "de")) == []


def test_the_default_may_be_an_alias() -> None:
    selector = VoicePreferences("ours", aliases=(("ours", "neural:de"),)).selector(VOICES)
    assert selector.choose(None, "de")[0].engine == "neural"


def test_tables_are_read_from_the_file_and_from_variables() -> None:
    assert read_aliases({"ours": "hibari:heart"}) == (("ours", "hibari:heart"),)
    assert read_aliases('ours = "hibari:heart"') == (("ours", "hibari:heart"),)
    assert read_fallback('gtts = ["espeak"]') == (("gtts", ("espeak",)),)
    assert read_fallback({}) == ()


@pytest.mark.parametrize(
    ("read", "value", "named"),
    [
        (read_aliases, 3, "voices"),
        (read_aliases, "= 3", "voices"),
        (read_aliases, {"ours": "heart"}, "voices.ours"),
        (read_aliases, {"ours": 3}, "voices.ours"),
        (read_aliases, {"auto": "hibari:heart"}, "voices.auto"),
        (read_aliases, {"a:b": "hibari:heart"}, "voices.a:b"),
        (read_fallback, {"gtts": "espeak"}, "fallback.gtts"),
        (read_fallback, {"gtts": [3]}, "fallback.gtts"),
        (read_fallback, [], "fallback"),
    ],
)
def test_a_table_that_cannot_be_is_an_error_that_names_it(read, value, named) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SettingsError, match=named):
        read(value)
