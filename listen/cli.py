"""The command line: listen up, serve, work, say, pregenerate, voices, health."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from audio_cache.settings import SettingsError
from listen.config import WebConfig

_SERVER = "http://127.0.0.1:8000"
_USAGE = 2
"""Exit status of what was asked wrongly, and of a server that does not answer."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="listen")
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
    from listen.serve import serve as run  # noqa: PLC0415

    try:
        run(_config(given), parent)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


@main.command()
def work() -> None:
    """A worker alone."""
    os.execv(sys.executable, [sys.executable, "-m", "worker"])


_server_option = click.option("--server", default=_SERVER, show_default=True)


def _speech_options(command: Any) -> Any:
    for option in (
        click.option("--speed", type=float, help="0.5 to 2."),
        click.option("--voice", help="One of `listen voices`."),
        click.option("--language", help="BCP 47, such as en."),
    ):
        command = option(command)
    return command


@main.command()
@_server_option
def health(server: str) -> None:
    """Whether the web answers: exit status 0 or 1."""
    sys.exit(0 if _client(server).is_well() else 1)


@main.command()
@click.argument("article", type=click.File("rb"))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The audio file to write.")
@click.option("--title", help="Spoken first, when the text does not begin with it.")
@_speech_options
@_server_option
def say(article: Any, output: Path | None, server: str, **options: Any) -> None:
    """Has ARTICLE (a text file, or - for standard input) read into an audio file."""
    from listen.say import say as run  # noqa: PLC0415

    if output is None:
        output = Path("article" if article.name == "<stdin>" else Path(article.name).stem)
        output = output.with_name(output.name + ".mp3")
    with _explained():
        run(_client(server), article.read(), _given(options), output)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--backfill", is_flag=True, help="After everything that is published.")
@_speech_options
@_server_option
def pregenerate(paths: tuple[Path, ...], backfill: bool, server: str, **options: Any) -> None:
    """Has the articles in PATHS (files, or folders of .txt and .md) made before anybody asks."""
    from listen.pregenerate import files_in  # noqa: PLC0415
    from listen.pregenerate import pregenerate as run  # noqa: PLC0415

    asked = _given(options) | {"priority": "backfill" if backfill else "publish"}
    with _explained():
        outcome = run(_client(server), files_in(paths), asked)
    for failure in outcome.failures:
        click.echo(failure, err=True)
    click.echo(f"{outcome.made} made, {outcome.there} there before, {len(outcome.failures)} failed")
    sys.exit(1 if outcome.failures else 0)


@main.command()
@_server_option
def voices(server: str) -> None:
    """Lists the voices of a server."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table("voice", "languages", "where", "rate", "licence")
    with _explained():
        for voice in _client(server).voices():
            where = "here" if voice["offline"] else "online"
            rate = f"{voice['sample_rate']} Hz"
            languages = ", ".join(voice["languages"])
            table.add_row(voice["id"], languages, where, rate, voice["licence"])
    Console().print(table)


def _client(server: str) -> Any:
    from listen.client import Client  # noqa: PLC0415

    return Client(server)


@contextmanager
def _explained() -> Iterator[None]:
    """What goes wrong with the server is a sentence and an exit status: 2 if nothing answers."""
    from listen.client import ClientError  # noqa: PLC0415

    try:
        yield
    except ClientError as error:
        click.echo(str(error), err=True)
        sys.exit(_USAGE if error.nothing_answers else 1)


def _given(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _config(given: dict[str, Any]) -> WebConfig:
    try:
        return WebConfig.load(os.environ, **_given(given))
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(_USAGE)
