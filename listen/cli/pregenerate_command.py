"""`listen pregenerate`: its options and its summary."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from audio_cache.settings import API_KEY_VARIABLE
from listen.cli.options import (
    PathOrUrl,
    check_site_url,
    key_option,
    server_option,
    speech_options,
)
from listen.cli.run import client_of, exit_on_error, without_none

if TYPE_CHECKING:
    from listen.cli.client import Client
    from listen.cli.find_articles import ArticleFinder

# Libraries are imported in the functions, so that `listen --help` is fast.

_INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


@click.command(short_help="Generate audio for ARTICLES in advance.")
@click.argument(
    "articles",
    nargs=-1,
    required=True,
    type=PathOrUrl(exists=True, path_type=Path),
)
@click.option("--backfill", is_flag=True, help="Use the lowest priority.")
@click.option("--publish", is_flag=True, help="Register the articles for their pages; needs --key.")
@click.option("--check", is_flag=True, help="Make nothing; fail if audio is missing or stale.")
@click.option("--site-url", callback=check_site_url, help="URL where the folders are published.")
@speech_options
@server_option
@key_option
def pregenerate(
    articles: tuple[Path | str, ...],
    backfill: bool,
    publish: bool,
    check: bool,
    site_url: str | None,
    server: str,
    key: str | None,
    **options: Any,
) -> None:
    """Generate audio for ARTICLES in advance.

    ARTICLES are feeds, sitemaps, folders of a static site, folders of text files, single files, and
    URLs of pages. The command downloads feeds and sitemaps; the server fetches the pages.
    """
    from listen.cli.download import download  # noqa: PLC0415
    from listen.cli.find_articles import ArticleFinder  # noqa: PLC0415

    if publish and not key:
        raise click.UsageError(f"--publish needs an API key, as --key or {API_KEY_VARIABLE}.")
    finder = ArticleFinder(articles, download, site_url)
    fields = without_none(options)
    if check:
        _check(client_of(server, key), finder, fields, publish)
    else:
        _pregenerate(client_of(server, key), finder, fields, publish, backfill)


def _pregenerate(
    client: "Client", finder: "ArticleFinder", fields: dict[str, Any], publish: bool, backfill: bool
) -> NoReturn:
    from listen.cli.article_requests import ArticleRequests, AudioRequests  # noqa: PLC0415
    from listen.cli.pregenerate import pregenerate as run  # noqa: PLC0415

    fields |= {"priority": "backfill"} if backfill else {} if publish else {"priority": "publish"}
    with exit_on_error():
        requests = ArticleRequests(client, fields) if publish else AudioRequests(client, fields)
        outcome = run(requests, finder)
    for failure in outcome.failures:
        click.echo(failure, err=True)
    counts = [
        f"{outcome.generated} generated",
        f"{outcome.existing} already existed",
        *([f"{outcome.held} held for review"] if outcome.held else []),
        f"{len(outcome.failures)} failed",
    ]
    click.echo(", ".join(counts) + _skipped(finder))
    if outcome.is_interrupted:
        click.echo("Interrupted. The server finishes what was requested.", err=True)
        sys.exit(_INTERRUPTED)
    sys.exit(1 if outcome.failures else 0)


def _check(
    client: "Client", finder: "ArticleFinder", fields: dict[str, Any], publish: bool
) -> NoReturn:
    from listen.cli.check import check_articles  # noqa: PLC0415

    found = wrong = 0
    with exit_on_error():
        for finding in check_articles(client, finder, fields, publish):
            if finding:
                wrong += 1
                click.echo(finding)
            else:
                found += 1
    click.echo(f"{found} there, {wrong} not there" + _skipped(finder))
    sys.exit(1 if wrong else 0)


def _skipped(finder: "ArticleFinder") -> str:
    """Return the part of a summary that counts the skipped pages; "" if there are none."""
    if not finder.skipped:
        return ""
    reasons = ", ".join(f"{count} {reason}" for reason, count in finder.skipped.most_common())
    return f", {finder.skipped.total()} skipped ({reasons})"
