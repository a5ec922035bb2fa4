"""`listen voices get` and `listen voices available`: what a user of the command line sees."""

import sys
from collections.abc import Mapping

import click
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from audio_cache.language import primary_subtag
from audio_cache.settings_values import SettingsError
from worker.config import WorkerConfig
from worker.downloads import kokoro
from worker.downloads.client import Client
from worker.downloads.download import Report
from worker.downloads.piper import licences, read_index
from worker.downloads.progress import shown_progress
from worker.engines.registry import fetch
from worker.errors import DownloadError


def get(environ: Mapping[str, str], voice: str) -> int:
    """Download a voice, given as engine:name or engine. Returns the exit code."""
    try:
        config = WorkerConfig.load(environ)
        with shown_progress() as begin:

            def announce(line: str, size: int) -> Report:
                click.echo(line)
                return begin(size)

            path = fetch(config, voice, announce)
    except (DownloadError, SettingsError) as error:
        click.echo(str(error), err=True)
        return 1
    click.echo(f"{voice} is in {path}. Restart the workers to offer it.")
    engine = voice.partition(":")[0]
    if engine not in config.loaded_engines:
        click.echo(f"Add {engine} to {config.variable('engines')}, too.")
    return 0


def list_available(environ: Mapping[str, str], language: str | None) -> int:
    """Print the voices that can be downloaded, of one language if it is given.

    Returns the exit code.
    """
    try:
        config = WorkerConfig.load(environ)
        table = _table(config, primary_subtag(language) if language else "")
    except (DownloadError, SettingsError) as error:
        reason = str(error).rstrip(".")
        click.echo(f"The voices that can be downloaded cannot be listed: {reason}.", err=True)
        return 1
    Console(width=None if sys.stdout.isatty() else 200).print(table)
    return 0


def _table(config: WorkerConfig, language: str) -> Table:
    """Return a row for each voice. Licences are read for a single language only.

    Raises DownloadError if there is none.
    """
    rows = []
    if language in ("", *kokoro.LANGUAGES):
        spoken = ", ".join(kokoro.LANGUAGES)
        rows.append(("kokoro", spoken, "high", kokoro.SIZE, kokoro.LICENCE))
    with Client() as client:
        index = read_index(client, config.piper.url)
        voices = list(index.voices(language))
        stated = licences(client, voices) if language else [""] * len(voices)
    rows += [
        (f"piper:{voice.key}", voice.language_name, voice.quality, voice.size, licence)
        for voice, licence in zip(voices, stated, strict=True)
    ]
    if not rows:
        raise DownloadError(
            f"there is none for {language!r}; languages: {', '.join(index.languages())}"
        )
    table = Table(
        Column("voice", min_width=max(len(row[0]) for row in rows)),
        *("language", "quality", "size", "licence"),
    )
    for name, spoken, quality, size, licence in rows:
        table.add_row(Text(name), Text(spoken), quality, f"{size / 1e6:.0f} MB", Text(licence))
    return table
