"""Follows a list of articles through its pages, archives and nested sitemaps."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from listen.feeds.articles import ArticleList, FeedError
from listen.feeds.download import Download, Fetch
from listen.feeds.read import read_list
from listen.feeds.urls import is_same_site, url_id

MAX_DOCUMENTS = 500
"""Documents of one list: pages of a feed, or sitemaps of an index."""
MAX_DEPTH = 3
"""Nested sitemap indexes. The protocol allows one."""


def walk_list(download: Download, fetch: Fetch) -> Iterator[ArticleList]:
    """Yield the downloaded list and then its further documents, each article once.

    An article is the same if its id or its URL is. Documents of other hosts are not fetched. Raises
    FeedError for a document that cannot be read, and whatever `fetch` raises.
    """
    seen_urls = {download.url}
    seen_articles: set[str] = set()
    documents = 1
    queue = deque([(download.url, 0)])
    current: Download | None = download
    while queue:
        url, depth = queue.popleft()
        found = _read(url, current or fetch(url))
        current = None
        fresh = []
        for article in found.articles:
            names = {article.id, url_id(article.url)}
            if not names & seen_articles:
                fresh.append(article)
            seen_articles |= names
        yield replace(found, articles=tuple(fresh))
        # The pages of a feed are one after the other, sitemaps below each other.
        deeper = depth + (len(found.further) > 1 or not found.articles)
        for further in found.further:
            if further in seen_urls or not is_same_site(further, download.url):
                continue
            if deeper > MAX_DEPTH:
                raise FeedError(f"Sitemap indexes must not be nested {deeper} deep: {url}")
            documents += 1
            if documents > MAX_DOCUMENTS:
                raise FeedError(f"A list must not have more than {MAX_DOCUMENTS} documents.")
            seen_urls.add(further)
            queue.append((further, deeper))


def _read(url: str, download: Download) -> ArticleList:
    try:
        return read_list(download)
    except FeedError as error:
        raise FeedError(f"{url}: {error}") from None
