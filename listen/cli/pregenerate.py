"""`listen pregenerate`: generates the audio of many articles in advance."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from listen.cli.article_requests import Requests, RequestState, is_no_article, patiently
from listen.cli.client import PROGRESS_OPTIONS, ClientError
from listen.cli.find_articles import ArticleFinder, FoundArticle
from listen.cli.static_page import NO_ARTICLE

_POLL_INTERVAL = 0.5
"""Seconds."""
_MAX_PENDING = 32
"""Articles that are requested and not finished. Other clients need the server's queue, too."""


@dataclass
class Outcome:
    """Counts of articles, and a message for each that failed."""

    generated: int = 0
    existing: int = 0
    held: int = 0
    """Generated, and not public before an editor publishes them."""
    failures: list[str] = field(default_factory=list)
    is_interrupted: bool = False

    @property
    def total(self) -> int:
        return self.generated + self.existing + self.held + len(self.failures)

    def fail(self, article: str, reason: object) -> None:
        self.failures.append(f"{article}: {reason}")


def pregenerate(client_requests: Requests, articles: ArticleFinder) -> Outcome:
    """Request the audio of each article, and wait for all of them.

    Raises ClientError if the server is unreachable, or refuses the key, from the start. If that
    happens later, the articles that were not requested yet have failed. An interrupt (Ctrl-C) ends
    the wait; the server goes on with what it was asked for.
    """
    outcome = Outcome()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), **PROGRESS_OPTIONS) as progress:
        bar = progress.add_task("articles", total=articles.total)

        def show() -> None:
            skipped = articles.skipped.total()
            progress.update(bar, completed=outcome.total + skipped, total=articles.total)

        try:
            _run(client_requests, articles, outcome, show)
        except KeyboardInterrupt:
            outcome.is_interrupted = True
    outcome.failures += articles.failures
    return outcome


def _run(
    client_requests: Requests, articles: ArticleFinder, outcome: Outcome, show: Callable[[], None]
) -> None:
    pending: dict[str, list[str]] = {}
    reason: ClientError | None = None
    for article in articles:
        if reason:
            outcome.fail(article.name, reason)
            continue
        try:
            _request(client_requests, article, pending, articles, outcome)
        except ClientError as error:
            if not outcome.total and not pending:
                raise
            reason = error
            outcome.fail(article.name, error)
        while len(pending) >= _MAX_PENDING:
            time.sleep(_POLL_INTERVAL)
            _poll(client_requests, pending, outcome)
            show()
        show()
    while pending:
        time.sleep(_POLL_INTERVAL)
        _poll(client_requests, pending, outcome)
        show()


def _request(
    client_requests: Requests,
    article: FoundArticle,
    pending: dict[str, list[str]],
    articles: ArticleFinder,
    outcome: Outcome,
) -> None:
    """Raises ClientError if the server is gone or refuses the key."""
    try:
        handle, must_wait = patiently(partial(client_requests.request, article))
    except ClientError as error:
        if error.is_unreachable or error.is_refusal:
            raise
        if is_no_article(error, article):
            articles.skip(NO_ARTICLE)
        else:
            outcome.fail(article.name, error)
        return
    if must_wait:
        # Two articles with the same text have the same audio.
        pending.setdefault(handle, []).append(article.name)
    else:
        outcome.existing += 1


def _poll(client_requests: Requests, pending: dict[str, list[str]], outcome: Outcome) -> None:
    for handle, names in list(pending.items()):
        try:
            found = patiently(partial(client_requests.poll, handle))
        except ClientError as error:
            found = RequestState("failed", {"code": "", "detail": str(error)})
        if found.state == "pending":
            continue
        del pending[handle]
        if found.error and found.state == "failed":
            code = f" ({found.error['code']})" if found.error["code"] else ""
            for name in names:
                outcome.fail(name, f"{found.error['detail']}{code}")
        elif found.state == "held":
            outcome.held += len(names)
        else:
            outcome.generated += 1
            outcome.existing += len(names) - 1
