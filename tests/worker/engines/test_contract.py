"""One suite for every engine."""

import base64
import json
import re
import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import parse_qs

import numpy as np
import pytest
import soundfile

from audio_cache.voice import Voice
from worker.engines import ENGINES, Engine, build
from worker.errors import EngineError, EngineUnavailable

HOSTILE = [
    "A",
    "Hello.",
    'O\'Neill said: "50–60% of $3.2bn!" (No. 10, Nov. 14)',
    "a/" * 100,
    "9" * 300,
    "x" * 300,
    "1,000 " * 50,
    "[word](/phonemes/) [a](b)",
    "Ünïcödé naïve İstanbul ﬁ ŉ",
    "2² ½ ٣ Ⅷ ㎏",
    "!?" * 50 + "a",
    "<speak>&amp;</speak> %s {0} \\",
    "http://example.com/a/b?c=d&e=f#g",
]


class GoogleStandIn(BaseHTTPRequestHandler):
    """Speaks the wire format of Google Translate's endpoint as gTTS reads it."""

    status = 200
    answer: str | None = None
    texts: list[str] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        rpc = json.loads(parse_qs(body)["f.req"][0])
        text, language, _, _ = json.loads(rpc[0][0][1])
        assert rpc[0][0][0] == "jQ1olc"
        assert len(text) <= 100
        self.texts.append(f"{language}:{text}")
        answer = self.answer if self.answer is not None else _wrapped(_mp3(len(text)))
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *_: object) -> None:
        pass


def _wrapped(mp3: bytes) -> str:
    audio = base64.b64encode(mp3).decode()
    return f')]}}\'\n\n9\n[["wrb.fr","jQ1olc","[\\"{audio}\\"]",null,null,null,"generic"]]\n'


