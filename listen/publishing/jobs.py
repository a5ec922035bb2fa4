"""The jobs of `listen publish`, which RQ calls."""

import logging
import time
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from redis import RedisError

from listen.errors import ApiError, FetchFailed, Unavailable, UnknownSite
from listen.publishing.change import Save
from listen.publishing.compare_site import compare_site as compare
from listen.publishing.context import PublishingContext
from listen.publishing.hooks.accept import accept
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.page_check import PageChecks
from listen.publishing.pronunciations.remake import run_remake
from listen.publishing.record_failure import record_failure
from listen.publishing.save import save_article
from listen.publishing.tasks import TaskQueue, change_from_json
from listen.publishing.withdraw import withdraw_article

log = logging.getLogger(__name__)

_TURN = 20.0
"""Seconds after which a job lets others of the queue run. It is queued again."""

current_context: ContextVar[PublishingContext] = ContextVar("publishing")
current_checks: ContextVar[PageChecks] = ContextVar("checks")
current_tasks: ContextVar[TaskQueue] = ContextVar("tasks")


def apply_change(site_name: str, fields: Mapping[str, Any]) -> None:
    """Apply a change that a hook reported.

    Raises what passes (Unavailable, FetchFailed, RedisError): RQ tries again. Any other error is
    recorded with the article.
    """
    ctx = current_context.get()
    change = change_from_json(fields)
    try:
        site = ctx.sites.get(site_name)
        if isinstance(change, Save):
            save_article(ctx, site, change)
        else:
            withdraw_article(ctx, site, change)
        log.info("%s/%s: %s applied", site_name, change.source_id, fields["kind"].lower())
    except (Unavailable, FetchFailed, RedisError):
        raise
    except UnknownSite as error:  # it was deleted meanwhile
        log.warning("%s/%s: %s", site_name, change.source_id, error)
    except ApiError as error:
        log.warning("%s/%s: %s", site_name, change.source_id, error)
        record_failure(ctx, site_name, change, error)


def receive_webhook(
    site_name: str, sender: str, message: Mapping[str, Any], event: str | None, key: str
) -> None:
    """Read a long webhook, whose body Redis has at a key, and queue its change."""
    ctx, tasks = current_context.get(), current_tasks.get()
    body = tasks.body(key)
    if body is None:
        log.warning("%s: the body of a webhook of %s is gone", site_name, sender)
        return
    try:
        accept(tasks, ctx.sites.get(site_name), sender, SignedMessage(body=body, **message), event)
    except UnknownSite as error:  # it was deleted meanwhile
        log.warning("%s: a webhook of %s: %s", site_name, sender, error)
    tasks.forget_body(key)


def check_page(site_name: str, source_id: str) -> None:
    """Read the page of an article again. The next click after a while repeats what fails."""
    checks = current_checks.get()
    try:
        checks.check(checks.ctx.sites.get(site_name), source_id)
    except (UnknownSite, Unavailable) as error:
        log.warning("%s/%s: not checked: %s", site_name, source_id, error)


def compare_site(site_name: str) -> None:
    """Compare a site's articles with its lists. The next comparison corrects what fails."""
    ctx, tasks = current_context.get(), current_tasks.get()
    tasks.begin_comparison(site_name)
    try:
        compare(ctx, tasks, ctx.sites.get(site_name))
    except (UnknownSite, Unavailable) as error:
        log.warning("site %s: not compared: %s", site_name, error)


def remake_articles(remake_id: int) -> None:
    """Make the articles that hold a word again. `queue_unfinished_remakes` repeats what fails."""
    ctx, tasks = current_context.get(), current_tasks.get()
    end = time.monotonic() + _TURN

    def go_on() -> bool:
        tasks.keep_remake(remake_id)
        return time.monotonic() < end

    tasks.keep_remake(remake_id)
    is_finished = run_remake(ctx, remake_id, go_on)
    tasks.end_remake(remake_id)
    if not is_finished:
        tasks.remake(remake_id)
