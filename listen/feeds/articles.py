"""Articles as a list of a site names them.

FeedError    the list cannot be read; the message is a sentence that says why
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


class FeedError(Exception):
    """A list of articles cannot be read."""


@dataclass(frozen=True)
class ListedArticle:
    """An article as a feed or a sitemap describes it. Times are in UTC."""

    id: str
    """The list's own id, which stays the same when the URL changes; else made from the URL. At most
    255 characters, without slashes."""
    url: str
    """Absolute, without fragment and tracking parameters."""
    title: str | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    author: str | None = None
    """Names of the authors, separated by commas."""
    tags: tuple[str, ...] = ()
    image: str | None = None
    language: str | None = None
    """The declared language, usually a BCP 47 tag."""
    html: str | None = None
    """The whole article. None: the list has no text or a summary, and the page must be fetched."""

    def fields(self) -> dict[str, Any]:
        """Return the article as fields of PUT /v1/articles/SOURCE_ID.

        Without `html`, the server fetches the page at `url`. The language is left to detection,
        because feeds often declare that of their software.
        """
        fields: dict[str, Any] = {"url": self.url}
        for name in ("html", "title", "author", "image"):
            if value := getattr(self, name):
                fields[name] = value
        for name in ("published_at", "updated_at"):
            if time := getattr(self, name):
                fields[name] = time.isoformat().replace("+00:00", "Z")
        if self.tags:
            fields["tags"] = list(self.tags)
        return fields


@dataclass(frozen=True)
class ArticleList:
    """One document of a list."""

    articles: tuple[ListedArticle, ...]
    skipped: int = 0
    """Entries without a URL or an id, and entries that are broken."""
    further: tuple[str, ...] = ()
    """URLs of further documents: the next page of a feed, the sitemaps of an index."""
    is_complete: bool = False
    """True: with its further documents, the list names every public article of the site. A feed
    usually has the newest ones only."""
