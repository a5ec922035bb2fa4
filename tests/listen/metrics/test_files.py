"""Figures that outlive their processes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from listen.metrics.files import FigureFiles
from tests.conftest import fill

_PROCESS = """
import os, sys
from pathlib import Path
from listen.metrics.files import FigureFiles
from listen.metrics.figures import Figures
assert FigureFiles(Path(sys.argv[1]), 8000).keep()
figures = Figures()
figures.live_readers.inc()
print("ready", flush=True)
for line in sys.stdin:
    figures.errors.labels("unavailable").inc()
    figures.first_audio.labels("live").observe(0.4)
    print("counted", flush=True)
"""


class Process:
    """A process that counts when it is told to."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROCESS, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        )
        self._read("ready")

    def count(self) -> None:
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self._read("counted")

    def kill(self) -> None:
        with self._process:
            self._process.kill()

    def _read(self, expected: str) -> None:
        assert self._process.stdout
        assert self._process.stdout.readline().strip() == expected


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(folder: Path, stack: ExitStack) -> Process:
    process = Process(folder)
    stack.callback(process.kill)
    return process


def values(folder: Path) -> dict[str, float]:
    """Return the sums of the server, by the names of their samples."""
    found: dict[str, float] = {}
    for metric in FigureFiles(folder, 8000).collect():
        for sample in metric.samples:
            if sample.labels.get("le", "+Inf") == "+Inf" and sample.labels.get("source") in (
                None,
                "live",
            ):
                found[sample.name] = sample.value
    return found


def test_the_figures_of_several_processes_are_added_up(tmp_path: Path, stack: ExitStack) -> None:
    one, two = start(tmp_path, stack), start(tmp_path, stack)
    for each in (one, two, two):
        each.count()
    found = values(tmp_path)
    assert found["listen_errors_total"] == 3
    assert found["listen_time_to_first_audio_seconds_count"] == 3
    assert found["listen_live_readers"] == 2


def test_counters_do_not_fall_when_processes_are_killed_and_replaced(
    tmp_path: Path, stack: ExitStack
) -> None:
    for counted in range(1, 5):
        process = start(tmp_path, stack)
        process.count()
        assert values(tmp_path)["listen_errors_total"] == counted
        process.kill()
        found = values(tmp_path)
        assert found["listen_errors_total"] == counted
        assert "listen_live_readers" not in found, "its readers are gone"
    places = [path.name for path in tmp_path.glob("*/*.lock")]
    assert places == ["0.lock"], "a new process takes the place of a dead one"


def test_a_process_that_lives_keeps_its_place(tmp_path: Path, stack: ExitStack) -> None:
    one, two = start(tmp_path, stack), start(tmp_path, stack)
    one.kill()
    start(tmp_path, stack)
    two.count()
    found = values(tmp_path)
    assert (found["listen_errors_total"], found["listen_live_readers"]) == (1, 2)


def test_servers_of_other_ports_count_for_themselves(tmp_path: Path, stack: ExitStack) -> None:
    start(tmp_path, stack).count()
    assert FigureFiles(tmp_path, 8001).folder != FigureFiles(tmp_path, 8000).folder


def test_folders_of_servers_that_are_long_gone_are_removed(
    tmp_path: Path, stack: ExitStack
) -> None:
    for name, days in {"old-8000": 30, "new-8000": 1}.items():
        (tmp_path / name).mkdir()
        file = tmp_path / name / "counter_0.db"
        file.write_bytes(b"")
        os.utime(file, (time.time() - days * 86400,) * 2)
    start(tmp_path, stack)
    assert not (tmp_path / "old-8000").exists()
    assert (tmp_path / "new-8000").exists()


def test_on_a_full_disk_nothing_is_kept(disk: Path) -> None:
    fill(disk / "full", leave=100_000)
    assert not FigureFiles(disk / "metrics", 8000).keep()


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert not FigureFiles(tmp_path / "file", 8000).keep()
