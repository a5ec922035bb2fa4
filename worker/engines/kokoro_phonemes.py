"""Phonemes for Kokoro's voices that speak other languages than English.

They come from espeak-ng and are written as in the training of the voices: one letter for each
diphthong and affricate. See https://github.com/hexgrad/misaki, misaki/espeak.py.
"""

import threading
from functools import cache

from phonemizer.backend import EspeakBackend

_TIE = "\u0361"
"""espeak-ng joins the two parts of a diphthong or an affricate with it."""

_LETTERS = {
    **{"aɪ": "I", "aʊ": "W", "eɪ": "A", "oʊ": "O", "əʊ": "Q", "ɔɪ": "Y"},
    **{"dz": "ʣ", "dʒ": "ʤ", "ss": "S", "ts": "ʦ", "tʃ": "ʧ"},
}

_lock = threading.Lock()
"""espeak-ng holds its state once per process."""


def phonemize(text: str, language: str) -> str:
    """Return the phonemes of a segment. `language` is espeak-ng's name of it.

    The library of espeak-ng must be set: kokoro_onnx does that. Raises RuntimeError.
    """
    with _lock:
        (phonemes,) = _backend(language).phonemize([text.strip()], strip=True)
    for sounds, letter in _LETTERS.items():
        phonemes = phonemes.replace(_TIE.join(sounds), letter)
    return str(phonemes.replace(_TIE, "").replace("-", ""))


@cache
def _backend(language: str) -> EspeakBackend:
    return EspeakBackend(
        language,
        preserve_punctuation=True,
        with_stress=True,
        tie=True,
        language_switch="remove-flags",
    )
