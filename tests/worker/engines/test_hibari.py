import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hibari import Hibari, voices
from hibari.voices import VOICES, voice_path

from audio_cache import heap
from worker.audio import Samples
from worker.config import WorkerConfig
from worker.engines.hibari import HibariEngine
from worker.engines.hibari_text import phonemize, prepare
from worker.engines.registry import fetch
from worker.errors import DownloadError
from worker.script.normalize.normalize import normalize


def test_it_speaks_every_hostile_text(hibari_engine: HibariEngine, hostile: str) -> None:
    assert len(hibari_engine.synthesize(hostile, "heart", 1.0)) > 2400


def test_it_speaks_greek_letters_whose_names_are_in_spoken_forms(
    hibari_engine: HibariEngine,
) -> None:
    assert "Greek" in hibari_engine.voices()[0].scripts
    greek = [*filter(str.isalpha, map(chr, (*range(0x370, 0x400), *range(0x1F00, 0x2000))))]
    spoken = [normalize(text, "en").text for letter in greek for text in (letter, f"Α{letter}α")]
    assert not [text for text in spoken if not text.isascii()]


@pytest.mark.parametrize("text", ["A door.", "It was cold, and nobody knew why. " * 12])
@pytest.mark.parametrize("speed", [0.5, 1.0])
def test_the_samples_are_those_of_hibari(
    hibari_engine: HibariEngine, text: str, speed: float
) -> None:
    phonemes = phonemize(text, british=False)
    expected = Hibari(threads=1).from_phonemes(phonemes, speed=speed, seed=0)
    for _ in range(2):
        assert np.array_equal(hibari_engine.synthesize(text, "heart", speed), expected)


def test_memory_of_long_segments_is_released(hibari_engine: HibariEngine) -> None:
    """The session keeps 60 MB for each thread."""
    text = "It was cold, and nobody knew why they had come. " * 7
    with ThreadPoolExecutor(2) as threads:
        expected, _ = threads.map(lambda _: hibari_engine.synthesize(text, "heart", 1.0), range(2))
    before = resident_bytes()
    hibari_engine.release_memory()
    heap.trim()
    assert resident_bytes() < before - 40_000_000
    assert np.array_equal(hibari_engine.synthesize(text, "heart", 1.0), expected)


def resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE")


def test_the_voice_sounds_the_same_without_scipy(
    hibari_engine: HibariEngine, tmp_path: Path
) -> None:
    text, path = "The bridge was closed on Monday.", tmp_path / "samples.npy"
    script = (
        "import sys; sys.modules['scipy'] = sys.modules['scipy.fft'] = None\n"
        "import hibari, numpy\n"
        "from worker.engines.hibari import HibariEngine\n"
        "assert hibari.dsp.FFT_BACKEND == 'numpy'\n"
        "numpy.save(sys.argv[2], HibariEngine().synthesize(sys.argv[1], 'heart', 1.0))"
    )
    subprocess.run([sys.executable, "-c", script, text, path], check=True, timeout=120)
    expected = hibari_engine.synthesize(text, "heart", 1.0)
    assert np.abs(np.load(path) - expected).max() < 1e-5


def test_a_word_in_ipa_is_pronounced_accordingly(hibari_engine: HibariEngine) -> None:
    plain = hibari_engine.synthesize("They saw Kyiv there.", "heart", 1.0)
    in_ipa = hibari_engine.synthesize("They saw [Kyiv](/kɛniə/) there.", "heart", 1.0)
    same = hibari_engine.synthesize("They saw [Anything](/ˈkɛniə/) there.", "heart", 1.0)
    assert not np.array_equal(plain, in_ipa)
    assert np.array_equal(in_ipa, same)


