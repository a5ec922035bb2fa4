"""`listen pregenerate`: generates the audio of many articles in advance."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from listen.cli.client import PROGRESS_OPTIONS, Client, ClientError, is_pending
from listen.cli.source import HTML_SUFFIXES, read_source

_SUFFIXES = {".txt", ".text", ".md", *HTML_SUFFIXES}
_POLL_INTERVAL = 0.5
"""Seconds."""
_MAX_PENDING = 32
"""Articles that are requested and not finished. Other clients need the server's queue, too."""


@dataclass
class Outcome:
    """Counts of articles, and a message for each that failed."""

    generated: int = 0
    existing: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.generated + self.existing + len(self.failures)

    def fail(self, article: Path | str, reason: object) -> None:
        self.failures.append(f"{article}: {reason}")


def find_articles(sources: Iterable[Path | str]) -> list[Path | str]:
    """Return the URLs and files, and in place of each folder the articles below it, sorted."""
    found: list[Path | str] = []
    for source in sources:
        if isinstance(source, Path) and source.is_dir():
            found += sorted(file for file in source.rglob("*") if file.suffix.lower() in _SUFFIXES)
        else:
            found.append(source)
    return found


def pregenerate(client: Client, articles: list[Path | str], fields: dict[str, Any]) -> Outcome:
    """Request the audio of each article, with further fields, and wait for all of them.

    Raises ClientError if the server is unreachable from the start. If it goes away later, the
    articles that were not requested yet have failed.
    """
    outcome = Outcome()
    pending: dict[str, Path | str] = {}
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), **PROGRESS_OPTIONS) as progress:
        bar = progress.add_task("articles", total=len(articles))
        for number, article in enumerate(articles):
            try:
                _request(client, article, fields, pending, outcome)
            except ClientError as error:
                if not number:
                    raise
                for remaining in articles[number:]:
                    outcome.fail(remaining, error)
                break
            while len(pending) >= _MAX_PENDING:
                _poll(client, pending, outcome)
            progress.update(bar, completed=outcome.total)
        while pending:
            _poll(client, pending, outcome)
            progress.update(bar, completed=outcome.total)
    return outcome


def _request(
    client: Client,
    article: Path | str,
    fields: dict[str, Any],
    pending: dict[str, Path | str],
    outcome: Outcome,
) -> None:
    try:
        audio = client.request_audio(read_source(article) | fields)
    except OSError as error:
        outcome.fail(article, f"Cannot read the file: {error.strerror}.")
    except ClientError as error:
        if error.is_unreachable:
            raise
        outcome.fail(article, error)
    else:
        if is_pending(audio):
            pending[audio["key"]] = article
        else:
            outcome.existing += 1


def _poll(client: Client, pending: dict[str, Path | str], outcome: Outcome) -> None:
    time.sleep(_POLL_INTERVAL)
    for key, article in list(pending.items()):
        try:
            audio = client.get_audio(key)
        except ClientError as error:
            outcome.fail(article, error)
            del pending[key]
            continue
        if is_pending(audio):
            continue
        del pending[key]
        if audio["error"]:
            outcome.fail(article, f"{audio['error']['detail']} ({audio['error']['code']})")
        else:
            outcome.generated += 1
