"""The command line: its commands, and what they share."""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from audio_cache.distribution import installed_version
from audio_cache.settings import API_KEY_VARIABLE
from audio_cache.settings_values import SettingsError
from listen.cli.deliveries import deliveries
from listen.cli.ghost import ghost
from listen.cli.keys import keys
from listen.cli.options import (
    PathOrUrl,
    article_options,
    check_output,
    check_site_url,
    key_option,
    server_option,
    speech_options,
)
from listen.cli.output import make_output_safe
from listen.cli.sites import sites
from listen.config import WebConfig

if TYPE_CHECKING:
    from listen.cli.client import Client
    from listen.cli.find_articles import ArticleFinder

# Commands import what they need themselves, so that `listen --help` is fast.

_USAGE_ERROR = 2
"""Exit status for wrong arguments or settings, unreadable input, and an unreachable server."""

_INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(installed_version(), prog_name="listen")
def main() -> None:
    """Turn articles into audio, synthesized on your own machines."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    make_output_safe()


def _web_options(command: Any) -> Any:
    for option in (
        click.option(
            "--open", is_flag=True, default=None, help="Allow an address beyond loopback."
        ),
        click.option(
            "--data-dir",
            type=click.Path(path_type=Path, readable=False),
            help="Folder for audio, Redis data and the voice catalog.",
        ),
        click.option("--port", type=int, help="Port to bind to."),
        click.option("--host", help="Address to bind to."),
    ):
        command = option(command)
    return command


@main.command()
@_web_options
@click.option("--workers", type=int, help="Worker processes; 0 means one per core, at most 4.")
def up(**options: Any) -> None:
    """Run Redis, the workers and the web server on this machine.

    Options override the settings in LISTEN_* variables and listen.toml.
    """
    from listen.up.supervisor import up as run  # noqa: PLC0415

    sys.exit(run(_config(options), os.environ))


@main.command()
@_web_options
@click.option("--parent", type=int, hidden=True, help="Exit when this process is gone.")
def serve(parent: int | None, **options: Any) -> None:
    """Run the web server only.

    Options override the settings in LISTEN_* variables and listen.toml.
    """
    from listen.web.serve import serve as run  # noqa: PLC0415

    config = _config(options)
    try:
        run(config, parent)
    except SettingsError as error:
        _fail(str(error))


@main.command()
@click.option("--parent", type=int, hidden=True, help="Exit when this process is gone.")
def publish(parent: int | None) -> None:
    """Run the publish process only: what hooks report, comparisons, callbacks."""
    from listen.publish import publish as run  # noqa: PLC0415

    try:
        run(_config({}), parent)
    except SettingsError as error:
        _fail(str(error))


@main.command()
def work() -> None:
    """Run one worker only."""
    os.execv(sys.executable, [sys.executable, "-m", "worker"])


@main.command()
@server_option
def health(server: str) -> None:
    """Check that a server responds.

    The exit status is 0 if it does, else 1.
    """
    sys.exit(0 if _client(server).is_healthy() else 1)


@main.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=check_output,
    help="Audio file to write: .mp3, .ogg, .flac or .wav. Defaults to ARTICLE's name with .mp3.",
)
@article_options
def say(article: str, output: Path | None, server: str, key: str | None, **options: Any) -> None:
    """Convert ARTICLE to an audio file.

    ARTICLE is a text or HTML file, the URL of a page, or - for standard input.
    """
    from listen.cli.say import say as run  # noqa: PLC0415
    from listen.cli.source import STANDARD_INPUT, read_source  # noqa: PLC0415

    if output is None:
        output = Path("article" if article == STANDARD_INPUT else Path(article).stem or "article")
        output = output.with_name(output.name + ".mp3")
    with _exit_on_error():
        run(_client(server, key), read_source(article) | _without_none(options), output)


@main.command(short_help="Show which parts of ARTICLE would be read.")
@click.option("--spoken", is_flag=True, help="Show each segment with its spoken form.")
@click.option("--json", "raw", is_flag=True, help="Print the server's JSON response.")
@article_options
def preview(
    article: str, spoken: bool, raw: bool, server: str, key: str | None, **options: Any
) -> None:
    """Show which parts of ARTICLE would be read, which would be skipped, and why.

    ARTICLE is a text or HTML file, the URL of a page, or - for standard input.
    """
    from listen.cli.preview import format_article, format_segments  # noqa: PLC0415
    from listen.cli.source import read_source  # noqa: PLC0415

    with _exit_on_error():
        response = _client(server, key).preview(read_source(article) | _without_none(options))
    if raw:
        text = json.dumps(response, ensure_ascii=False, indent=2)
        click.echo(text.encode("utf-8", "backslashreplace"))  # JSON is UTF-8 in any locale
        return
    for line in (format_segments if spoken else format_article)(response):
        click.echo(line)


@main.command(short_help="Generate audio for ARTICLES in advance.")
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
    fields = _without_none(options)
    if check:
        _check(_client(server, key), finder, fields, publish)
    else:
        _pregenerate(_client(server, key), finder, fields, publish, backfill)


def _pregenerate(
    client: "Client", finder: "ArticleFinder", fields: dict[str, Any], publish: bool, backfill: bool
) -> NoReturn:
    from listen.cli.article_requests import ArticleRequests, AudioRequests  # noqa: PLC0415
    from listen.cli.pregenerate import pregenerate as run  # noqa: PLC0415

    fields |= {"priority": "backfill"} if backfill else {} if publish else {"priority": "publish"}
    with _exit_on_error():
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
    with _exit_on_error():
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


@main.group(invoke_without_command=True)
@server_option
@key_option
@click.pass_context
def voices(context: click.Context, server: str, key: str | None) -> None:
    """List the voices of a server, or download one with `get`."""
    from rich.console import Console  # noqa: PLC0415

    from listen.cli.voices import engine_problems, voice_table  # noqa: PLC0415

    if context.invoked_subcommand:
        return
    with _exit_on_error():
        response = _client(server, key).voices()
    Console().print(voice_table(response["voices"]))
    for problem in engine_problems(response):
        click.echo(problem)


@voices.command()
@click.argument("voice")
def get(voice: str) -> None:
    """Download the model of VOICE, given as engine:name.

    The workers of this machine can use it then.
    """
    os.execv(sys.executable, [sys.executable, "-m", "worker", "--get", voice])


main.add_command(keys)
main.add_command(deliveries)
main.add_command(sites)
main.add_command(ghost)


def _client(server: str, key: str | None = None) -> "Client":
    from listen.cli.client import Client  # noqa: PLC0415

    return Client(server, key)


@contextmanager
def _exit_on_error() -> Iterator[None]:
    """Print an error as one sentence and exit: 2 for unreadable input or no server, else 1."""
    from listen.cli.client import ClientError  # noqa: PLC0415

    try:
        yield
    except ClientError as error:
        _fail(str(error), _USAGE_ERROR if error.is_unreachable else 1)
    except OSError as error:
        _fail(f"Cannot read {error.filename}: {error.strerror}.")


def _without_none(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _config(options: dict[str, Any]) -> WebConfig:
    try:
        Path.cwd()
    except OSError as error:
        _fail(f"The working directory cannot be used: {error.strerror}. Change to another one.")
    try:
        return WebConfig.load(os.environ, **_without_none(options))
    except SettingsError as error:
        _fail(str(error))


def _fail(message: str, status: int = _USAGE_ERROR) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(status)
