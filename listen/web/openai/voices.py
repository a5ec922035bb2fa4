"""Maps the names of OpenAI's voices, which clients send, to voices of this server."""

from dataclasses import replace

from listen.voices.selector import AUTO, VoiceSelector

GENDERS = {
    "alloy": None,
    "ash": "male",
    "ballad": "male",
    "cedar": "male",
    "coral": "female",
    "echo": "male",
    "fable": None,
    "marin": "female",
    "nova": "female",
    "onyx": "male",
    "sage": "female",
    "shimmer": "female",
    "verse": "male",
}
"""OpenAI's voices, with the gender that they sound like; None for neither."""


def find_voice(name: str, selector: VoiceSelector) -> tuple[str, VoiceSelector]:
    """Return the voice to request for a name, and the selector to resolve it with.

    A voice or alias of this server takes precedence. A voice of OpenAI's stands for the default
    voice, or for a voice of its gender if the default's engine has one for the same languages.
    Blanks around a name, and the letter case of OpenAI's names, are ignored.
    """
    if selector.find(name):
        return name, selector
    name = name.strip()
    if selector.find(name) or name.lower() not in GENDERS:
        return name, selector
    name = name.lower()
    gender = GENDERS[name]
    return AUTO, selector if gender is None else _prefer_gender(gender, selector)


def _prefer_gender(gender: str, selector: VoiceSelector) -> VoiceSelector:
    """Return the selector with voices of the gender first in each engine, engines in order."""
    engines = list(dict.fromkeys(voice.engine for voice in selector.voices))
    voices = sorted(
        selector.voices, key=lambda voice: (engines.index(voice.engine), voice.gender != gender)
    )
    default_id = selector.default
    if default := next((voice for voice in voices if voice.id == default_id), None):
        candidates = [
            voice
            for voice in voices
            if (voice.engine, voice.languages) == (default.engine, default.languages)
        ]
        best = min(candidates, key=lambda voice: (voice.gender != gender, voice is not default))
        default_id = best.id
    return replace(selector, voices=tuple(voices), default=default_id)
