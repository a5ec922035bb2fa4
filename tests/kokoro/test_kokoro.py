"""The engine kokoro with its real model: tests/kokoro/setup.sh assembles it."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.kokoro.articles import ARTICLES
from tests.kokoro.cache import CACHE
from worker.config import WorkerConfig

pytest.importorskip("kokoro_onnx", reason="not available for every Python")
from tests.kokoro.measure_gains import TARGET, loudness
from worker.engines.kokoro import KokoroEngine
from worker.engines.kokoro_gains import GAINS

pytestmark = pytest.mark.kokoro

REDIS: Any = SimpleNamespace()
SENTENCES = 3


@pytest.fixture(scope="module")
def engine() -> KokoroEngine:
    return KokoroEngine.build(WorkerConfig(voices_dir=str(CACHE)), REDIS)


@pytest.fixture
def mirror() -> Iterator[str]:
    """A server with the files of the release."""
    handler = partial(QuietHandler, directory=str(CACHE / "kokoro"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_the_command_downloads_what_the_engine_offers(mirror: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "LISTEN_WORKER_KOKORO_URL": mirror,
        "LISTEN_DATA_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "listen", "voices", "get", "kokoro"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "120.6 MB, licence: Apache-2.0" in answer.stdout
    config = WorkerConfig(data_dir=tmp_path)
    assert "kokoro" in config.loaded_engines
    assert len(KokoroEngine.build(config, REDIS).voices()) == 41


def test_every_voice_has_a_gain(engine: KokoroEngine) -> None:
    assert {voice.name for voice in engine.voices()} == set(GAINS)


@pytest.mark.parametrize(
    "name", ["af_heart", "bm_george", "ef_dora", "ff_siwis", "if_sara", "pf_dora"]
)
def test_a_voice_speaks_its_language_at_the_loudness_of_all(
    engine: KokoroEngine, name: str
) -> None:
    voice = next(voice for voice in engine.voices() if voice.name == name)
    measured = loudness(engine, voice, ARTICLES[voice.languages[0]], SENTENCES)
    assert measured == pytest.approx(TARGET, abs=1.5)


def test_english_takes_ipa_and_names(engine: KokoroEngine) -> None:
    def spoken(text: str) -> np.ndarray:
        return engine.synthesize(text, "af_heart", 1.0)

    plain, in_ipa = spoken("They saw Kyiv there."), spoken("They saw [Kyiv](/kɛniə/) there.")
    assert not np.array_equal(plain, in_ipa)
    assert np.array_equal(in_ipa, spoken("They saw [Anything](/ˈkɛniə/) there."))
