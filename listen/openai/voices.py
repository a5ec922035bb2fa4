"""OpenAI's voices, whose names their clients are full of, as voices of this server."""

from dataclasses import replace

from listen.voices.offer import AUTO, Offer

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


def find_voice(name: str, offer: Offer) -> tuple[str, Offer]:
    """What to ask for by this name, and of which offer.

    A voice that has the name on this server comes first. One of OpenAI's is the voice that would
    speak if none were named, or where its engine has the choice, one of the right gender.
    """
    taken = name in offer.aliases or any(name in (one.id, one.name) for one in offer.voices)
    if taken or name not in GENDERS:
        return name, offer
    gender = GENDERS[name]
    return AUTO, offer if gender is None else _prefer(gender, offer)


def _prefer(gender: str, offer: Offer) -> Offer:
    """The same engines in the same order."""
    engines = list(dict.fromkeys(voice.engine for voice in offer.voices))
    voices = sorted(
        offer.voices, key=lambda voice: (engines.index(voice.engine), voice.gender != gender)
    )
    default = offer.default
    if ours := next((voice for voice in voices if voice.id == default), None):
        alike = [v for v in voices if (v.engine, v.languages) == (ours.engine, ours.languages)]
        default = min(alike, key=lambda voice: (voice.gender != gender, voice is not ours)).id
    return replace(offer, voices=tuple(voices), default=default)
