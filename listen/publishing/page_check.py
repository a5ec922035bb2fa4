"""Reads a page again whose article a reader's click registered, and that no list names.

It is checked when it is clicked, at most once in the site's `check_minutes`, by `listen publish`:
no reader waits for it. Edited words are made again; the earlier audio stays until the new one is
whole.
"""

import json
import logging
from dataclasses import dataclass
from typing import cast

from redis import Redis

from audio_cache.facts import SpecFacts
from listen.database.tables import ArticleRow
from listen.errors import ApiError, Gone, QuotaExceeded, UnknownAudio
from listen.fetch.allowed import Allowed
from listen.fetch.page import MAX_PAGE_BYTES
from listen.fetch.request import Request, Resource
from listen.page_url import canonical_page_url, without_query
from listen.publishing.article_rows import PAGE_SOURCE, find_row
from listen.publishing.budgets import Budgets
from listen.publishing.change import Save, Withdraw
from listen.publishing.change_time import accepted_now
from listen.publishing.context import PublishingContext
from listen.publishing.save import save_article
from listen.publishing.states import PAGE_GONE, WITHDRAWN
from listen.publishing.withdraw import withdraw_article
from listen.request.schema import SpeechRequest
from listen.sites.site import Site

log = logging.getLogger(__name__)

_ACCEPT = "text/html, application/xhtml+xml"
_GONE = (401, 402, 404, 410, 451)
"""Statuses of a page that is not there for everybody any more. Others may pass."""
_CONDITIONS = {"if-none-match": "etag", "if-modified-since": "last-modified"}
"""Headers of a request, and the headers of the answer before that has their values."""
_MAX_VALIDATOR = 1000
"""Characters."""
_MEMORY = 30 * 24 * 3600
"""Seconds that the validators of a page are kept."""


@dataclass(frozen=True)
class PageChecks:
    """Checks pages."""

    ctx: PublishingContext
    budgets: Budgets
    redis: Redis

    def check(self, site: Site, source_id: str) -> None:
        """Compare an article with its page: save it, withdraw it, or leave it as it is.

        Raises Unavailable and redis.RedisError.
        """
        row = self.ctx.database.read(lambda session: find_row(session, site.name, source_id))
        if row is None or not row.url or row.state == WITHDRAWN or not is_page(row):
            return
        started = accepted_now()
        try:
            answer = self._fetch(source_id, row.url)
            if answer.status in _GONE:
                self._withdraw(site, source_id, started, f"It answers {answer.status}.")
            elif answer.status == 200:
                self._compare(site, source_id, row.url, answer, started)
        except QuotaExceeded as error:
            log.info("the page %s is not made again: %s", row.url, error)
        except ApiError as error:
            log.info("the page %s cannot be checked: %s", row.url, error)

    def _fetch(self, source_id: str, url: str) -> Resource:
        known = json.loads(cast(bytes | None, self.redis.get(_validators(source_id))) or b"{}")
        headers = {"accept": _ACCEPT, **known}
        request = Request(url, headers=headers, max_bytes=MAX_PAGE_BYTES)
        sites = self.ctx.sites
        allowed = Allowed(sites.fetched_hosts(), sites.private_hosts())
        return self.ctx.client.send(request, allowed)

    def _compare(
        self, site: Site, source_id: str, url: str, answer: Resource, started: int
    ) -> None:
        if answer.media_type not in ("text/html", "application/xhtml+xml"):
            return
        html = self.ctx.extractor.decode(answer.body, answer.charset, is_page=True)
        request = SpeechRequest(self.ctx.max_chars, html=html, source_url=answer.url)
        facts = self.ctx.extractor.find_page_facts(request)
        target = without_query(facts.canonical or answer.url)
        if canonical_page_url(target) != canonical_page_url(url) or answer.url != without_query(
            answer.url
        ):
            self._withdraw(site, source_id, started, f"It is at {target} now.")
        elif not facts.is_article:
            self._withdraw(site, source_id, started, "It is no public article any more.")
        else:
            self._save(site, Save(source_id, {"url": url, "html": html}, started))
            self._remember(source_id, answer)

    def _save(self, site: Site, save: Save) -> None:
        def admit(key: str, facts: SpecFacts) -> None:
            try:
                self.ctx.library.find(key)
            except (UnknownAudio, Gone):
                self.budgets.take_characters(site, facts.characters)

        save_article(self.ctx, site, save, admit)

    def _withdraw(self, site: Site, source_id: str, started: int, reason: str) -> None:
        error = (PAGE_GONE, f"The page has no article any more. {reason}")
        withdraw_article(self.ctx, site, Withdraw(source_id, started), error)
        self.redis.delete(_validators(source_id))
        log.info("%s/%s is withdrawn: %s", site.name, source_id, reason)

    def _remember(self, source_id: str, answer: Resource) -> None:
        """Remember what tells the next check that nothing has changed."""
        found = {
            condition: value
            for condition, name in _CONDITIONS.items()
            if (value := answer.headers.get(name, "")) and len(value) <= _MAX_VALIDATOR
        }
        self.redis.set(_validators(source_id), json.dumps(found), ex=_MEMORY)


def is_page(row: ArticleRow) -> bool:
    """Return whether a reader's click registered the article."""
    return row.source_id.startswith(PAGE_SOURCE)


def may_return(row: ArticleRow) -> bool:
    """Return whether the page of an article may be read again, because a check withdrew it."""
    return is_page(row) and row.state == WITHDRAWN and row.error_code == PAGE_GONE


def _validators(source_id: str) -> str:
    return f"listen:page:validators:{source_id}"
