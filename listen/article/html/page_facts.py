"""Facts of a page: its canonical URL, and whether it is the page of one article."""

from dataclasses import dataclass
from urllib.parse import urljoin


@dataclass(frozen=True)
class PageFacts:
    """Statements of a page about itself, and facts of what it shows."""

    canonical: str | None = None
    """The absolute URL in its canonical link (RFC 6596); None without one."""
    is_article: bool = False
    """True: the page declares an article and shows one, and not a list of them."""


def resolve(href: str | None, url: str) -> str | None:
    """Return the absolute URL of a link on the page at a URL; None for one that is invalid."""
    try:
        return urljoin(url, href.strip()) if href else None
    except ValueError:
        return None
