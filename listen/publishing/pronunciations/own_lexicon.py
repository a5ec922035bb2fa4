"""The pronunciations that an article's own request gave. They override those of its site."""

from collections.abc import Sequence

from audio_cache.spec import LexiconEntry
from listen.database.tables import ArticleRow
from listen.lexicon.applicable import Entries
from listen.publishing.article_rows import spec_of
from worker.script.normalize.lexicon import search_key


def own_lexicon(row: ArticleRow, of_site: Sequence[Entries], word: str = "") -> Entries:
    """Return the entries.

    Those of an article that was saved before they were kept are the ones of its spec for words that
    are not in the lexicons of its site, and are not `word`.
    """
    if row.lexicon is not None:
        return tuple(LexiconEntry(**fields) for fields in row.lexicon)
    spec = spec_of(row)
    known = {search_key(entry.word) for entries in of_site for entry in entries}
    known.add(search_key(word))
    return tuple(
        entry for entry in (spec.lexicon if spec else ()) if search_key(entry.word) not in known
    )
