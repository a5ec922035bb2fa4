"""The product and its peers read an article aloud, and are compared."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bench.articles import Article
from bench.google import fake_google
from bench.peers.command import Command
from bench.peers.commands import EspeakPipeline, GttsScript
from bench.peers.delivered import Delivered, delivered
from bench.peers.measure import Cost, Result, measure, rows
from bench.peers.peer import Peer, PeerError
from bench.peers.piper_server import PiperServer
from bench.peers.product import Product

ARTICLE = Article("A short title", ("The bridge is open again.", "Few people expected it."))
RATE = 22_050
SECOND = (np.sin(np.arange(RATE) / 8) / 4).astype(np.float32)


class Failing(Command):
    name = "failing"
    extension = "mp3"

    def command(self, article: Path, output: Path) -> list[str]:
        return ["sh", "-c", 'echo "no voice for $(cat "$1")"; exit 3', "sh", str(article)]


def encoded(format_: str) -> bytes:
    file = BytesIO()
    soundfile.write(file, SECOND, RATE, format=format_)
    return file.getvalue()


def result(name: str, costs: dict[int, Cost], peak: int, error: float = 0.0) -> Result:
    file = Delivered("MP3", 24_000, 40_000, declared=5.0 + error, decoded=5.0, ranges=True)
    return Result(name, costs, peak, file)


@pytest.fixture
def google() -> Iterator[str]:
    with fake_google(latency=0.0) as url:
        yield url


@pytest.fixture(params=["product", "piper", "espeak", "gtts"])
def peer(request: pytest.FixtureRequest, google: str) -> Iterator[Peer]:
    makers: dict[str, Callable[[], Peer]] = {
        "product": Product,
        "piper": PiperServer,
        "espeak": EspeakPipeline,
        "gtts": lambda: GttsScript(google),
    }
    with makers[request.param]() as peer:
        yield peer


@pytest.mark.e2e
def test_the_product_and_each_peer_read_an_article_aloud(peer: Peer) -> None:
    measured = measure(peer, ARTICLE)  # raises ValueError if nothing is audible
    (cost,) = measured.costs.values()
    assert 0 < cost.first_sound <= cost.whole
    assert cost.cpu > 0
    assert measured.peak > 0
    assert measured.file.decoded > 2
    assert measured.file.error < 0.1
    assert measured.file.ranges == isinstance(peer, Product)


def test_a_command_that_fails_is_an_error_with_what_it_said() -> None:
    with pytest.raises(PeerError, match=r"failing failed: 3\nno voice for A short title"):
        Failing().read(ARTICLE)


@pytest.mark.parametrize("format_", ["WAV", "MP3"])
def test_the_declared_length_is_that_of_the_head(format_: str) -> None:
    whole = delivered(encoded(format_), ranges=False)
    assert (whole.format, whole.rate) == (format_, RATE)
    assert whole.declared == whole.decoded == pytest.approx(1.0)
    cut = delivered(encoded(format_)[: whole.size // 2], ranges=False)
    assert cut.declared == pytest.approx(1.0)
    assert cut.error > 0.3


def test_an_mp3_without_a_tag_declares_no_length() -> None:
    with pytest.raises(ValueError, match="declares no length"):
        delivered(encoded("MP3").replace(b"Info", b"\0\0\0\0").replace(b"Xing", b"\0\0\0\0"), False)


def test_rows_compare_the_rounds_that_both_read_without_the_first() -> None:
    costs = {0: Cost(9, 9, 9), 1: Cost(1, 4, 2), 2: Cost(2, 8, 4), 3: Cost(3, 3, 6)}
    product = result("product", costs, peak=300_000_000)
    other = {0: Cost(1, 1, 1), 1: Cost(2, 2, 1), 2: Cost(4, 2, 4), 3: Cost(6, 6, 3)}
    peer = result("another", other, peak=100_000_000, error=0.02)
    first, whole, processor, peak, ours, theirs = rows(product, [peer])
    assert first.bar == "first sound: product / another"
    assert first.cells()[1:] == ("2 s; 4 s", "0.5", "1", "pass", "3")
    assert (whole.measured, whole.verdict) == (2.0, "MISS")
    assert (processor.measured, processor.verdict) == (2.0, "-")
    assert (peak.figure, peak.measured, peak.verdict) == ("300 MB; 100 MB", 3.0, "-")
    assert ours.bar == "file of product: error of the declared length, ms"
    assert (ours.measured, ours.verdict) == (0.0, "pass")
    assert theirs.measured == pytest.approx(20.0)
    assert theirs.verdict == "-"
    assert ours.figure == "MP3, 24 kHz, 0.04 MB for 5.00 s, HTTP ranges"


def test_rows_compare_the_first_round_with_a_peer_that_read_nothing_else() -> None:
    product = result("product", {0: Cost(1, 2, 3), 1: Cost(7, 7, 7)}, peak=1)
    once = result("once", {0: Cost(10, 10, 10)}, peak=1)
    first, whole, processor, *_ = rows(product, [once])
    assert [row.measured for row in (first, whole, processor)] == [0.1, 0.2, 0.3]
    assert {row.n for row in (first, whole, processor)} == {1}
