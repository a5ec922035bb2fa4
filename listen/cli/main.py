"""The command line: its commands."""

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from audio_cache.distribution import installed_version
from audio_cache.logs import TEXT, configure_logs
from audio_cache.settings_values import SettingsError
from audio_cache.tracing import open_tracer
from listen.cli.cache import cache
from listen.cli.deliveries import deliveries
from listen.cli.ghost import ghost
from listen.cli.keys import keys
from listen.cli.options import (
    article_options,
    check_output,
    key_option,
    server_option,
)
from listen.cli.output import make_output_safe
from listen.cli.plays import plays
from listen.cli.pregenerate_command import pregenerate
from listen.cli.run import client_of, exit_on_error, fail, without_none
from listen.cli.sites import sites
from listen.config import WebConfig
from listen.processes.child_logs import VARIABLE

# Commands import what they need themselves, so that `listen --help` is fast.


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(installed_version(), prog_name="listen")
def main() -> None:
    """Turn articles into audio, synthesized on your own machines."""
    configure_logs(TEXT, "listen")
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

    sys.exit(run(_config(options, "supervisor"), os.environ))


@main.command()
@_web_options
@click.option("--parent", type=int, hidden=True, help="Exit when this process is gone.")
def serve(parent: int | None, **options: Any) -> None:
    """Run the web server only.

    Options override the settings in LISTEN_* variables and listen.toml.
    """
    from listen.web.serve import serve as run  # noqa: PLC0415

    config = _config(options, "web")
    try:
        run(config, parent)
    except SettingsError as error:
        fail(str(error))


@main.command()
@click.option("--parent", type=int, hidden=True, help="Exit when this process is gone.")
def publish(parent: int | None) -> None:
    """Run the publish process only: what hooks report, comparisons, callbacks."""
    from listen.publish import publish as run  # noqa: PLC0415

    try:
        config = _config({}, "publish")
        run(config, parent, open_tracer(os.environ, "listen-publish"))
    except SettingsError as error:
        fail(str(error))


@main.command()
def work() -> None:
    """Run one worker only."""
    _run_worker()


@main.command()
@server_option
def health(server: str) -> None:
    """Check that a server responds.

    The exit status is 0 if it does, else 1.
    """
    sys.exit(0 if client_of(server).is_healthy() else 1)


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
    with exit_on_error():
        run(client_of(server, key), read_source(article) | without_none(options), output)


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

    with exit_on_error():
        response = client_of(server, key).preview(read_source(article) | without_none(options))
    if raw:
        text = json.dumps(response, ensure_ascii=False, indent=2)
        click.echo(text.encode("utf-8", "backslashreplace"))  # JSON is UTF-8 in any locale
        return
    for line in (format_segments if spoken else format_article)(response):
        click.echo(line)


@main.group(invoke_without_command=True)
@server_option
@key_option
@click.pass_context
def voices(context: click.Context, server: str, key: str | None) -> None:
    """List the voices of a server, or download one with `get`."""
    from rich.console import Console  # noqa: PLC0415

    from listen.cli.voices import (  # noqa: PLC0415
        engine_problems,
        suggestions,
        voice_table,
    )

    if context.invoked_subcommand:
        return
    with exit_on_error():
        response = client_of(server, key).voices()
    Console().print(voice_table(response["voices"]))
    for line in (*engine_problems(response), *suggestions(response)):
        click.echo(line)


@voices.command()
@click.argument("voice")
def get(voice: str) -> None:
    """Download VOICE: kokoro, piper:NAME or hibari:NAME.

    The workers of this machine offer it after a restart. A download that was interrupted goes on.
    """
    _run_worker("--get", voice)


@voices.command()
@click.option("--language", help="List voices of this language only, with their licences.")
def available(language: str | None) -> None:
    """List the voices that `get` can download."""
    _run_worker("--available", *(("--language", language) if language else ()))


main.add_command(keys)
main.add_command(pregenerate)
main.add_command(deliveries)
main.add_command(plays)
main.add_command(sites)
main.add_command(ghost)
main.add_command(cache)


def _run_worker(*arguments: str) -> NoReturn:
    os.execv(sys.executable, [sys.executable, "-m", "worker", *arguments])


def _config(options: dict[str, Any], process: str) -> WebConfig:
    """Return the settings. From now on, lines of the log have the form that they ask for."""
    try:
        Path.cwd()
    except OSError as error:
        fail(f"The working directory cannot be used: {error.strerror}. Change to another one.")
    try:
        config = WebConfig.load(os.environ, **without_none(options))
    except SettingsError as error:
        fail(str(error))
    configure_logs(config.log_format, process)
    os.environ[VARIABLE] = config.log_format  # child processes log as this one does
    return config
