"""Compares a site's articles with the lists that the site publishes: hooks get lost.

Ghost sends nothing for actions on several posts, and tries a webhook once. A site without hooks has
only its feed or its sitemap.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select

from listen.database.tables import ArticleRow
from listen.errors import ApiError
from listen.feeds.articles import ArticleList, FeedError, ListedArticle
from listen.feeds.download import Fetch
from listen.feeds.walk import walk_list
from listen.feeds.wordpress import read_wordpress
from listen.page_url import canonical_article_url
from listen.publishing.article_rows import PAGE_SOURCE
from listen.publishing.change import Save, Withdraw
from listen.publishing.change_time import accepted_now, end_of_second
from listen.publishing.context import PublishingContext
from listen.publishing.ghost.content_api import read_articles
from listen.publishing.ghost.errors import GhostError
from listen.publishing.states import PUBLIC, WITHDRAWN
from listen.sites.site import Site, Source

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Known:
    """An article that the server has."""

    source_id: str
    change_time: int
    is_withdrawn: bool
    access: str
    url: str | None


@dataclass
class Comparison:
    """The changes that are needed so that the articles equal the site's lists."""

    saves: list[Save] = field(default_factory=list)
    withdrawals: list[Withdraw] = field(default_factory=list)
    listed: int = 0
    problems: list[str] = field(default_factory=list)
    """Lists that could not be read. Nothing is withdrawn then."""


def compare_articles(ctx: PublishingContext, site: Site, fetch: Fetch) -> Comparison:
    """Return what must change. `fetch` downloads the site's lists."""
    started = accepted_now()
    comparison, known = Comparison(), _Index(_known(ctx, site))
    is_complete = bool(site.sources)
    for source in site.sources:
        try:
            for saves, is_whole in _read(site, source, fetch):
                is_complete = is_complete and is_whole
                comparison.listed += len(saves)
                for save in saves:
                    _compare(comparison, known, save, started, site.protected_audio)
        except (FeedError, GhostError, ApiError) as error:
            is_complete = False
            comparison.problems.append(f"{source.kind}: {error}")
            log.warning("site %s: %s cannot be read: %s", site.name, source.kind, error)
    if is_complete:
        comparison.withdrawals = [
            Withdraw(article.source_id, started)
            for article in known.unseen()
            if article.change_time < started
        ]
    return comparison


def _known(ctx: PublishingContext, site: Site) -> list[Known]:
    query = select(
        *(ArticleRow.source_id, ArticleRow.change_time, ArticleRow.state),
        *(ArticleRow.access, ArticleRow.url),
    ).where(ArticleRow.site == site.name)
    rows = ctx.database.read(lambda session: session.execute(query).all())
    return [
        Known(name, at, state == WITHDRAWN, access, url) for name, at, state, access, url in rows
    ]


class _Index:
    """The articles of a site by id and by URL. It remembers which were seen."""

    def __init__(self, articles: list[Known]) -> None:
        self._by_id = {article.source_id: article for article in articles}
        self._by_url = {
            canonical: article
            # The last one with a URL counts.
            for article in sorted(articles, key=lambda each: not each.is_withdrawn)
            if article.url
            if (canonical := canonical_article_url(article.url))
        }
        self._seen: set[str] = set()

    def find(self, source_id: str, url: str | None) -> Known | None:
        """Return the article with this id, else the one with this URL: lists have other ids."""
        found = self._by_id.get(source_id)
        if found is None and url:
            found = self._by_url.get(canonical_article_url(url) or "")
        self._seen.add(found.source_id if found else source_id)
        return found

    def unseen(self) -> Iterator[Known]:
        """Yield the articles that no list names. A reader's click registered some others."""
        for article in self._by_id.values():
            is_page = article.source_id.startswith(PAGE_SOURCE)
            if article.source_id not in self._seen and not article.is_withdrawn and not is_page:
                yield article


def _compare(
    comparison: Comparison, known: _Index, save: Save, started: int, is_protected: bool
) -> None:
    url, access = save.fields.get("url"), save.fields.get("access") or PUBLIC
    found = known.find(save.source_id, url)
    if found and is_protected and PUBLIC != access == found.access and not found.is_withdrawn:
        return  # lists have the public part only, hooks the whole text, which is spoken here
    if found is None:
        comparison.saves.append(Save(save.source_id, save.fields, save.time or started))
    elif found.change_time < save.time:
        comparison.saves.append(Save(found.source_id, save.fields, save.time))
    elif not found.is_withdrawn and (found.access != access or (url and found.url != url)):
        # Actions on several posts change their access without a new date.
        comparison.saves.append(Save(found.source_id, save.fields, started))


def _read(site: Site, source: Source, fetch: Fetch) -> Iterator[tuple[list[Save], bool]]:
    """Yield the articles of each document of a list, and whether the list names all articles.

    Raises as the readers do.
    """
    if source.kind == "ghost":
        key = site.ghost_content_key or ""
        for save in read_articles(source.url, key, lambda url: fetch(url).body):
            yield [save], True
    elif source.kind == "wordpress":
        for kind in ("posts", "pages"):
            yield from _saves(read_wordpress(source.url, fetch, kind=kind))
    else:
        yield from _saves(walk_list(fetch(source.url), fetch))


def _saves(lists: Iterator[ArticleList]) -> Iterator[tuple[list[Save], bool]]:
    for found in lists:
        saves = [Save(article.id, article.fields(), _time(article)) for article in found.articles]
        yield saves, found.is_complete


def _time(article: ListedArticle) -> int:
    """Return the end of the second of the last change, in microseconds; 0 if it is unknown."""
    at = article.updated_at or (article.published_at if article.html else None)
    return end_of_second(int(at.timestamp()) * 1_000_000) if at else 0