def _mp3(characters: int) -> bytes:
    time = np.arange(24_000 * characters // 15 + 2400) / 24_000
    file = BytesIO()
    soundfile.write(file, np.sin(time * 2765).astype(np.float32) / 4, 24_000, format="MP3")
    return file.getvalue()


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[GoogleStandIn]]:
    handler = type("Handler", (GoogleStandIn,), {"texts": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/"
        monkeypatch.setattr("gtts.tts._translate_url", lambda tld="com", path="": address + path)
        yield handler
        server.shutdown()
        thread.join()


build_once = cache(build)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "gtts":
        request.getfixturevalue("google")
    return build_once(request.param)


@pytest.fixture
def voice(engine: Engine) -> Voice:
    return engine.voices()[0]


def test_a_voice_says_what_the_product_must_know(engine: Engine) -> None:
    voices = engine.voices()
    assert voices
    assert len({voice.reference for voice in voices}) == len(voices)
    for voice in voices:
        assert ENGINES[voice.engine]
        assert re.fullmatch(r"[a-z]+:[\w-]+@[\w.+-]+", voice.reference)
        assert voice.languages
        assert all(language == language.lower() for language in voice.languages)
        assert 8000 <= voice.sample_rate <= 48_000
        assert 5 < voice.letters_per_second < 30
        assert voice.max_characters >= 20
        assert voice.licence
        assert Voice.from_dict(json.loads(json.dumps(voice.to_dict()))) == voice


def test_a_sentence_is_sound(engine: Engine, voice: Voice) -> None:
    engine.warm()
    samples = engine.synthesize("The quick brown fox jumps over it.", voice.name, 1.0)
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert np.isfinite(samples).all()
    assert 0.01 < np.abs(samples).max() <= 1.0
    assert 0.8 < len(samples) / voice.sample_rate < 6


def test_the_same_words_sound_the_same(engine: Engine, voice: Voice) -> None:
    one = engine.synthesize("Again and again.", voice.name, 1.0)
    other = engine.synthesize("Again and again.", voice.name, 1.0)
    assert np.array_equal(one, other)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_the_text_it_is_spoken_or_refused(engine: Engine, voice: Voice, text: str) -> None:
    try:
        samples = engine.synthesize(text[: voice.max_characters], voice.name, 1.0)
    except EngineError:
        return
    assert np.isfinite(samples).all()


def test_a_gain_is_moderate(engine: Engine, voice: Voice) -> None:
    for speed in (0.5, 1.0, 2.0):
        assert -20 < engine.gain(voice.name, speed) < 20


class TestHibari:
    @pytest.fixture
    def engine(self) -> Engine:
        return build_once("hibari")

    @pytest.mark.parametrize("text", [text for text in HOSTILE if "²" not in text])
    def test_it_speaks_the_worst(self, engine: Engine, text: str) -> None:
        assert len(engine.synthesize(text, "heart", 1.0)) > 2400

    @pytest.mark.parametrize("speed", [0.5, 2.0])
    def test_it_follows_the_speed(self, engine: Engine, speed: float) -> None:
        text = "The quick brown fox jumps over the lazy dog."
        normal = len(engine.synthesize(text, "heart", 1.0))
        assert len(engine.synthesize(text, "heart", speed)) == pytest.approx(
            normal / speed, rel=0.25
        )

    def test_a_word_in_ipa_is_said_so(self, engine: Engine) -> None:
        plain = engine.synthesize("They saw Kyiv there.", "heart", 1.0)
        in_ipa = engine.synthesize("They saw [Kyiv](/kɛniə/) there.", "heart", 1.0)
        same = engine.synthesize("They saw [Anything](/ˈkɛniə/) there.", "heart", 1.0)
        assert not np.array_equal(plain, in_ipa)
        assert np.array_equal(in_ipa, same)

    @pytest.mark.parametrize("ipa", ["ˈ", "ǃ", "ʘǀ", "a" * 200, "kk" * 100, "ˈˌˈ.‿"])
    def test_ipa_that_cannot_be_spoken_does_no_harm(self, engine: Engine, ipa: str) -> None:
        assert len(engine.synthesize(f"Some [words](/{ipa}/) here.", "heart", 1.0)) > 2400

    def test_voices_that_would_be_downloaded_are_not_offered(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: object
    ) -> None:
        monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
        assert [voice.name for voice in engine.voices()] == ["heart"]


class TestGtts:
    @pytest.fixture
    def engine(self, google: type[GoogleStandIn]) -> Engine:
        return build("gtts")

    def test_a_segment_is_one_request(self, engine: Engine, google: type[GoogleStandIn]) -> None:
        text = "Eins, zwei; drei. Vier! " * 4
        engine.synthesize(text.strip(), "de", 1.0)
        assert google.texts == [f"de:{text.strip()}"]

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_an_overloaded_server_may_help_later(
        self, engine: Engine, google: type[GoogleStandIn], status: int
    ) -> None:
        google.status = status
        with pytest.raises(EngineUnavailable) as caught:
            engine.synthesize("Hello.", "en", 1.0)
        assert not caught.value.permanent

    def test_a_refusal_is_for_good(self, engine: Engine, google: type[GoogleStandIn]) -> None:
        google.status = 404
        with pytest.raises(EngineError) as caught:
            engine.synthesize("Hello.", "en", 1.0)
        assert caught.value.permanent

    @pytest.mark.parametrize(
        "answer", ['["wrb.fr","jQ1olc",null]', '["wrb.fr","jQ1olc","[\\"AAAA\\"]"]', "nothing"]
    )
    def test_an_answer_without_audio_is_an_error(
        self, engine: Engine, google: type[GoogleStandIn], answer: str
    ) -> None:
        google.answer = answer
        with pytest.raises(EngineError):
            engine.synthesize("Hello.", "en", 1.0)

    def test_a_server_that_is_not_there_may_be_there_later(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            "gtts.tts._translate_url", lambda tld="com", path="": "http://127.0.0.1:9/"
        )
        with pytest.raises(EngineUnavailable):
            engine.synthesize("Hello.", "en", 1.0)