@pytest.mark.parametrize(
    "text",
    [
        *("She scored a B.", "It was the U.S.", "He read Malcolm X.", "(It was plan C.)"),
        *(
            "Group C; group D.",
            "It weighs ten kilograms.",
            "She has a Ph.D.",
            "He works at B and Q.",
        ),
    ],
)
def test_a_full_stop_after_a_letter_is_spoken(
    hibari_engine: HibariEngine, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    spoken: list[str] = []
    model = hibari_engine._model("heart")
    speak = model.speak

    def record(phonemes: str, speed: float) -> Samples:
        spoken.append(phonemes)
        return speak(phonemes, speed)

    monkeypatch.setattr(model, "speak", record)
    hibari_engine.synthesize(text, "heart", 1.0)
    hibari_engine.synthesize(text.rstrip(".)"), "heart", 1.0)
    with_stop, without = spoken
    assert with_stop.rstrip(")").endswith(".")
    assert not without.endswith(".")


@pytest.mark.parametrize("ipa", ["ˈ", "ǃ", "ʘǀ", "a" * 200, "kk" * 100, "ˈˌˈ.‿"])
def test_ipa_that_cannot_be_spoken_does_not_fail(hibari_engine: HibariEngine, ipa: str) -> None:
    text = f"Some [words](/{ipa}/) here."
    assert len(hibari_engine.synthesize(text, "heart", 1.0)) > 2400


def test_a_british_voice_says_homographs_without_r_and_an_editors_ipa_as_it_is() -> None:
    text = "a [record](/ˈɹɛkəɹd/), a [cord](/kɔɹd/)"
    assert prepare(text, british=True) == "a [record](/ɹˈɛkəd/), a [cord](/kˈɔɹd/)"
    assert prepare(text, british=False) == "a [record](/ɹˈɛkəɹd/), a [cord](/kˈɔɹd/)"


def test_voices_without_a_local_model_are_not_offered(
    hibari_engine: HibariEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    assert [voice.name for voice in hibari_engine.voices()] == ["heart"]


class TestFetching:
    """Downloads from a local server, which has the bundled voice under another name."""

    @pytest.fixture(autouse=True)
    def hub(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        served = tmp_path / "served"
        served.mkdir()
        shutil.copy(voice_path("heart"), served / VOICES["emma"]["file"])
        handler = partial(QuietHandler, directory=served)
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            Thread(target=server.serve_forever, args=(0.01,)).start()
            monkeypatch.setattr(voices, "BASE_URL", f"http://127.0.0.1:{server.server_port}/")
            monkeypatch.setenv("HIBARI_HOME", str(tmp_path / "home"))
            yield
            server.shutdown()

    def test_a_fetched_voice_is_offered_and_speaks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(VOICES["emma"], "sha256", VOICES["heart"]["sha256"])
        assert [voice.name for voice in HibariEngine().voices()] == ["heart"]
        assert get("hibari:emma").is_file()
        engine = HibariEngine()
        assert [voice.name for voice in engine.voices()] == ["heart", "emma"]
        assert len(engine.synthesize("Good morning.", "emma", 1.0)) > 2400

    def test_a_model_with_a_wrong_checksum_is_discarded(self) -> None:
        with pytest.raises(DownloadError, match="SHA256"):
            get("hibari:emma")
        assert [voice.name for voice in HibariEngine().voices()] == ["heart"]

    @pytest.mark.parametrize("voice", ["hibari:kore", "hibari:nobody", "espeak:de", "x:y", "", ":"])
    def test_a_voice_that_cannot_be_fetched_is_an_error(self, voice: str) -> None:
        with pytest.raises(DownloadError, match=f"The voice '{voice}' cannot be downloaded"):
            get(voice)


def get(voice: str) -> Path:
    return fetch(WorkerConfig(), voice, lambda line, size: lambda received: None)


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_a_voice_whose_gain_is_not_known_is_measured() -> None:
    assert HibariEngine().measure_gain("heart") == HibariEngine().gain("heart", 1.0)


def test_the_sound_does_not_depend_on_scipy() -> None:
    """Its transforms would give other bits, so an audio would depend on what else is installed."""
    speak = """
import hashlib, sys
if sys.argv[1] == "without":
    sys.modules["scipy"] = None
from worker.engines.hibari import HibariEngine
print(HibariEngine().synthesize("After the strike, nobody knew.", "heart", 1.0).dtype)
print(hashlib.sha256(HibariEngine().synthesize("Ready.", "heart", 1.0).tobytes()).hexdigest())
"""
    sounds = [
        subprocess.run([sys.executable, "-c", speak, scipy], capture_output=True, check=True).stdout
        for scipy in ("with", "without")
    ]
    assert sounds[0] == sounds[1]
    assert b"float32" in sounds[0]
