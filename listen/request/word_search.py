"""Finds the articles that hold a word, by the rule with which a lexicon is applied."""

from audio_cache.documents import decompress
from audio_cache.language import is_same_or_prefix
from audio_cache.spec import LexiconEntry, SpeechSpec
from worker.script.normalize.lexicon import Lexicon, search_key


class WordSearch:
    """Counts the occurrences of an entry's word in articles."""

    def __init__(self, entry: LexiconEntry) -> None:
        self._language = entry.language
        self._lexicon = Lexicon([entry])

    def count(self, document: bytes) -> int:
        """Return the number of occurrences in a compressed spec, as an article has it.

        An article in another language than the entry's has none.
        """
        spec = SpeechSpec.from_json(decompress(document))
        if self._language and not is_same_or_prefix(self._language, spec.language):
            return 0
        return sum(len(self._lexicon.find(block.text)) for block in spec.blocks)


def may_hold(spec: SpeechSpec, word: str) -> bool:
    """Return whether the word occurs in the article, even as a part of another, or did once."""
    key = search_key(word)
    return any(key in search_key(block.text) for block in spec.blocks) or bool(
        entries_of(spec, word)
    )


def entries_of(spec: SpeechSpec, word: str) -> set[LexiconEntry]:
    """Return the entries of the spec's lexicon for a word, in any letter case."""
    key = search_key(word)
    return {entry for entry in spec.lexicon if search_key(entry.word) == key}
