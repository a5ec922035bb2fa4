"""The lexicon that editors give a site, in the database. Its history is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, null, select, text
from sqlalchemy.orm import Session

from audio_cache.spec import LexiconEntry
from listen.article.text.clean import one_line
from listen.database.database import Database
from listen.database.tables import LexiconEditRow
from listen.errors import Conflict
from listen.lexicon.entries import MAX_ON_SERVER


@dataclass(frozen=True)
class LexiconEdit:
    """A change of an entry. An entry is identified by its word, as written, and its language."""

    id: int
    site: str
    word: str
    language: str
    entry: LexiconEntry | None
    """None: it was removed."""
    editor: str
    """Name of the API key."""
    created_at: datetime


class LexiconEdits:
    """Reads and writes the entries. Methods raise Unavailable while the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, site: str, entry: LexiconEntry, editor: str) -> LexiconEdit:
        """Add an entry, or replace the one of the same word and language. Return its last edit.

        Saving the same entry again is no edit. Raises Conflict if the site has too many entries.
        """

        def insert(session: Session) -> LexiconEdit:
            _lock(session)
            known = _newest(session, site, entry.word, entry.language)
            if known and known.entry == _fields(entry):
                return _edit(known)
            if not known or known.entry is None:
                _check_count(session, site)
            return _add(session, site, entry.word, entry.language, entry, editor)

        return self._database.write(insert)

    def remove(self, site: str, word: str, language: str, editor: str) -> bool:
        """Remove an entry. Return whether there was one."""
        word = one_line(word)

        def insert(session: Session) -> bool:
            _lock(session)
            known = _newest(session, site, word, language)
            if known is None or known.entry is None:
                return False
            _add(session, site, word, language, None, editor)
            return True

        return self._database.write(insert)

    def current(
        self, site: str, before: int, limit: int, part: str | None = None
    ) -> list[LexiconEdit]:
        """Return the last edit of each entry, newest first, whose id is below `before`.

        `part` is in the word.
        """
        query = _current(site).where(LexiconEditRow.id < before)
        if part:
            query = query.where(LexiconEditRow.word.icontains(part, autoescape=True))
        query = query.order_by(LexiconEditRow.id.desc()).limit(limit)
        return self._database.read(lambda session: _edits(session, query))

    def history(self, site: str, word: str) -> list[LexiconEdit]:
        """Return all edits of a word, newest first, in any language."""
        query = (
            select(LexiconEditRow)
            .where(LexiconEditRow.site == site, LexiconEditRow.word == one_line(word))
            .order_by(LexiconEditRow.id.desc())
        )
        return self._database.read(lambda session: _edits(session, query))

    def after(self, edit_id: int, limit: int) -> list[LexiconEdit]:
        """Return the edits of all sites whose id is higher, oldest first."""
        query = (
            select(LexiconEditRow)
            .where(LexiconEditRow.id > edit_id)
            .order_by(LexiconEditRow.id)
            .limit(limit)
        )
        return self._database.read(lambda session: _edits(session, query))


def _lock(session: Session) -> None:
    """Let edits be committed in the order of their ids, so that readers miss none.

    SQLite has one writer at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE lexicon_edits IN EXCLUSIVE MODE"))


def _newest(session: Session, site: str, word: str, language: str) -> LexiconEditRow | None:
    query = (
        select(LexiconEditRow)
        .where(
            LexiconEditRow.site == site,
            LexiconEditRow.word == word,
            LexiconEditRow.language == language,
        )
        .order_by(LexiconEditRow.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def _check_count(session: Session, site: str) -> None:
    count = session.scalar(select(func.count()).select_from(_current(site).subquery())) or 0
    if count >= MAX_ON_SERVER:
        raise Conflict(
            f"The lexicon of the site {site!r} must not have more than {MAX_ON_SERVER} entries. "
            "Delete one first."
        )


def _add(
    session: Session,
    site: str,
    word: str,
    language: str,
    entry: LexiconEntry | None,
    editor: str,
) -> LexiconEdit:
    row = LexiconEditRow(
        site=site,
        word=word,
        language=language,
        entry=_fields(entry) if entry else None,
        editor=editor,
    )
    session.add(row)
    session.flush()
    return _edit(row)


def _current(site: str) -> Select[LexiconEditRow]:
    """Select the last edit of each entry that is not removed."""
    newest = (
        select(func.max(LexiconEditRow.id))
        .where(LexiconEditRow.site == site)
        .group_by(LexiconEditRow.word, LexiconEditRow.language)
    )
    return select(LexiconEditRow).where(
        LexiconEditRow.id.in_(newest), LexiconEditRow.entry.is_not(null())
    )


def _edits(session: Session, query: Select[LexiconEditRow]) -> list[LexiconEdit]:
    rows: Sequence[LexiconEditRow] = session.scalars(query).all()
    return [_edit(row) for row in rows]


def _edit(row: LexiconEditRow) -> LexiconEdit:
    entry = LexiconEntry(**row.entry) if row.entry else None
    return LexiconEdit(row.id, row.site, row.word, row.language, entry, row.editor, row.created_at)


def _fields(entry: LexiconEntry) -> dict[str, object]:
    return entry.to_dict()
