"""`listen say`: requests the audio of an article, waits for it, and saves it to a file."""

import time
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from audio_cache.formats import FORMATS
from listen.cli.client import CONSOLE, PROGRESS_OPTIONS, Client, ClientError, is_pending
from listen.cli.responses import Audio

_POLL_INTERVAL = 0.2
"""Seconds."""


def say(client: Client, fields: dict[str, Any], output: Path) -> None:
    """Write the audio of an article to `output`, atomically, in the format of its suffix.

    Raises ClientError.
    """
    audio = _wait(client, client.request_audio(fields))
    path = audio["links"]["formats"][format_of(output)]
    if not client.download(path, output):
        # A format other than MP3 is encoded during its first download, a live stream whose header
        # lacks the length. The second download is the finished file.
        client.download(path, output)
    minutes, seconds = divmod(round(audio["duration"] or 0), 60)
    CONSOLE.print(f"{output}: {minutes}:{seconds:02d}, {audio['title']}", markup=False)


def format_of(output: Path) -> str:
    """Return the audio format of the file's suffix. Raises ValueError for other suffixes."""
    extension = output.suffix.lower().removeprefix(".")
    if extension not in FORMATS:
        suffixes = ", ".join(f".{name}" for name in FORMATS)
        raise ValueError(f"The file name must end with one of {suffixes}; got '{output}'.")
    return extension


def _wait(client: Client, audio: Audio) -> Audio:
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, **PROGRESS_OPTIONS) as progress:
        bar = progress.add_task(audio["state"], total=1.0)
        while is_pending(audio):
            progress.update(bar, description=audio["state"], completed=audio["progress"])
            time.sleep(_POLL_INTERVAL)
            audio = client.get_audio(audio["key"])
    if audio["error"]:
        raise ClientError(f"{audio['error']['detail']} ({audio['error']['code']})")
    return audio
