"""A client that posts an article and streams its audio."""

import http.client
import json
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise

from bench.articles import Article
from bench.machine import Machine

_CHUNK = 64 * 1024
_TIMEOUT = 60


class NoAudio(Exception):
    """The server responded to the request for audio with an error."""


@dataclass(frozen=True)
class Received:
    """Audio as it was received."""

    body: bytes
    arrivals: list[tuple[float, int]]
    """Seconds since the request, and bytes received by then."""

    @property
    def seconds(self) -> float:
        """Seconds from the request to the last byte."""
        return self.arrivals[-1][0]

    @property
    def longest_pause(self) -> float:
        """Longest time between two chunks, in seconds."""
        times = [seconds for seconds, _ in self.arrivals]
        return max(after - before for before, after in pairwise(times))


@dataclass(frozen=True)
class Stream(Received):
    """The stream of the audio with this key."""

    key: str
    accepted: float
    """Seconds from the click to the response that names the audio."""


def click(
    machine: Machine, article: Article, at_first_bytes: Callable[[], object] = lambda: None
) -> Stream:
    """Post the article and stream the audio from the URL in the response, as a player does.

    `at_first_bytes` is called once. Raises NoAudio, or http.client.HTTPException for a broken
    connection.
    """
    fields = {"title": article.title, "text": article.text}
    body = json.dumps(fields).encode()
    connection = http.client.HTTPConnection("127.0.0.1", machine.port, timeout=_TIMEOUT)
    with closing(connection):
        clicked = time.perf_counter()
        connection.request("POST", "/v1/audio", body, {"Content-Type": "application/json"})
        resource = json.loads(connection.getresponse().read())
        accepted = time.perf_counter() - clicked
        connection.request("GET", resource["links"]["audio"])
        response = connection.getresponse()
        if response.status != http.client.OK:
            raise NoAudio(f"{response.status}: {response.read()!r}")
        received = receive(response, clicked, at_first_bytes)
    return Stream(received.body, received.arrivals, resource["key"], accepted)


def receive(
    response: http.client.HTTPResponse,
    began: float,
    at_first_bytes: Callable[[], object] = lambda: None,
) -> Received:
    """Read the body as it comes. `began` is the time of the request, by time.perf_counter()."""
    audio = bytearray()
    arrivals = []
    while chunk := response.read1(_CHUNK):
        audio += chunk
        arrivals.append((time.perf_counter() - began, len(audio)))
        if len(arrivals) == 1:
            at_first_bytes()
    arrivals.append((time.perf_counter() - began, len(audio)))
    return Received(bytes(audio), arrivals)
