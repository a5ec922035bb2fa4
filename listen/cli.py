"""The command line: listen up, serve, work, say, voices, health."""

import logging
import os
import sys
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


@main.command()
@click.option("--server", default=_SERVER, show_default=True)
def health(server: str) -> None:
    """Whether the web answers: exit status 0 or 1."""
    from listen import say as client  # noqa: PLC0415

    sys.exit(0 if client.is_well(server) else 1)


@main.command()
@click.argument("article", type=click.File("rb"))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The audio file to write.")
@click.option("--title", help="Spoken first, when the text does not begin with it.")
@click.option("--language", help="BCP 47, such as en.")
@click.option("--voice", help="One of `listen voices`.")
@click.option("--speed", type=float, help="0.5 to 2.")
@click.option("--server", default=_SERVER, show_default=True)
def say(article: Any, output: Path | None, server: str, **options: Any) -> None:
    """Has ARTICLE (a text file, or - for standard input) read into an audio file."""
    from listen import say as client  # noqa: PLC0415

    if output is None:
        output = Path("article" if article.name == "<stdin>" else Path(article.name).stem)
        output = output.with_name(output.name + ".mp3")
    asked = {name: value for name, value in options.items() if value is not None}
    try:
        client.say(server, article.read(), asked, output)
    except client.SayError as error:
        click.echo(str(error), err=True)
        sys.exit(error.status)


@main.command()
@click.option("--server", default=_SERVER, show_default=True)
def voices(server: str) -> None:
    """Lists the voices of a server."""
    from listen import say as client  # noqa: PLC0415

    try:
        client.list_voices(server)
    except client.SayError as error:
        click.echo(str(error), err=True)
        sys.exit(error.status)


def _config(given: dict[str, Any]) -> WebConfig:
    try:
        return WebConfig.load(
            os.environ, **{name: value for name, value in given.items() if value is not None}
        )
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(_USAGE)
