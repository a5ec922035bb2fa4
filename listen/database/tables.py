"""The tables. A change needs a migration in `migrations/versions/`, which a test compares."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from listen.database.types import UtcTime, now


class Base(DeclarativeBase):
    """The parent of all tables."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcTime,
        str: Text,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON(none_as_null=True),
    }


class ApiKeyRow(Base):
    """An API key. The key itself is not stored, only its SHA-256."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str]
    site: Mapped[str | None]
    """None: every site."""
    scopes: Mapped[list[str]]
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class SiteRow(Base):
    """A site that was made by the API or the command line, not in listen.toml."""

    __tablename__ = "sites"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    settings: Mapped[dict[str, Any]]
    """The table [sites.NAME], as listen.toml would have it."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class SecretRow(Base):
    """A secret of the server, which all its processes and machines share."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


class ArticleRow(Base):
    """An article of a site, by the site's own id of it."""

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("site", "source_id"),
        Index("articles_by_state", "site", "state", "id"),
        Index("articles_by_change", "site", "change_time", "changed_at"),
        Index("articles_by_publication", "site", "published_at", "id"),
        Index("articles_by_site", "site", "id"),
        Index("articles_by_audio", "audio_key"),
        Index("articles_by_next_audio", "next_key"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    site: Mapped[str] = mapped_column(String(64))
    source_id: Mapped[str] = mapped_column(String(255))
    state: Mapped[str] = mapped_column(String(16))
    """One of STATES in listen/publishing/states.py."""
    version: Mapped[int] = mapped_column(default=0)
    """Number of versions with other words or another voice."""
    change_time: Mapped[int] = mapped_column(BigInteger, default=0)
    """Time of the latest change that was applied: microseconds since 1970."""
    url: Mapped[str | None]
    title: Mapped[str] = mapped_column(default="")
    author: Mapped[str | None]
    image: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(default=list)
    language: Mapped[str | None] = mapped_column(String(35))
    voice: Mapped[str | None]
    access: Mapped[str] = mapped_column(String(16), default="public")
    hold: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    """Time of the text, as the site says."""
    audio_key: Mapped[str | None] = mapped_column(String(64))
    """The audio that readers hear."""
    next_key: Mapped[str | None] = mapped_column(String(64))
    """The audio that replaces it: being made, held or failed."""
    old_keys: Mapped[list[str]] = mapped_column(default=list)
    """Audio that the article had. It ends with the article."""
    is_released: Mapped[bool] = mapped_column(default=True)
    """False: the article was withdrawn, and its audio still has to be."""
    lexicon: Mapped[list[dict[str, Any]] | None]
    """Pronunciations that the article's own request gave, which override the site's. None: they are
    unknown, because the article was saved before they were kept."""
    spec: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The spec of the newest version, compressed: what to make again if Redis or the store lost
    it."""
    dropped: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Parts that are not spoken: the JSON of DroppedParts, compressed. None: unknown."""
    segments: Mapped[int | None]
    cached: Mapped[int | None]
    """Segments of the newest finished version, and those of them that did not change."""
    error_code: Mapped[str | None] = mapped_column(String(64))
    error_detail: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    """Time at which words, audio or access changed. A new tag or image alone is no change."""

    urls: Mapped[list["ArticleUrlRow"]] = relationship(
        order_by="ArticleUrlRow.id", cascade="all, delete-orphan", lazy="selectin"
    )


class ArticleUrlRow(Base):
    """A URL that an article has or had."""

    __tablename__ = "article_urls"
    __table_args__ = (
        UniqueConstraint("article_id", "canonical"),
        Index("article_urls_by_canonical", "canonical"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    url: Mapped[str]
    canonical: Mapped[str]
    """The form by which a page finds its article: see `canonical_article_url`."""


class DeliveryRow(Base):
    """A callback to a site: one event that the site must hear of."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("deliveries_by_due_time", "state", "next_at"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    site: Mapped[str] = mapped_column(String(64))
    event: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[str] = mapped_column(String(64))
    """The header webhook-id, the same at each attempt."""
    url: Mapped[str]
    is_requested: Mapped[bool] = mapped_column(default=False, server_default=false())
    """True: a request for audio named the URL. False: the site lists it."""
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16), default="pending")
    """pending, delivered or failed."""
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(default=now)
    last_status: Mapped[int | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    delivered_at: Mapped[datetime | None]


class PlaysRow(Base):
    """Counts of an article on a day. The columns are those of `Counts`."""

    __tablename__ = "plays"
    __table_args__ = (Index("plays_by_article", "site", "article", "day"),)

    site: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    """In UTC."""
    article: Mapped[str] = mapped_column(String(255), primary_key=True)
    """The site's own id of it."""
    loads: Mapped[int] = mapped_column(BigInteger, default=0)
    plays: Mapped[int] = mapped_column(BigInteger, default=0)
    quarter_25: Mapped[int] = mapped_column(BigInteger, default=0)
    quarter_50: Mapped[int] = mapped_column(BigInteger, default=0)
    quarter_75: Mapped[int] = mapped_column(BigInteger, default=0)
    completions: Mapped[int] = mapped_column(BigInteger, default=0)
    seconds: Mapped[int] = mapped_column(BigInteger, default=0)
    downloads: Mapped[int] = mapped_column(BigInteger, default=0)


class PlayBatchRow(Base):
    """A batch of counts that was added to the plays, so that it is not added twice."""

    __tablename__ = "play_batches"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    added_at: Mapped[datetime] = mapped_column(default=now)


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


class AudioCallbackRow(Base):
    """A URL that must hear how an audio ends, because a request for the audio named it."""

    __tablename__ = "audio_callbacks"
    __table_args__ = (
        UniqueConstraint("site", "requested_key", "url"),
        Index("audio_callbacks_by_event", "event", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    site: Mapped[str] = mapped_column(String(64))
    requested_key: Mapped[str] = mapped_column(String(64))
    audio_key: Mapped[str] = mapped_column(String(64))
    """Another key than the requested one if a fallback voice speaks."""
    url: Mapped[str]
    event: Mapped[str | None] = mapped_column(String(64))
    """The event that was told last; None while the audio is being made."""
    created_at: Mapped[datetime] = mapped_column(default=now)
