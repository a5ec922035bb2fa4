"""Registers the article of a page that a reader asks for, and that no CMS has announced.

What is spoken is what the page shows to this server: the reader names the page, and nothing else.
The page is fetched without the query and the fragment of the reader's URL, which some pages repeat
in their text. It must be an article, and its own canonical page.
"""

import logging
from dataclasses import dataclass
from hashlib import sha256

from audio_cache.facts import SpecFacts
from listen.errors import (
    ApiError,
    FetchFailed,
    QuotaExceeded,
    Unavailable,
    UnknownArticle,
    Withdrawn,
)
from listen.library.audio import Audio
from listen.page_url import article_urls_of, canonical_page_url, without_query
from listen.publishing.article_rows import PAGE_SOURCE, find_row_of_page
from listen.publishing.budgets import Budgets
from listen.publishing.change import Save
from listen.publishing.change_time import accepted_now
from listen.publishing.context import PublishingContext
from listen.publishing.page_check import is_page, may_return
from listen.publishing.page_memory import PageMemory
from listen.publishing.readers_audio import UNKNOWN, readers_audio
from listen.publishing.save import save_article
from listen.publishing.states import FAILED, WITHDRAWN
from listen.publishing.tasks import TaskQueue
from listen.request.schema import SpeechRequest
from listen.sites.site import Site

log = logging.getLogger(__name__)

_MAX_FETCHES = 2
"""The page itself, and the one that its canonical link names."""


@dataclass(frozen=True)
class PageAudio:
    """Finds the audio of pages, and requests it."""

    ctx: PublishingContext
    budgets: Budgets
    memory: PageMemory
    tasks: TaskQueue

    def find(self, url: str, *, is_wanted: bool = True) -> Audio | None:
        """Return the audio of the article at a URL; None if the page is not registered.

        A page that no CMS has announced counts as not registered if its audio failed, or if it was
        gone at its last check.

        Raises UnknownArticle for an article without public audio, and Withdrawn.
        """
        row = self.ctx.database.read(lambda session: find_row_of_page(session, url))
        if row is None or (is_page(row) and row.state == FAILED) or may_return(row):
            return None
        return readers_audio(self.ctx, row, is_wanted=is_wanted)

    def queue_check(self, url: str) -> None:
        """Let the page at a URL be checked, if a click registered it and the last check is old.

        Raises Unavailable and redis.RedisError.
        """
        row = self.ctx.database.read(lambda session: find_row_of_page(session, url))
        site = self.ctx.sites.find(row.site) if row else None
        if row and site and is_page(row) and row.state != WITHDRAWN:
            self.tasks.check_page(site.name, row.source_id, site.check_minutes * 60)

    def request(self, url: str, site: Site, address: str) -> Audio:
        """Return the audio of the article at a URL of a site, for a client at an address.

        Raises UnknownArticle if the page is no article, FetchFailed, Withdrawn, RateLimited,
        QuotaExceeded and Unavailable.
        """
        page = canonical_page_url(url)
        if page is None or site.hold:
            raise UnknownArticle(UNKNOWN)
        self.memory.check(page)
        with self.memory.alone(page):
            self.memory.check(page)
            if audio := self.find(url):  # another click was faster
                return audio
            self.budgets.check_characters(site)
            self.budgets.take_page(site, address)
            try:
                return self._request(without_query(url), site)
            except ApiError as error:
                log.info("no audio for the page %s: %s", page, error)
                if isinstance(error, Unavailable):
                    self.budgets.give_back_page(site, address)
                error = _for_strangers(error)
                self.memory.remember(page, error)
                raise error from None

    def _request(self, url: str, site: Site) -> Audio:
        for _ in range(_MAX_FETCHES):
            page = self.ctx.fetcher.fetch(url)
            if self.ctx.sites.of_url(page.url) != site or page.kind != "html":
                raise UnknownArticle(UNKNOWN)
            request = SpeechRequest(self.ctx.max_chars, html=page.body, source_url=page.url)
            facts = self.ctx.extractor.find_page_facts(request)
            canonical = facts.canonical or page.url
            target = without_query(canonical)
            if target != canonical and (audio := self._registered(canonical, site)):
                return audio
            # A redirect can give the page a query that says what it shows.
            if _is_same_page(target, url) and page.url == without_query(page.url):
                if not facts.is_article:
                    raise UnknownArticle(UNKNOWN)
                return self._register(url, page.body, site)
            if self.ctx.sites.of_url(target) != site:
                raise UnknownArticle(UNKNOWN)
            if audio := self.find(target):
                return audio
            url = target
        raise UnknownArticle(UNKNOWN)

    def _registered(self, url: str, site: Site) -> Audio | None:
        """Return the audio of the site's article that was saved with the query of this URL."""
        row = self.ctx.database.read(lambda session: find_row_of_page(session, url))
        forms = article_urls_of(url)[:-1]  # the last one has no query
        if row is None or row.site != site.name:
            return None
        is_found = any(each.canonical in forms for each in row.urls)
        return readers_audio(self.ctx, row) if is_found else None

    def _register(self, url: str, html: str, site: Site) -> Audio:
        page = canonical_page_url(url) or ""
        source_id = PAGE_SOURCE + sha256(page.encode()).hexdigest()[:32]
        fields = {"url": url, "html": html, "priority": "click"}
        save = Save(source_id, fields, accepted_now())

        def admit(key: str, facts: SpecFacts) -> None:
            if not self.ctx.library.is_there(key):
                self.budgets.take_characters(site, facts.characters)

        row = save_article(self.ctx, site, save, admit)
        self.tasks.mark_checked(site.name, source_id, site.check_minutes * 60)
        return readers_audio(self.ctx, row)


def _is_same_page(url: str, other: str) -> bool:
    return canonical_page_url(url) == canonical_page_url(other)


def _for_strangers(error: ApiError) -> ApiError:
    """Return the error that the reader learns. Only the log says why a page is refused."""
    told = (UnknownArticle, Withdrawn, FetchFailed, Unavailable, QuotaExceeded)
    return error if isinstance(error, told) else UnknownArticle(UNKNOWN)
