"""English text to hibari's phonemes, for its own voices and those of Kokoro, which know the same.

Only the phonemizer is used, not its text normalizer: the text arrives verbalized.
"""

import re
from functools import cache

from worker.engines.hibari_g2p import NamesG2P
from worker.engines.hibari_phonemes import to_phonemes
from worker.errors import EngineError
from worker.names.accent import to_british
from worker.script.homographs.model import is_reading
from worker.script.normalize.ipa import NOTATION

_LINK = re.compile(r"\]\(")
"""[word](/phonemes/) is hibari's own notation for a pronunciation; article text must not trigger
it."""

_MORNING = re.compile(r"\bAM\b")
"""Before some words the phonemizer says "am"."""

_REPEATED = re.compile(r"([^\w\s])\1{3,}")
_LONG_TOKEN = re.compile(r"\S{40}(?=\S)")
"""The phonemizer's time grows with the cube of a token's length: 7 s for 350 slashes."""

_FULL_STOP = re.compile(r"\.[)\s]*$")
_END_MARK = re.compile(r"[.!?…][)\s]*$")
"""The phonemizer takes the full stop of "plan B." and "the U.S." for that of an abbreviation.
Without it the voice does not fall at the end."""

_LONG_NUMBER = re.compile(r"\d{16,}")
"""The phonemizer has no name for numbers of this size; they are spoken digit by digit."""


def phonemize(text: str, british: bool) -> str:
    """Return the phonemes of a segment, which may contain words in IPA. Raises EngineError."""
    try:
        phonemes: str = _phonemizer(british)(prepare(text, british), normalize_text=False)
    except (IndexError, KeyError, ValueError) as error:
        raise EngineError(f"hibari cannot phonemize {text[:40]!r}: {error}") from error
    if _FULL_STOP.search(text) and not _END_MARK.search(phonemes):
        phonemes += "."
    return phonemes


@cache
def _phonemizer(british: bool) -> NamesG2P:
    return NamesG2P(british=british)


def prepare(text: str, british: bool) -> str:
    """Replace IPA by hibari's phonemes, and escape the rest of the text."""
    parts, position = [], 0
    for found in NOTATION.finditer(text):
        phonemes = to_phonemes(_ipa(found["word"], found["ipa"], british), british)
        word = f"[{found['word']}](/{phonemes}/)" if phonemes else found["word"]
        parts += [_escape(text[position : found.start()]), word]
        position = found.end()
    return "".join([*parts, _escape(text[position:])])


def _ipa(word: str, ipa: str, british: bool) -> str:
    """Return the IPA for a voice. That of an editor is spoken as it is written."""
    return to_british(ipa) if british and is_reading(word, ipa) else ipa


def _escape(text: str) -> str:
    """Replace everything that the phonemizer cannot handle, as the patterns above describe."""
    text = _LINK.sub("] (", text)
    text = _MORNING.sub("A.M.", text)
    text = _REPEATED.sub(r"\1\1\1", text)
    text = _LONG_NUMBER.sub(lambda number: " ".join(number[0]), text)
    return _LONG_TOKEN.sub(r"\g<0> ", text)
