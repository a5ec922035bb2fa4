"""Voices that one command would add."""

import re
from dataclasses import replace

import pytest

from audio_cache.voice import Voice
from listen.errors import UnsupportedLanguage
from listen.voices.selector import VoiceSelector
from listen.voices.suggestions import suggest, suggested_voices


def test_a_language_has_a_suggestion_until_a_good_voice_speaks_it(beep: Voice) -> None:
    spanish = replace(beep, engine="kokoro", name="ef_dora", languages=("es",))
    robot = replace(spanish, engine="espeak")
    online = replace(spanish, engine="gtts", offline=False)
    assert suggested_voices([])["es"] == "kokoro"
    assert suggested_voices([robot, online])["es"] == "kokoro"
    assert "es" not in suggested_voices([robot, spanish])


def test_a_suggestion_is_a_voice_of_its_language() -> None:
    for language, voice in suggested_voices([]).items():
        assert voice == "kokoro" or re.fullmatch(rf"piper:{language}_[A-Z]{{2}}-\w+-\w+", voice)


@pytest.mark.parametrize("language", ["de", "de-AT", "DE"])
def test_the_sentence_names_the_command(language: str) -> None:
    assert "`listen voices get piper:de_DE-thorsten-medium`" in suggest([], language)
    assert suggest([], "tlh") == ""


def test_the_error_for_a_language_that_nobody_speaks_says_what_would_help(beep: Voice) -> None:
    selector = VoiceSelector((replace(beep, languages=("en",)),))
    with pytest.raises(UnsupportedLanguage, match="`listen voices get kokoro`"):
        selector.select(None, "pt-BR")
