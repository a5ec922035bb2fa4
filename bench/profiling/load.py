"""Work for the processes that are recorded: articles for a worker, requests for a web process."""

import http.client
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing

from bench import processes
from bench.articles import Newsroom
from bench.machine import Machine, MachineError
from bench.profiling.cores import one_core_for
from bench.profiling.work import Work, pids, work_of

_TIMEOUT = 600.0
_RANGE = 64 * 1024
"""Bytes of each range of a file."""
_LONG, _BUSY = 190_000, 4
"""Characters and number of the articles that keep the worker busy while another one waits."""
_VOICE = {"LISTEN_WORKER_ENGINES": "tone", "LISTEN_DEFAULT_VOICE": "tone:beep"}
"""Takes next to nothing, so that the worker leaves the cores to the other processes."""

Request = Callable[[], object]


def work_of_worker(articles: int) -> Work:
    """Record a worker that makes new articles, which nobody hears yet, in the default voice."""
    newsroom = Newsroom()
    with Machine(workers=1) as machine:
        _make(machine, newsroom, 1)
        (pid,) = pids(machine, "worker")
        with work_of(machine, pid, "worker: an article of about 500 words") as work:
            _make(machine, newsroom, articles)
            work.count = articles
    return work


def work_of_web(seconds: float) -> Iterator[Work]:
    """Record the web process during one kind of request after the other, `seconds` of each.

    One client sends them over one connection.
    """
    with Machine(workers=1, **_VOICE) as machine:
        pid = pids(machine, "listen serve")[-1]  # gunicorn's worker, not its arbiter
        with one_core_for(pid, processes.tree(machine.pid)), closing(_Client(machine)) as client:
            for name, request in _requests(machine, client):
                client.close()  # the server has closed a connection that was idle
                request()
                with work_of(machine, pid, f"web: {name}") as work:
                    deadline = time.monotonic() + seconds
                    while time.monotonic() < deadline:
                        request()
                        work.count += 1
                yield work


def _requests(machine: Machine, client: "_Client") -> Iterator[tuple[str, Request]]:
    """Yield the kinds of requests. New articles come last: the worker is busy after them."""
    newsroom = Newsroom()
    key = machine.post(newsroom.article())
    half = len(machine.file(key)) // 2
    machine.wait_until(key, "finished")
    part = {"Range": f"bytes={half}-{half + _RANGE - 1}"}
    yield "GET of a finished file", lambda: client.send("GET", f"/audio/{key}.mp3")
    yield (
        "GET of 64 KB of a finished file",
        lambda: client.send("GET", f"/audio/{key}.mp3", headers=part),
    )
    yield "GET of a finished audio's resource", lambda: client.send("GET", f"/v1/audio/{key}")
    for _ in range(_BUSY):
        machine.post(newsroom.long_article(_LONG), "publish")
    queued = machine.post(newsroom.article(), "backfill")
    yield "GET of a queued audio's resource", lambda: client.send("GET", f"/v1/audio/{queued}")
    if (state := machine.audio(queued)["state"]) != "queued":
        print(f"the audio was {state} at the end: profile for fewer seconds", file=sys.stderr)

    def post() -> None:
        article = newsroom.article()
        body = {"title": article.title, "text": article.text, "priority": "backfill"}
        headers = {"Content-Type": "application/json"}
        client.send("POST", "/v1/audio", json.dumps(body), headers)

    yield "POST of a new article", post


class _Client:
    """A client with one connection, which is opened when it is needed."""

    def __init__(self, machine: Machine) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", machine.port, timeout=60)

    def close(self) -> None:
        self._connection.close()

    def send(
        self,
        method: str,
        path: str,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Send a request and read the response. Raises MachineError unless it succeeded."""
        self._connection.request(method, path, body, headers or {})
        response = self._connection.getresponse()
        content = response.read()
        if response.status >= http.client.BAD_REQUEST:
            raise MachineError(f"{method} {path}: {response.status}: {content!r}")


def _make(machine: Machine, newsroom: Newsroom, articles: int) -> None:
    """Make new articles, one waiting behind the other."""
    keys = [machine.post(newsroom.article(), "publish") for _ in range(articles)]
    for key in keys:
        machine.wait_until(key, "finished", _TIMEOUT)
