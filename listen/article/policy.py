"""Policy: the choices of a publisher about extraction ([article] in listen.toml)."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["read", "announce", "skip"]


@dataclass(frozen=True)
class Policy:
    """Treatment of tables, code, captions and alternative texts, and selectors of the article."""

    tables: Mode = "read"
    """With "read", a table is announced, then read row by row."""
    code: Mode = "announce"
    captions: Literal["read", "skip"] = "skip"
    """Captions of images, videos and the like."""
    alt_texts: Literal["read", "skip"] = "skip"
    """Descriptions of images for those who cannot see them."""
    kept: tuple[str, ...] = ()
    """Include selectors (CSS) of the article's elements. Empty: the article is detected."""
    dropped: tuple[str, ...] = ()
    """Exclude selectors (CSS) of elements that are never spoken."""
