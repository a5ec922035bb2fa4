"""Compares what the default voice's phonemizer says with how words must be said."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bench.listening.articles import Word
from worker.engines.hibari_g2p import NamesG2P
from worker.engines.hibari_phonemes import to_phonemes
from worker.engines.hibari_text import prepare

WRONG = 0.2
"""Phoneme error above which a word counts as wrong."""

_SIMILAR = str.maketrans({"T": "t", "ɾ": "t", "ɔ": "ɑ", **dict.fromkeys("ɪᵻʌᵊɜ", "ə")})
"""Weak vowels, and vowels that many Americans do not tell apart."""


def wrong_words(words: Iterable[Word], spoken: Sequence[str]) -> list[tuple[Word, str]]:
    """Return the words of an article that are said wrongly, and their phonemes.

    `spoken` is the text that the voice gets, by segment. A word is wrong if another reading of its
    letters is nearer, or if all readings are far.
    """
    utterances = _utterances(spoken)
    found = ((word, _said(word, utterances)) for word in words)
    return [(word, phonemes) for word, phonemes in found if not _is_right(word, phonemes)]


def phoneme_error(phonemes: str, ipa: str) -> float:
    """Return the edit distance to a reference, divided by its length. Stress does not count."""
    reference = _comparable(to_phonemes(ipa, british=False))
    return _edit_distance(_comparable(phonemes), reference) / len(reference)


def _utterances(spoken: Sequence[str]) -> list[list[tuple[str, str]]]:
    """Return the words of each segment, and their phonemes."""
    phonemizer = NamesG2P(british=False)
    prepared = [prepare(text, british=False) for text in spoken]
    tokens = [phonemizer.phonemize_tokens(phonemizer.tokenize(text)) for text in prepared]
    return [[(token.text, token.phonemes or "") for token in segment] for segment in tokens]


def _said(word: Word, utterances: Sequence[Sequence[tuple[str, str]]]) -> str:
    """Return the phonemes of a word. The normalizer may have written it in another way: then they
    are the part of a segment that is nearest to how it must be said."""
    own = [p for words in utterances for text, p in words if text.removesuffix(".") == word.text]
    if word.occurrence < len(own):
        return own[word.occurrence]
    texts = ["".join(phonemes for _, phonemes in words) for words in utterances]
    return min(
        (part for text in texts for ipa in word.readings for part in _parts(text, ipa)),
        key=lambda part: min(phoneme_error(part, ipa) for ipa in word.readings),
    )


def _parts(phonemes: str, ipa: str) -> Iterator[str]:
    """Yield the parts of a text that are as long as a reading."""
    length = len(to_phonemes(ipa, british=False))
    for start in range(max(1, len(phonemes) - length + 1)):
        yield phonemes[start : start + length]


def _is_right(word: Word, phonemes: str) -> bool:
    if min(phoneme_error(phonemes, ipa) for ipa in word.readings) > WRONG:
        return False
    readings = {ipa: _distance(phonemes, ipa) for ipa in (*word.readings, *word.others)}
    return min(readings, key=lambda ipa: readings[ipa]) in word.readings


def _distance(phonemes: str, ipa: str) -> int:
    """Return the edit distance in which all counts: REcord and reCORD differ in stress."""
    return _edit_distance(phonemes, to_phonemes(ipa, british=False))


def _edit_distance(spoken: str, reference: str) -> int:
    """Return how many symbols must be inserted, deleted or replaced (Levenshtein)."""
    row = list(range(len(reference) + 1))
    for index, sound in enumerate(spoken, 1):
        diagonal, row[0] = row[0], index
        for column, expected in enumerate(reference, 1):
            best = min(row[column] + 1, row[column - 1] + 1, diagonal + (sound != expected))
            diagonal, row[column] = row[column], best
    return row[-1]


def _comparable(phonemes: str) -> str:
    phonemes = re.sub("[ˈˌ ]", "", phonemes).translate(_SIMILAR).replace("æɹ", "ɛɹ")
    return phonemes.replace("iɹ", "əɹ").replace("ʊɹ", "uɹ")
