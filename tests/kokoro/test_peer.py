"""The script of the benchmarks that reads an article with kokoro-onnx."""

import pytest

from bench.articles import Article
from bench.peers.commands import KokoroScript
from bench.peers.measure import measure

pytest.importorskip("kokoro_onnx", reason="not available for every Python")

pytestmark = pytest.mark.kokoro


def test_the_script_reads_an_article_aloud() -> None:
    assert KokoroScript.is_available()
    with KokoroScript() as script:
        measured = measure(script, Article("", ("The bridge is open again.",)))
    assert (measured.file.format, measured.file.rate) == ("WAV", 24_000)
    assert measured.file.decoded > 1
    assert measured.file.error == 0
