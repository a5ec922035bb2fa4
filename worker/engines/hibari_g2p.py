"""hibari's phonemizer, with the names that worker/names knows.

Pronunciations in the notation of a text come first. Then the names of names.tsv, each of which the
phonemizer's own lexicon lacks or reads wrongly. Words that it lacks are looked up in the rest of
worker/names; only what that lacks, too, is guessed.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from hibari.g2p import G2P, LINK_RE, Context
from hibari.g2p.lexicon import Lexicon
from hibari.g2p.token import Tok
from hibari.g2p.tokenize import Tokenizer

from worker.engines.hibari_assets import load
from worker.engines.hibari_phonemes import to_phonemes
from worker.engines.hibari_tagger import CompactTagger
from worker.names.accent import to_british
from worker.names.fold import without_accents
from worker.names.lexicon import pronounce
from worker.names.listed import find_names
from worker.names.onset import split_onset
from worker.names.origin import respell
from worker.names.pinyin import pronounce_name

_POSSESSIVES = ("'s", "’s")
_TAG_OF_NAMES = "NNP"
_CERTAIN = 5
"""The phonemizer's rating of given pronunciations."""

_ARTICLES = {"o": "oʊ", "d": "d", "l": "l"}
_ARTICLE = re.compile(r"([odl])['’](?=[^\W\d_]{3})", re.IGNORECASE)
"""Matches the article of O'Donnell, d'Angelo and L'Aquila. Guesses make two words of them."""


class NamesG2P(G2P):  # type: ignore[misc]
    """A phonemizer that pronounces names."""

    def __init__(self, british: bool) -> None:
        # The original constructor would load its own tagger.
        accent = "gb" if british else "us"
        golds, silvers = (load(f"lexicon_{accent}_{kind}.json.gz") for kind in ("gold", "silver"))
        self.lexicon = Lexicon(golds, silvers, british)
        self.tokenizer = Tokenizer(load("tokenizer_exceptions.json"))
        self.tagger = CompactTagger()
        self.unk, self.british = "", british
        self._oov = None
        self._guess = self.oov
        self._oov = self._pronounce

    def tokenize(self, text: str) -> list[Tok]:
        """Return the tokens of a text. Those of names have their phonemes."""
        tokens = self._tokenize_with_given(text)
        self._set_listed_names(tokens)
        for token, following in pairwise(tokens):
            self._set_chinese_name(token, following)
        for token, following in pairwise(tokens):
            ends_name = token.phonemes and not token.whitespace and following.phonemes is None
            if ends_name and following.text in _POSSESSIVES:
                following.phonemes = self.lexicon._s(token.phonemes)[len(token.phonemes) :]
        return tokens

    def _tokenize_with_given(self, text: str) -> list[Tok]:
        """Return the tokens, those of the notation with their phonemes.

        The phonemizer alone would tag what is between two words of the notation as a sentence.
        """
        plain, places = _without_notation(text)
        tokens: list[Tok] = self._tokens(plain)
        starts, ends, rebuilt = _places(tokens)
        for start, end, phonemes in reversed(places):
            first, last = starts.get(start), ends.get(end)
            if first is None or last is None or rebuilt != plain:
                tokens = super().tokenize(text)
                break
            token = tokens[last - 1]
            token = token.copy(text=plain[start:end], phonemes=phonemes, rating=_CERTAIN)
            tokens[first:last] = [token]
        return tokens

    def _set_listed_names(self, tokens: list[Tok]) -> None:
        starts, ends, text = _places(tokens)
        for name in find_names(text):
            first, end = starts.get(name.start), ends.get(name.end)
            if first is None or not end or any(t.phonemes for t in tokens[first:end]):
                continue
            if name.certain or not self._knows(text[name.start : name.end]):
                _set_phonemes(tokens[first:end], self._phonemes(name.ipa))

    def _set_chinese_name(self, surname: Tok, given: Tok) -> None:
        if given.phonemes is not None or not surname.whitespace:
            return
        if not (surname.text.istitle() and given.text.istitle()):
            return
        ipa = pronounce_name(surname.text.lower(), given.text.lower())
        if ipa and not self.lexicon.is_known(given.text, _TAG_OF_NAMES):
            if surname.phonemes is None:
                surname.phonemes = self._phonemes(ipa[0])
            given.phonemes = self._phonemes(ipa[1])

    def _phonemes(self, ipa: str) -> str:
        return to_phonemes(to_british(ipa) if self.british else ipa, self.british)

    def _knows(self, word: str) -> str | None:
        phonemes: str | None = self.lexicon(Tok(word, _TAG_OF_NAMES), Context())[0]
        return phonemes

    def _know_without_accents(self, word: str) -> str | None:
        """Return the phonemes of Québec and Perú, but not those of Rose for Rosé."""
        plain = without_accents(word)
        return self._knows(plain) if plain != word == respell(word) else None

    def _pronounce(self, word: str) -> str | None:
        """Return the phonemes of a word that the lexicon lacks, or of a part of one."""
        phonemes = self._knows(word) if word.istitle() else None
        if phonemes:
            return phonemes
        ipa = pronounce(word, self.british)
        if ipa:
            return to_phonemes(ipa, self.british)
        phonemes = self._know_without_accents(word)
        if phonemes:
            return phonemes
        article = _ARTICLE.match(word)
        if article:
            rest = self._pronounce(word[article.end() :])
            return rest and self._unstressed(_ARTICLES[article[1].lower()]) + rest
        onset, rest = split_onset(respell(word))
        guess: str | None = self._guess(rest)
        return guess and self._unstressed(onset) + guess

    def _unstressed(self, ipa: str) -> str:
        """Return the phonemes of a beginning, without stress."""
        return self._phonemes(ipa).replace("ˈ", "")


def _without_notation(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without the notation, and where it has words with phonemes."""
    plain, places, place = "", [], 0
    for link in LINK_RE.finditer(text):
        plain += text[place : link.start()]
        start = len(plain)
        plain += link[1]
        places.append((start, len(plain), link[2].strip("/")))
        place = link.end()
    return plain + text[place:], places


def _places(tokens: Iterable[Tok]) -> tuple[dict[int, int], dict[int, int], str]:
    """Return token by start, number of tokens by end, and the text of the tokens."""
    starts, ends, text = {}, {}, ""
    for index, token in enumerate(tokens):
        starts[len(text)] = index
        text += token.text
        ends[len(text)] = index + 1
        text += token.whitespace
    return starts, ends, text


def _set_phonemes(tokens: list[Tok], phonemes: str) -> None:
    """Have the first token speak for all."""
    whitespace = tokens[-1].whitespace
    for token in tokens:
        token.phonemes, token.whitespace, token.rating = "", "", _CERTAIN
    tokens[0].phonemes = phonemes
    tokens[-1].whitespace = whitespace
