"""`listen pregenerate`: has the audio of many articles made before anybody asks for it."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from listen.cli.client import SHOWN, Client, ClientError, is_being_made
from listen.cli.source import HTML, read_source

_SUFFIXES = {".txt", ".text", ".md", *HTML}
_POLL_SECONDS = 0.5
_MOST_AT_ONCE = 32
"""Articles asked for and not finished: the queue of a server is not ours alone."""


@dataclass
class Outcome:
    made: int = 0
    there: int = 0
    """Had been made before."""
    failures: list[str] = field(default_factory=list)

    def fail(self, article: Path | str, reason: object) -> None:
        self.failures.append(f"{article}: {reason}")


def articles_in(given: Iterable[Path | str]) -> list[Path | str]:
    """URLs and files as they are, and the articles of folders, in order."""
    found: list[Path | str] = []
    for article in given:
        if isinstance(article, Path) and article.is_dir():
            found += sorted(file for file in article.rglob("*") if file.suffix.lower() in _SUFFIXES)
        else:
            found.append(article)
    return found


def pregenerate(client: Client, articles: list[Path | str], options: dict[str, Any]) -> Outcome:
    """Asks for each article and waits for all. Raises ClientError when nothing ever answers.

    A server that goes away has failed all that it has not been seen to finish.
    """
    outcome = Outcome()
    waiting: dict[str, Path | str] = {}
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), **SHOWN) as progress:
        bar = progress.add_task("articles", total=len(articles))
        for number, article in enumerate(articles):
            try:
                _ask(client, article, options, waiting, outcome)
            except ClientError as error:
                if not number:
                    raise
                for left in articles[number:]:
                    outcome.fail(left, error)
                break
            while len(waiting) >= _MOST_AT_ONCE:
                _look(client, waiting, outcome)
            progress.update(bar, completed=_ended(outcome))
        while waiting:
            _look(client, waiting, outcome)
            progress.update(bar, completed=_ended(outcome))
    return outcome


def _ask(
    client: Client,
    article: Path | str,
    options: dict[str, Any],
    waiting: dict[str, Path | str],
    outcome: Outcome,
) -> None:
    try:
        audio = client.ask(read_source(article) | options)
    except OSError as error:
        outcome.fail(article, error.strerror)
    except ClientError as error:
        if error.nothing_answers:
            raise
        outcome.fail(article, error)
    else:
        if is_being_made(audio):
            waiting[audio["key"]] = article
        else:
            outcome.there += 1


def _look(client: Client, waiting: dict[str, Path | str], outcome: Outcome) -> None:
    time.sleep(_POLL_SECONDS)
    for key, article in list(waiting.items()):
        try:
            audio = client.audio(key)
        except ClientError as error:
            outcome.fail(article, error)
            del waiting[key]
            continue
        if is_being_made(audio):
            continue
        del waiting[key]
        if audio["error"]:
            outcome.fail(article, f"{audio['error']['detail']} ({audio['error']['code']})")
        else:
            outcome.made += 1


def _ended(outcome: Outcome) -> int:
    return outcome.made + outcome.there + len(outcome.failures)
