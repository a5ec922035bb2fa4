"""A reader: posts an article, and takes its audio as it comes."""

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


class NotHeard(Exception):
    """There was an answer, but no sound."""


@dataclass(frozen=True)
class Heard:
    key: str
    body: bytes
    arrivals: list[tuple[float, int]]
    """Seconds since the click, and how many bytes had come by then."""

    @property
    def seconds(self) -> float:
        """From the click to the last byte."""
        return self.arrivals[-1][0]

    @property
    def longest_pause(self) -> float:
        """Seconds between two chunks."""
        times = [seconds for seconds, _ in self.arrivals]
        return max(after - before for before, after in pairwise(times))


def click(
    machine: Machine, article: Article, at_first_bytes: Callable[[], object] = lambda: None
) -> Heard:
    """As a player does: asks for the article, then plays the address in the answer.

    Raises NotHeard, or http.client.HTTPException for a broken connection.
    """
    fields = {"title": article.title, "text": article.text}
    wanted = json.dumps(fields).encode()
    connection = http.client.HTTPConnection("127.0.0.1", machine.port, timeout=_TIMEOUT)
    with closing(connection):
        clicked = time.perf_counter()
        connection.request("POST", "/v1/audio", wanted, {"Content-Type": "application/json"})
        resource = json.loads(connection.getresponse().read())
        connection.request("GET", resource["links"]["audio"])
        response = connection.getresponse()
        if response.status != http.client.OK:
            raise NotHeard(f"{response.status}: {response.read()!r}")
        body = bytearray()
        arrivals = []
        while chunk := response.read1(_CHUNK):
            body += chunk
            arrivals.append((time.perf_counter() - clicked, len(body)))
            if len(arrivals) == 1:
                at_first_bytes()
        arrivals.append((time.perf_counter() - clicked, len(body)))
    return Heard(resource["key"], bytes(body), arrivals)
