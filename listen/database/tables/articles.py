"""Tables of articles and their URLs."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listen.database.tables.base import Base
from listen.database.types import now


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
