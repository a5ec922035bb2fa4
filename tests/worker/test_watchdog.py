"""A worker that hangs is ended, logged and counted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from redis import Redis

from audio_cache.counters import WATCHDOG_EXITS, read_totals
from tests.conftest import SpawnWorker, wait_until
from worker.watchdog import Watchdog, report_exits

_HANGS = """
import sys, time
from pathlib import Path
from worker.watchdog import Watchdog

def spin_for_ever():
    while True:
        time.sleep(0.1)

watchdog = Watchdog(float(sys.argv[2]), Path(sys.argv[1]))
watchdog.reset()
print("armed", flush=True)
spin_for_ever()
"""


def hanging(folder: Path, timeout: float) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", _HANGS, str(folder), str(timeout)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout
    assert process.stdout.readline() == "armed\n"
    return process


def test_the_next_process_logs_what_the_ended_one_did(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with hanging(tmp_path, 0.3) as process:
        assert process.wait(60) == 1
    assert report_exits(tmp_path) == 1
    assert "spin_for_ever" in caplog.text
    assert report_exits(tmp_path) == 0, "it is reported once"
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_was_killed_is_not_counted(tmp_path: Path) -> None:
    with hanging(tmp_path, 600) as process:
        assert report_exits(tmp_path) == 0
        assert len(list(tmp_path.iterdir())) == 1, "it lives"
        process.kill()
    assert report_exits(tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_used_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    watchdog = Watchdog(600, tmp_path / "file")
    watchdog.reset()
    watchdog.close()
    assert report_exits(tmp_path / "file") == 0


def test_a_worker_counts_what_it_finds_at_its_start(
    redis: Redis, data_dir: Path, spawn_worker: SpawnWorker
) -> None:
    folder = data_dir / "watchdog"
    folder.mkdir(parents=True)
    (folder / "123.stalled").write_text("Timeout (0:01:00)!\n")
    spawn_worker()

    def counted() -> float:
        return sum(
            total.value
            for counter, found in read_totals(redis)
            if counter == WATCHDOG_EXITS
            for total in found
        )

    wait_until(lambda: counted() == 1)
