"""The default voice's own readings of homographs, by its phonemizer."""

from collections.abc import Sequence

from hibari.g2p import G2P

from bench.homographs.examples import Example
from worker.engines.hibari_phonemes import to_phonemes
from worker.script.homographs.model import readings_of

_WEAK = str.maketrans("ᵻᵊɪTɔ", "əəətɑ")


def read_by_voice(examples: Sequence[Example]) -> list[str]:
    """Return the reading of each example that is nearest to the voice's phonemes."""
    g2p = G2P()
    return [_nearest(example.word, _phonemes(g2p, example)) for example in examples]


def _phonemes(g2p: G2P, example: Example) -> str:
    """Return the phonemes of the homograph in its sentence, empty if the voice cannot read it."""
    place = 0
    try:
        tokens = g2p.phonemize_tokens(g2p.tokenize(example.sentence))
    except (IndexError, KeyError, ValueError):
        return ""
    for token in tokens:
        if place <= example.start < place + len(token.text):
            return token.phonemes or ""
        place += len(token.text) + len(token.whitespace)
    return ""


def _nearest(word: str, phonemes: str) -> str:
    def distance(ipa: str) -> int:
        return _edits(phonemes.translate(_WEAK), to_phonemes(ipa, british=False).translate(_WEAK))

    return min(readings_of(word), key=lambda reading: distance(reading.ipa)).name


def _edits(first: str, second: str) -> int:
    """Return the number of letters to insert, delete or replace."""
    row = list(range(len(second) + 1))
    for index, letter in enumerate(first, 1):
        diagonal, row[0] = row[0], index
        for place, other in enumerate(second, 1):
            costs = (row[place] + 1, row[place - 1] + 1, diagonal + (letter != other))
            diagonal, row[place] = row[place], min(costs)
    return row[-1]
