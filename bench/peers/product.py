"""The product with its default voice."""

import http.client

import requests

from bench.articles import Article
from bench.click import Received, Stream, click
from bench.machine import Machine
from bench.peers.peer import Peer

_FIRST, _LAST = 1000, 1999
"""Bytes of the requested part."""
_TIMEOUT = 60


class Product(Peer):
    """`listen up`, and a client that streams."""

    name = "product"

    def __enter__(self) -> "Product":
        self._machine = Machine().__enter__()
        self.pid = self._machine.pid
        return self

    def __exit__(self, *error: object) -> None:
        self._machine.__exit__(*error)

    def read(self, article: Article) -> Stream:
        stream = click(self._machine, article)
        self._key = stream.key
        return stream

    def cpu_seconds(self) -> float:
        return self._machine.cpu_seconds()

    def file(self, received: Received) -> bytes:
        self._machine.wait_until(self._key, "finished")
        return self._machine.file(self._key)

    def serves_ranges(self) -> bool:
        response = requests.get(
            f"{self._machine.url}/audio/{self._key}.mp3",
            headers={"Range": f"bytes={_FIRST}-{_LAST}"},
            timeout=_TIMEOUT,
        )
        part = self._machine.file(self._key)[_FIRST : _LAST + 1]
        return response.status_code == http.client.PARTIAL_CONTENT and response.content == part
