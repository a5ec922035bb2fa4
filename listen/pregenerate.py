"""`listen pregenerate`: has the audio of many articles made before anybody asks for it."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from listen.client import CONSOLE, Client, ClientError, is_being_made
from listen.source import read_source

_SUFFIXES = {".txt", ".text", ".md"}
_POLL_SECONDS = 0.5
_MOST_AT_ONCE = 32
"""Articles asked for and not finished: the queue of a server is not ours alone."""


@dataclass
class Outcome:
    made: int = 0
    there: int = 0
    """Had been made before."""
    failures: list[str] = field(default_factory=list)

    def fail(self, file: Path, reason: object) -> None:
        self.failures.append(f"{file}: {reason}")


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, and the articles of folders, in order."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(file for file in path.rglob("*") if file.suffix in _SUFFIXES)
        found += inside if path.is_dir() else [path]
    return found


def pregenerate(client: Client, files: list[Path], options: dict[str, Any]) -> Outcome:
    """Asks for each article and waits for all. Raises ClientError when nothing answers."""
    outcome = Outcome()
    waiting: dict[str, Path] = {}
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), console=CONSOLE, transient=True) as progress:
        bar = progress.add_task("articles", total=len(files))
        for file in files:
            _ask(client, file, options, waiting, outcome)
            while len(waiting) >= _MOST_AT_ONCE:
                _look(client, waiting, outcome)
            progress.update(bar, completed=_ended(outcome))
        while waiting:
            _look(client, waiting, outcome)
            progress.update(bar, completed=_ended(outcome))
    return outcome


def _ask(
    client: Client, file: Path, options: dict[str, Any], waiting: dict[str, Path], outcome: Outcome
) -> None:
    try:
        audio = client.ask(read_source(file) | options)
    except OSError as error:
        outcome.fail(file, error.strerror)
    except ClientError as error:
        if error.nothing_answers:
            raise
        outcome.fail(file, error)
    else:
        if is_being_made(audio):
            waiting[audio["key"]] = file
        else:
            outcome.there += 1


def _look(client: Client, waiting: dict[str, Path], outcome: Outcome) -> None:
    time.sleep(_POLL_SECONDS)
    for key, file, audio in _settled(client, waiting):
        del waiting[key]
        if audio["error"]:
            outcome.fail(file, f"{audio['error']['detail']} ({audio['error']['code']})")
        else:
            outcome.made += 1


def _settled(
    client: Client, waiting: dict[str, Path]
) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    for key, file in list(waiting.items()):
        audio = client.audio(key)
        if not is_being_made(audio):
            yield key, file, audio


def _ended(outcome: Outcome) -> int:
    return outcome.made + outcome.there + len(outcome.failures)
