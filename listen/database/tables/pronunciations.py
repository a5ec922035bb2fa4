"""Tables of pronunciations that editors mend and readers report."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from listen.database.tables.base import Base
from listen.database.types import now


class LexiconEditRow(Base):
    """A change of a site's lexicon by an editor. Rows are only added: they are its history."""

    __tablename__ = "lexicon_edits"
    __table_args__ = (Index("lexicon_edits_by_word", "site", "word"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    site: Mapped[str] = mapped_column(String(64))
    word: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(200), default="")
    """As in the entry; empty for any."""
    entry: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Fields of LexiconEntry. None: the entry was removed."""
    editor: Mapped[str]
    """Name of the API key."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class LexiconRemakeRow(Base):
    """An order to make the articles that hold a word again, with its present pronunciation."""

    __tablename__ = "lexicon_remakes"
    __table_args__ = (Index("lexicon_remakes_by_state", "state", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    site: Mapped[str] = mapped_column(String(64))
    word: Mapped[str] = mapped_column(String(200))
    editor: Mapped[str]
    """Name of the API key."""
    state: Mapped[str] = mapped_column(String(16), default="searching")
    """searching or searched. While it is searching, further articles may be added."""
    last_edit: Mapped[int] = mapped_column(default=0)
    """Id of the last edit of the site's lexicon when it was ordered."""
    last_article: Mapped[int] = mapped_column(default=0)
    """Id of the last article that was searched. A process that goes on begins behind it."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    searched_at: Mapped[datetime | None]


class LexiconRemakeArticleRow(Base):
    """An article that is made again."""

    __tablename__ = "lexicon_remake_articles"
    __table_args__ = (Index("lexicon_remake_articles_by_article", "article_id"),)

    remake_id: Mapped[int] = mapped_column(
        ForeignKey("lexicon_remakes.id", ondelete="CASCADE"), primary_key=True
    )
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str | None] = mapped_column(String(64))
    """Key of the audio with the new pronunciation. None: it cannot be made."""
    error_code: Mapped[str | None] = mapped_column(String(64))
    error_detail: Mapped[str | None]


class PronunciationReportRow(Base):
    """A word that readers reported as mispronounced. It has nothing of the readers but their note.

    A report of the same word in the same sentence raises the count.
    """

    __tablename__ = "pronunciation_reports"
    __table_args__ = (
        UniqueConstraint("article_id", "digest"),
        Index("pronunciation_reports_by_state", "site", "state", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    site: Mapped[str] = mapped_column(String(64))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the word and the sentence."""
    word: Mapped[str] = mapped_column(String(200))
    sentence: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    """The first note that is not empty."""
    count: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(16), default="open")
    """open, done or dismissed."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    reported_at: Mapped[datetime] = mapped_column(default=now)
    """Time of the latest report."""
