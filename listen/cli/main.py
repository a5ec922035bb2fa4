"""The command line: listen up, serve, work, say, preview, pregenerate, voices, health."""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from audio_cache.distribution import installed_version
from audio_cache.settings import SettingsError
from listen.cli.options import (
    PathOrUrl,
    article_options,
    check_output,
    server_option,
    speech_options,
)
from listen.config import WebConfig

_USAGE = 2
"""Exit status of what was asked wrongly, and of a server that does not answer."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(installed_version(), prog_name="listen")
def main() -> None:
    """Listen reads articles aloud."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")


def _web_options(command: Any) -> Any:
    for option in (
        click.option("--open", is_flag=True, default=None, help="Let others reach it."),
        click.option("--data-dir", type=click.Path(path_type=Path), help="Where everything is."),
        click.option("--port", type=int, help="Port to listen on."),
        click.option("--host", help="Address to listen on."),
    ):
        command = option(command)
    return command


@main.command()
@_web_options
@click.option("--workers", type=int, help="Worker processes; 0: one a core, 4 at most.")
def up(**given: Any) -> None:
    """Everything on this machine: Redis, workers, web."""
    from listen.up.supervisor import up as run  # noqa: PLC0415

    sys.exit(run(_config(given), os.environ))


@main.command()
@_web_options
@click.option("--parent", type=int, hidden=True, help="End when this process is gone.")
def serve(parent: int | None, **given: Any) -> None:
    """The web alone."""
    from listen.web.serve import serve as run  # noqa: PLC0415

    try:
        run(_config(given), parent)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


@main.command()
def work() -> None:
    """A worker alone."""
    os.execv(sys.executable, [sys.executable, "-m", "worker"])


@main.command()
@server_option
def health(server: str) -> None:
    """Whether the web answers: exit status 0 or 1."""
    sys.exit(0 if _client(server).is_well() else 1)


@main.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=check_output,
    help="The audio file to write: .mp3, .ogg, .flac or .wav.",
)
@article_options
def say(article: str, output: Path | None, server: str, **options: Any) -> None:
    """Has ARTICLE read to a file.

    ARTICLE is a text or HTML file, a page's URL, or - for standard input.
    """
    from listen.cli.say import say as run  # noqa: PLC0415
    from listen.cli.source import STANDARD_INPUT, read_source  # noqa: PLC0415

    if output is None:
        output = Path("article" if article == STANDARD_INPUT else Path(article).stem)
        output = output.with_name(output.name + ".mp3")
    with _explained():
        run(_client(server), read_source(article) | _given(options), output)


@main.command()
@click.option("--spoken", is_flag=True, help="Each segment with its spoken form.")
@click.option("--json", "raw", is_flag=True, help="What the server answers.")
@article_options
def preview(article: str, spoken: bool, raw: bool, server: str, **options: Any) -> None:
    """Shows what of ARTICLE would be read.

    And what would not, and why. ARTICLE is as for say.
    """
    from listen.cli import preview as proof  # noqa: PLC0415
    from listen.cli.source import read_source  # noqa: PLC0415

    with _explained():
        answer = _client(server).preview(read_source(article) | _given(options))
    if raw:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for line in (proof.spoken if spoken else proof.proof)(answer):
        click.echo(line)


@main.command()
@click.argument(
    "articles",
    nargs=-1,
    required=True,
    type=PathOrUrl(exists=True, path_type=Path),
)
@click.option("--backfill", is_flag=True, help="After everything that is published.")
@speech_options
@server_option
def pregenerate(
    articles: tuple[Path | str, ...], backfill: bool, server: str, **options: Any
) -> None:
    """Has ARTICLES made before anybody asks.

    ARTICLES are text and HTML files, folders of them, and pages' URLs.
    """
    from listen.cli.pregenerate import articles_in  # noqa: PLC0415
    from listen.cli.pregenerate import pregenerate as run  # noqa: PLC0415

    asked = _given(options) | {"priority": "backfill" if backfill else "publish"}
    with _explained():
        outcome = run(_client(server), articles_in(articles), asked)
    for failure in outcome.failures:
        click.echo(failure, err=True)
    click.echo(f"{outcome.made} made, {outcome.there} there before, {len(outcome.failures)} failed")
    sys.exit(1 if outcome.failures else 0)


@main.group(invoke_without_command=True)
@server_option
@click.pass_context
def voices(context: click.Context, server: str) -> None:
    """Lists the voices of a server."""
    from rich.console import Console  # noqa: PLC0415

    from listen.cli.voices import complaints, table  # noqa: PLC0415

    if context.invoked_subcommand:
        return
    with _explained():
        selector = _client(server).voices()
    Console().print(table(selector["voices"]))
    for complaint in complaints(selector):
        click.echo(complaint)


@voices.command()
@click.argument("voice")
def get(voice: str) -> None:
    """Fetches the model of VOICE (engine:name) for the workers of this machine."""
    os.execv(sys.executable, [sys.executable, "-m", "worker", "--get", voice])


def _client(server: str) -> Any:
    from listen.cli.client import Client  # noqa: PLC0415

    return Client(server)


@contextmanager
def _explained() -> Iterator[None]:
    """What goes wrong is a sentence and an exit status: 2 if nothing answers or can be read."""
    from listen.cli.client import ClientError  # noqa: PLC0415

    try:
        yield
    except ClientError as error:
        click.echo(str(error), err=True)
        sys.exit(_USAGE if error.nothing_answers else 1)
    except OSError as error:
        click.echo(f"{error.filename} cannot be read: {error.strerror}.", err=True)
        sys.exit(_USAGE)


def _given(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _config(given: dict[str, Any]) -> WebConfig:
    try:
        return WebConfig.load(os.environ, **_given(given))
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(_USAGE)
