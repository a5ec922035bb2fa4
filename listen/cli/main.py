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
from audio_cache.settings_values import SettingsError
from listen.cli.keys import keys
from listen.cli.options import (
    PathOrUrl,
    article_options,
    check_output,
    server_option,
    speech_options,
)
from listen.cli.output import make_output_safe
from listen.config import WebConfig

if TYPE_CHECKING:
    from listen.cli.client import Client

# Commands import what they need themselves, so that `listen --help` is fast.

_USAGE_ERROR = 2
"""Exit status for wrong arguments or settings, unreadable input, and an unreachable server."""


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
def say(article: str, output: Path | None, server: str, **options: Any) -> None:
    """Convert ARTICLE to an audio file.

    ARTICLE is a text or HTML file, the URL of a page, or - for standard input.
    """
    from listen.cli.say import say as run  # noqa: PLC0415
    from listen.cli.source import STANDARD_INPUT, read_source  # noqa: PLC0415

    if output is None:
        output = Path("article" if article == STANDARD_INPUT else Path(article).stem or "article")
        output = output.with_name(output.name + ".mp3")
    with _exit_on_error():
        run(_client(server), read_source(article) | _without_none(options), output)


@main.command(short_help="Show which parts of ARTICLE would be read.")
@click.option("--spoken", is_flag=True, help="Show each segment with its spoken form.")
@click.option("--json", "raw", is_flag=True, help="Print the server's JSON response.")
@article_options
def preview(article: str, spoken: bool, raw: bool, server: str, **options: Any) -> None:
    """Show which parts of ARTICLE would be read, which would be skipped, and why.

    ARTICLE is a text or HTML file, the URL of a page, or - for standard input.
    """
    from listen.cli.preview import format_article, format_segments  # noqa: PLC0415
    from listen.cli.source import read_source  # noqa: PLC0415

    with _exit_on_error():
        response = _client(server).preview(read_source(article) | _without_none(options))
    if raw:
        text = json.dumps(response, ensure_ascii=False, indent=2)
        click.echo(text.encode("utf-8", "backslashreplace"))  # JSON is UTF-8 in any locale
        return
    for line in (format_segments if spoken else format_article)(response):
        click.echo(line)


@main.command()
@click.argument(
    "articles",
    nargs=-1,
    required=True,
    type=PathOrUrl(exists=True, path_type=Path),
)
@click.option("--backfill", is_flag=True, help="Use the lowest priority.")
@speech_options
@server_option
def pregenerate(
    articles: tuple[Path | str, ...], backfill: bool, server: str, **options: Any
) -> None:
    """Generate audio for ARTICLES in advance.

    ARTICLES are text and HTML files, folders of these, and URLs of pages.
    """
    from listen.cli.pregenerate import find_articles  # noqa: PLC0415
    from listen.cli.pregenerate import pregenerate as run  # noqa: PLC0415

    fields = _without_none(options) | {"priority": "backfill" if backfill else "publish"}
    with _exit_on_error():
        outcome = run(_client(server), find_articles(articles), fields)
    for failure in outcome.failures:
        click.echo(failure, err=True)
    click.echo(
        f"{outcome.generated} generated, {outcome.existing} already existed, "
        f"{len(outcome.failures)} failed"
    )
    sys.exit(1 if outcome.failures else 0)


@main.group(invoke_without_command=True)
@server_option
@click.pass_context
def voices(context: click.Context, server: str) -> None:
    """List the voices of a server, or download one with `get`."""
    from rich.console import Console  # noqa: PLC0415

    from listen.cli.voices import engine_problems, voice_table  # noqa: PLC0415

    if context.invoked_subcommand:
        return
    with _exit_on_error():
        response = _client(server).voices()
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


def _client(server: str) -> "Client":
    from listen.cli.client import Client  # noqa: PLC0415

    return Client(server)


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
