"""Compares the articles of a site with its lists, and queues what must change."""

import logging
import time

from redis import Redis

from listen.feeds.download import Download
from listen.fetch.allowed import allowed_for
from listen.fetch.request import Request
from listen.publishing.change import Save, Withdraw
from listen.publishing.compare import Comparison, compare_articles
from listen.publishing.context import PublishingContext
from listen.publishing.tasks import TaskQueue
from listen.sites.site import Site

log = logging.getLogger(__name__)


def compare_site(ctx: PublishingContext, tasks: TaskQueue, site: Site) -> Comparison:
    """Compare the site with its lists, and queue the changes. Return them."""

    def fetch(url: str) -> Download:
        resource = ctx.client.send(Request(url), allowed_for(site))
        return Download(
            resource.url, resource.body, resource.media_type, resource.charset, resource.status
        )

    found = compare_articles(ctx, site, fetch)
    changes: list[Save | Withdraw] = [*found.saves, *found.withdrawals]
    for change in changes:
        tasks.apply(site.name, change)
    if found.saves or found.withdrawals:
        log.info(
            "site %s: %d listed, %d to save, %d to withdraw",
            *(site.name, found.listed, len(found.saves), len(found.withdrawals)),
        )
    return found


def queue_due_comparisons(ctx: PublishingContext, tasks: TaskQueue, redis: Redis) -> None:
    """Queue a comparison for each site whose last one is `check_minutes` ago.

    Of several processes, one claims it.
    """
    for site in ctx.sites.all():
        key, seconds = f"listen:compared:{site.name}", site.check_minutes * 60
        if site.sources and redis.set(key, int(time.time()), ex=seconds, nx=True):
            tasks.compare(site.name)
