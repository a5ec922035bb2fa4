"""OpenAI's voices, whose names their clients are full of, as voices of this server."""

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
"""As they sound; None: neither."""


def find_voice(name: str, selector: VoiceSelector) -> tuple[str, VoiceSelector]:
    """What to ask for by this name, and of which offer.

    A voice that has the name on this server comes first. One of OpenAI's is the voice that would
    speak if none were named, or where its engine has the choice, one of the right gender.
    """
    taken = name in selector.aliases or any(name in (one.id, one.name) for one in selector.voices)
    if taken or name not in GENDERS:
        return name, selector
    gender = GENDERS[name]
    return AUTO, selector if gender is None else _prefer(gender, selector)


def _prefer(gender: str, selector: VoiceSelector) -> VoiceSelector:
    """The same engines in the same order."""
    engines = list(dict.fromkeys(voice.engine for voice in selector.voices))
    voices = sorted(
        selector.voices, key=lambda voice: (engines.index(voice.engine), voice.gender != gender)
    )
    default = selector.default
    if ours := next((voice for voice in voices if voice.id == default), None):
        alike = [v for v in voices if (v.engine, v.languages) == (ours.engine, ours.languages)]
        default = min(alike, key=lambda voice: (voice.gender != gender, voice is not ours)).id
    return replace(selector, voices=tuple(voices), default=default)
