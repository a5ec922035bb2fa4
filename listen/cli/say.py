"""`listen say`: posts an article, waits, saves the file."""

import time
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from audio_cache.formats import FORMATS
from listen.cli.client import CONSOLE, SHOWN, Client, ClientError, is_being_made

_POLL_SECONDS = 0.2


def say(client: Client, asked: dict[str, Any], output: Path) -> None:
    """Writes the article's audio to `output`, whole or not at all, in the format of its suffix.

    Raises ClientError.
    """
    audio = _wait(client, client.ask(asked))
    link = audio["links"]["formats"][format_of(output)]
    if not client.save(link, output):
        client.save(link, output)  # what comes while it is made does not say how long it is
    minutes, seconds = divmod(round(audio["duration"]), 60)
    CONSOLE.print(f"{output}: {minutes}:{seconds:02d}, {audio['title']}", markup=False)


def format_of(output: Path) -> str:
    """Raises ValueError, with what there is."""
    extension = output.suffix.lower().removeprefix(".")
    if extension not in FORMATS:
        raise ValueError(f"{output} ends with none of: {', '.join(f'.{one}' for one in FORMATS)}.")
    return extension


def _wait(client: Client, audio: dict[str, Any]) -> dict[str, Any]:
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, **SHOWN) as progress:
        bar = progress.add_task(audio["state"], total=1.0)
        while is_being_made(audio):
            progress.update(bar, description=audio["state"], completed=audio["progress"])
            time.sleep(_POLL_SECONDS)
            audio = client.audio(audio["key"])
    if audio["error"]:
        raise ClientError(f"{audio['error']['detail']} ({audio['error']['code']})")
    return audio
