"""What reads an article aloud: the product or a peer."""

from abc import ABC, abstractmethod
from typing import ClassVar, Self

from bench.articles import Article
from bench.click import Received


class PeerError(Exception):
    """A peer failed. The message contains the end of its log."""


class Peer(ABC):
    """Context manager. After `__enter__`, the peer is ready to read articles."""

    name: ClassVar[str]
    once: ClassVar[bool] = False
    """True: so slow that it reads one article only."""

    pid: int | None = None
    """The ancestor of all its processes; None while there is none."""

    def __enter__(self) -> Self:
        return self

    @abstractmethod
    def __exit__(self, *error: object) -> None: ...

    @abstractmethod
    def read(self, article: Article) -> Received: ...

    @abstractmethod
    def cpu_seconds(self) -> float:
        """Return a counter of the processor time of all its processes."""

    def file(self, received: Received) -> bytes:
        """Return the finished file of the article that was read last."""
        return received.body

    def serves_ranges(self) -> bool:
        """Return whether a part of the article that was read last can be requested by HTTP."""
        return False
