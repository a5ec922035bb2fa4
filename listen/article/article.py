"""What is read of an input, and what is not."""

from collections.abc import Iterable
from dataclasses import dataclass

from audio_cache.spec import Block


@dataclass(frozen=True)
class Dropped:
    text: str
    reason: str


@dataclass(frozen=True)
class Article:
    """Every character of a text, or of a page's text, is in a block or in what was dropped."""

    blocks: list[Block]
    """In reading order, the title (if there is one) first."""
    dropped: list[Dropped]
    """In the input's order; a text's marks, which stand everywhere in it, last."""
    title: str | None = None
    byline: str | None = None
    date: str | None = None
    """ISO 8601, as far as the page is exact."""
    site: str | None = None
    language: str | None = None
    """BCP 47 tag, as the input declares it."""


def coalesce(dropped: Iterable[Dropped]) -> list[Dropped]:
    """Neighbours with one reason become one, a line each."""
    runs: list[tuple[str, list[str]]] = []
    for part in dropped:
        if runs and runs[-1][0] == part.reason:
            runs[-1][1].append(part.text)
        else:
            runs.append((part.reason, [part.text]))
    return [Dropped("\n".join(texts), reason) for reason, texts in runs]
