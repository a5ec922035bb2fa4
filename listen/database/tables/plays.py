"""Tables of plays."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from listen.database.tables.base import Base
from listen.database.types import now


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
