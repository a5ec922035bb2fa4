"""Article: the result of extraction, with everything that was dropped."""

from collections.abc import Iterable
from dataclasses import dataclass

from audio_cache.spec import Block


@dataclass(frozen=True)
class Dropped:
    """A part of the input that is not spoken."""

    text: str
    reason: str
    """One of listen.article.reasons, or of the boilerplate phrases."""


@dataclass(frozen=True)
class Article:
    """Every character of the input, or of a page's visible text, is in a block or was dropped."""

    blocks: list[Block]
    """In reading order, the title (if any) first."""
    dropped: list[Dropped]
    """In the order of the input. Characters of markup that are spread over a text come last."""
    title: str | None = None
    byline: str | None = None
    date: str | None = None
    """ISO 8601, as precise as the page states it."""
    site: str | None = None
    language: str | None = None
    """BCP 47 tag, as the input declares it."""
    prose_share: float | None = None
    """Share of the page's running text that is spoken, 0 to 1; None for text, and without any."""


def coalesce(dropped: Iterable[Dropped]) -> list[Dropped]:
    """Merge neighbours that have the same reason, one line each."""
    runs: list[tuple[str, list[str]]] = []
    for part in dropped:
        if runs and runs[-1][0] == part.reason:
            runs[-1][1].append(part.text)
        else:
            runs.append((part.reason, [part.text]))
    return [Dropped("\n".join(texts), reason) for reason, texts in runs]
