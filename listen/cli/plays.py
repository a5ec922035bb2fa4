"""listen plays: how often the articles of a site were heard, as CSV."""

import click

from listen.cli.publishers import data_dir_option, open_publishers

_MAX_ARTICLES = 100_000


@click.command()
@click.option("--site", help="Name of the site. Defaults to the only one.")
@click.option(
    "--days", type=click.IntRange(1, 3660), default=30, show_default=True, help="Up to today."
)
@click.option(
    "--by", type=click.Choice(["day", "article"]), default="day", show_default=True, help="Rows."
)
@click.option("--article", help="Only the article with this id, by day.")
@data_dir_option
def plays(site: str | None, days: int, by: str, article: str | None, data_dir: str | None) -> None:
    """Print how often the articles of a site were heard, as CSV."""
    from listen.plays.history import article_counts, daily_counts, latest_days  # noqa: PLC0415
    from listen.plays.table import article_table, day_table  # noqa: PLC0415

    with open_publishers(data_dir) as publishers:
        names = [each.name for each in publishers.sites.all()]
        if site is None and len(names) > 1:
            raise click.UsageError(f"--site must name one of the sites: {', '.join(names)}.")
        name = publishers.sites.get(site or names[0]).name
        database, period = publishers.database, latest_days(days)
        if by == "article" and article is None:
            table = article_table(article_counts(database, name, period, _MAX_ARTICLES))
        else:
            table = day_table(daily_counts(database, name, period, article))
    click.echo(table, nl=False)
