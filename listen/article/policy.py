"""What a publisher may decide about reading."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Policy:
    """How the parts of an article that are not running text are read."""

    tables: Literal["read", "announce", "skip"] = "read"
    """Read: announced, then row by row."""
    code: Literal["read", "announce", "skip"] = "announce"
    captions: Literal["read", "skip"] = "skip"
    """Of images, videos and the like."""
    alt_texts: Literal["read", "skip"] = "skip"
    """What an image shows, for those who cannot see it."""
    kept: tuple[str, ...] = ()
    """CSS selectors of the article's elements; none: they are found."""
    dropped: tuple[str, ...] = ()
    """CSS selectors of elements that are never read."""
