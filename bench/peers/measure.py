"""Rounds in which the product and the peers read the same article, one after another."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np

from bench.articles import Article, Newsroom
from bench.bare import BareEngine
from bench.click import Received
from bench.google import fake_google
from bench.peers.commands import EspeakPipeline, GttsScript, KokoroScript
from bench.peers.delivered import Delivered, delivered
from bench.peers.peer import Peer
from bench.peers.piper_server import PiperServer
from bench.peers.product import Product
from bench.processes import PeakMemory
from bench.sound import first_sound
from bench.table import Row

_TIMES = 3
_SENTENCES = 6
_SETTLE = 0.3
"""Seconds after the last byte in which the processes finish their work."""
_TOLERANCE_MS = 1.0
_FIRST = 0
"""The round in which memory is sampled."""


@dataclass(frozen=True)
class Cost:
    """Seconds that one article took."""

    first_sound: float
    whole: float
    cpu: float


@dataclass(frozen=True)
class Result:
    """What was measured of the product or of a peer."""

    name: str
    costs: dict[int, Cost]
    """By the number of the round."""
    peak: int
    """Bytes of memory."""
    file: Delivered


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    with ExitStack() as stack:
        google = stack.enter_context(fake_google())
        peers: list[Peer] = [Product(), PiperServer(), EspeakPipeline(), GttsScript(google)]
        if KokoroScript.is_available():
            peers.append(KokoroScript())
        for peer in peers:
            stack.enter_context(peer)
        product, *others = _measure(peers, newsroom)
    return rows(product, others)


def measure(peer: Peer, article: Article) -> Result:
    """Read a first article, while memory is sampled."""
    with PeakMemory(lambda: peer.pid) as memory:
        cost, received = _read(peer, article)
    file = delivered(peer.file(received), peer.serves_ranges())
    return Result(peer.name, {_FIRST: cost}, memory.peak, file)


def rows(product: Result, peers: Sequence[Result]) -> list[Row]:
    return [
        *(row for peer in peers for row in _comparison(product, peer)),
        *(
            _file(result, _TOLERANCE_MS if result is product else None)
            for result in (product, *peers)
        ),
    ]


def _measure(peers: Sequence[Peer], newsroom: Newsroom) -> list[Result]:
    """Let all read the same article in each round, in another order each time."""
    article = newsroom.article(_SENTENCES)
    results = [measure(peer, article) for peer in peers]
    for number in range(1, _TIMES + 1):
        article = newsroom.article(_SENTENCES)
        for index in range(len(peers)):
            turn = (index + number) % len(peers)
            if not peers[turn].once:
                results[turn].costs[number], _ = _read(peers[turn], article)
    return results


def _read(peer: Peer, article: Article) -> tuple[Cost, Received]:
    before = peer.cpu_seconds()
    received = peer.read(article)
    time.sleep(_SETTLE)
    cpu = peer.cpu_seconds() - before
    return Cost(first_sound(received.body, received.arrivals), received.seconds, cpu), received


def _comparison(product: Result, peer: Result) -> list[Row]:
    rounds = [number for number in peer.costs if number != _FIRST] or [_FIRST]
    ours = [product.costs[number] for number in rounds]
    theirs = [peer.costs[number] for number in rounds]

    def row(what: str, seconds: Callable[[Cost], float], limit: float | None) -> Row:
        mine, other = [seconds(cost) for cost in ours], [seconds(cost) for cost in theirs]
        figure = f"{np.median(mine):.3g} s; {np.median(other):.3g} s"
        ratio = float(np.median(np.divide(mine, other)))
        return Row(f"{what}: product / {peer.name}", figure, ratio, limit, len(rounds))

    return [
        row("first sound", lambda cost: cost.first_sound, 1.0),
        row("whole article", lambda cost: cost.whole, 1.0),
        row("processor", lambda cost: cost.cpu, None),
        Row(
            f"peak memory: product / {peer.name}",
            f"{product.peak / 1e6:.0f} MB; {peer.peak / 1e6:.0f} MB",
            product.peak / peer.peak,
            None,
            1,
        ),
    ]


def _file(result: Result, limit: float | None) -> Row:
    bar = f"file of {result.name}: error of the declared length, ms"
    return Row(bar, str(result.file), result.file.error * 1000, limit, 1)
