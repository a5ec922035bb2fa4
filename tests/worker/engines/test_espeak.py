import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from redis import Redis

from worker.config import WorkerConfig
from worker.engines.espeak import EspeakEngine
from worker.errors import EngineError, EngineSetupError

Program = Callable[[str], str]

LISTING = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 5  nb              --/M      Norwegian_Bokmål  gmq/nb               (no 5)
 5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
 5  yue             --/M      Jyutping           sit/yue-Latn-jyutping (zh-yue 5)(zh 8)
 5  de              --/M      german-mbrola-1    mb/mb-de1
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Write a fake program that lists its version and voices; a line of shell is its speech."""

    def write(speak: str) -> str:
        (tmp_path / "voices").write_text(LISTING)
        path = tmp_path / "espeak-ng"
        path.write_text(f"""#!/bin/sh
case "$1" in
    --version) echo "eSpeak NG text-to-speech: 1.52.1  Data at: /usr/lib/espeak-ng-data" ;;
    --voices) cat {tmp_path}/voices ;;
    *) {speak} ;;
esac
""")
        path.chmod(0o755)
        return str(path)

    return write


def test_its_voices_are_the_listed_ones_without_mbrola(program: Program) -> None:
    voices = EspeakEngine(program("exit 1")).voices()
    assert {voice.name: voice.languages for voice in voices} == {
        "cmn": ("cmn", "zh"),
        "en-us": ("en",),
        "nb": ("nb", "no"),
        "yue": ("yue", "zh"),
    }
    assert {voice.revision.partition("-")[0] for voice in voices} == {"1.52.1"}


def test_there_are_more_than_a_hundred_languages(espeak_engine: EspeakEngine) -> None:
    languages = {spoken for voice in espeak_engine.voices() for spoken in voice.languages}
    assert len(languages) > 100
    assert {"en", "de", "fr", "zh", "ar", "hi", "no"} <= languages


@pytest.mark.parametrize(
    ("voice", "text"),
    [("de", "Grüße aus Köln!"), ("ru", "Добрый вечер."), ("ar", "مساء الخير"), ("cmn", "晚上好")],
)
def test_it_speaks_several_scripts(espeak_engine: EspeakEngine, voice: str, text: str) -> None:
    assert len(espeak_engine.synthesize(text, voice, 1.0)) > 10_000


def test_brackets_in_the_text_are_not_phoneme_notation(espeak_engine: EspeakEngine) -> None:
    plain = espeak_engine.synthesize("hello", "en-us", 1.0)
    assert not np.array_equal(espeak_engine.synthesize("[[h@'loU]]", "en-us", 1.0), plain)


def test_the_text_is_never_an_argument(espeak_engine: EspeakEngine) -> None:
    plain = espeak_engine.synthesize("version", "en-us", 1.0)
    assert np.array_equal(espeak_engine.synthesize("--version", "en-us", 1.0), plain)


@pytest.mark.parametrize(
    ("speak", "match"),
    [
        ("echo 'no such voice' >&2; exit 1", "no such voice"),
        ("true", "no audio for 'Words.'"),
        ("echo junk", "no audio for 'Words.'"),
    ],
)
def test_a_program_that_fails_is_a_permanent_error(
    program: Program, speak: str, match: str
) -> None:
    with pytest.raises(EngineError, match=match) as caught:
        EspeakEngine(program(speak)).synthesize("Words.", "en-us", 1.0)
    assert caught.type is EngineError


def test_a_program_that_hangs_is_killed(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            started.append(self)

    engine = EspeakEngine(program("exec sleep 600"))
    monkeypatch.setattr(subprocess, "Popen", Recorded)
    monkeypatch.setattr(engine, "_timeout", 0.2)
    with pytest.raises(EngineError, match="did not answer"):
        engine.synthesize("Words.", "en-us", 1.0)
    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_without_the_program_the_error_names_the_package(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(EngineSetupError, match="apt-get install espeak-ng"):
        EspeakEngine.build(WorkerConfig(), redis)


def test_a_program_that_cannot_run_is_a_setup_error(tmp_path: Path) -> None:
    with pytest.raises(EngineSetupError, match="lists no voices"):
        EspeakEngine(str(tmp_path / "gone"))
