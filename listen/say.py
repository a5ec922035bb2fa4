"""The client behind `listen say`: posts an article, waits, saves the file.

SayError    the sentence to print and the exit status: 1 refused or failed, 2 nothing answers
"""

import os
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, cast

import requests
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

_TIMEOUT = (3.0, 60.0)
"""Seconds to connect, and to wait for an answer."""

_POLL_SECONDS = 0.2
_REFUSED, _NO_ANSWER = 1, 2

_console = Console(stderr=True)


class SayError(Exception):
    def __init__(self, message: str, status: int = _REFUSED) -> None:
        super().__init__(message)
        self.status = status


def say(server: str, article: bytes, options: dict[str, Any], output: Path) -> None:
    """Writes the article's audio to `output`, whole or not at all. Raises SayError."""
    server = server.rstrip("/")
    audio = _json(
        _call(
            "POST",
            f"{server}/v1/audio",
            params=options,
            data=article,
            headers={"Content-Type": "text/plain"},
        )
    )
    audio = _wait(server, audio)
    _save(f"{server}{audio['links']['audio']}", output)
    _console.print(f"{output}: {_clock(audio['duration'])}, {audio['title']}", highlight=False)


def list_voices(server: str) -> None:
    """Prints them. Raises SayError."""
    table = Table("voice", "languages", "where", "rate", "licence")
    for voice in _json(_call("GET", f"{server.rstrip('/')}/v1/voices"))["voices"]:
        where = "here" if voice["offline"] else "online"
        rate = f"{voice['sample_rate']} Hz"
        table.add_row(voice["id"], ", ".join(voice["languages"]), where, rate, voice["licence"])
    Console().print(table)


def is_well(server: str) -> bool:
    """Whether the web's process answers for itself."""
    try:
        return _json(_call("GET", f"{server.rstrip('/')}/healthz")).get("status") == "ok"
    except SayError:
        return False


def _wait(server: str, audio: dict[str, Any]) -> dict[str, Any]:
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=_console, transient=True) as progress:
        bar = progress.add_task(audio["state"], total=1.0)
        while audio["state"] in ("queued", "started"):
            progress.update(bar, description=audio["state"], completed=audio["progress"])
            time.sleep(_POLL_SECONDS)
            audio = _json(_call("GET", server + audio["links"]["self"]))
    if audio["error"]:
        raise SayError(f"{audio['error']['detail']} ({audio['error']['code']})")
    return audio


def _save(url: str, output: Path) -> None:
    response = _call("GET", url, stream=True)
    if response.status_code != requests.codes.ok:
        raise SayError("The audio is gone again: try once more.")
    try:
        with NamedTemporaryFile(dir=output.parent, suffix=".part", delete=False) as file:
            try:
                for chunk in response.iter_content(1 << 16):
                    file.write(chunk)
                os.chmod(file.name, 0o644)
                os.replace(file.name, output)
            except BaseException:
                os.unlink(file.name)
                raise
    except requests.RequestException as error:
        raise SayError(f"The connection broke: {error}") from None
    except OSError as error:
        raise SayError(f"{output} cannot be written: {error.strerror}.") from None


def _call(method: str, url: str, **arguments: Any) -> requests.Response:
    try:
        response = requests.request(method, url, timeout=_TIMEOUT, **arguments)
    except requests.RequestException:
        raise SayError(
            f"Nothing answers at {url.partition('/v1')[0]}. Start the server with: listen up",
            _NO_ANSWER,
        ) from None
    if not response.ok:
        raise SayError(_reason(response))
    return response


def _json(response: requests.Response) -> dict[str, Any]:
    try:
        return cast(dict[str, Any], response.json())
    except ValueError:
        raise SayError("What answers there is not Listen.", _NO_ANSWER) from None


def _reason(response: requests.Response) -> str:
    try:
        problem = response.json()
        return f"{problem['detail']} ({problem['code']})"
    except (ValueError, KeyError, TypeError):
        return f"The server answers {response.status_code} {response.reason}."


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
