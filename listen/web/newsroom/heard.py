"""Plays of articles, for the pages that show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from listen.plays.history import counts_of_articles, daily_counts, latest_days, total
from listen.sites.site import Site
from listen.web.newsroom.chart import Chart, chart_of
from listen.web.newsroom.wording import say_count, say_duration
from listen.web.services import services

DAYS = 28
"""Days of a chart, with today."""


@dataclass(frozen=True)
class Heard:
    """Plays of an article, or of all articles of a site, in the last days."""

    chart: Chart
    sentences: tuple[str, ...]


def heard(site: Site, article: str | None = None) -> Heard | None:
    """Return it; None if the site does not count plays. `article` is the site's own id of one."""
    if not site.plays:
        return None
    database = services().publishing.database
    days = daily_counts(database, site.name, latest_days(DAYS), article)
    chart, counts = chart_of(days), total(days)
    sentences = [f"{say_count(counts.plays, 'play')} in the last {DAYS} days."]
    if counts.plays:
        share = round(100 * counts.completions / counts.plays)
        sentences.append(f"{min(share, 100)} % heard it to the end.")
        sentences.append(f"Each listened for {say_duration(counts.seconds / counts.plays)}.")
    if counts.downloads:
        sentences.append(f"{say_count(counts.downloads, 'download')} in podcast apps.")
    return Heard(chart, tuple(sentences))


def plays_of(site: Site, articles: Iterable[str]) -> dict[str, int]:
    """Return the plays of articles in the last days, by id; nothing if they are not counted."""
    if not site.plays:
        return {}
    period = latest_days(DAYS)
    counts = counts_of_articles(services().publishing.database, site.name, period, [*articles])
    return {article: found.plays for article, found in counts.items()}
