"""The download of a voice, killed at any moment: nothing is half, and the same command goes on."""

import json
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.worker.downloads.hub import Hub
from worker.downloads.client import Client
from worker.downloads.piper import download_voice

MODEL = random.Random(2).randbytes(200_000)
KEY = "de_DE-anna-medium"
WHOLE = {f"{KEY}.onnx", f"{KEY}.onnx.json", f"{KEY}.MODEL_CARD"}

KILLED = """
import os, signal, sys
from pathlib import Path
import worker.downloads.piper as piper
from worker.downloads.client import Client

def deadly(name, function):
    def call(*arguments, **options):
        global steps
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        steps -= 1
        result = function(*arguments, **options)
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        steps -= 1
        return result
    setattr(os, name, call)

url, name, folder, steps = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
for each in ("replace", "unlink"):
    deadly(each, getattr(os, each))
piper.download_voice(Client(), url, name, folder, lambda _: None, lambda *_: lambda _: None)
"""


@pytest.fixture(autouse=True)
def _voice(hub: Hub) -> None:
    hub.add(KEY, MODEL)


def get_again(hub: Hub, client: Client, folder: Path) -> Path:
    return download_voice(client, hub.url, KEY, folder, lambda _: None, lambda *_: lambda _: None)


def run_to_its_death(hub: Hub, folder: Path, steps: int) -> int:
    """Run the command in a process that SIGKILL ends at a file operation. Returns its exit code."""
    command = [sys.executable, "-c", KILLED, hub.url, KEY, str(folder), str(steps)]
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode


def assert_nothing_is_half(folder: Path) -> None:
    """A model that an engine would take is whole, and has its configuration."""
    for model in folder.glob("*.onnx"):
        assert model.read_bytes() == MODEL
        assert json.loads(model.with_name(f"{model.name}.json").read_text())


def test_killed_at_any_file_operation_the_same_command_goes_on(
    hub: Hub, client: Client, tmp_path: Path
) -> None:
    for steps in range(100):
        folder = tmp_path / str(steps)
        code = run_to_its_death(hub, folder, steps)
        assert_nothing_is_half(folder)
        assert get_again(hub, client, folder).read_bytes() == MODEL
        assert {path.name for path in folder.iterdir()} == WHOLE
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert steps == 6  # card, configuration and model, before and after


@pytest.mark.parametrize("sent", [0, 1, 100_000])
def test_killed_while_it_receives_the_same_command_goes_on(
    hub: Hub, client: Client, folder: Path, sent: int
) -> None:
    model = hub.path_of(KEY)
    hub.cuts = [10_000_000] * 3 + [sent]  # index, card, configuration, model
    stalls, reached = threading.Event(), threading.Event()

    def stall(method: str, path: str) -> None:
        if [request[:2] for request in hub.requests].count(("GET", model)) > 2:  # the next attempt
            reached.set()
            stalls.wait(20)

    hub.before = stall
    command = [sys.executable, "-c", KILLED, hub.url, KEY, str(folder), "1000"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        assert reached.wait(20)
        process.kill()
    stalls.set()
    hub.before = lambda method, path: None
    assert_nothing_is_half(folder)
    assert get_again(hub, client, folder).read_bytes() == MODEL
