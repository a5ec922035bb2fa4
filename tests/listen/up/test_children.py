"""Child processes, and the restarts of a keeper."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from listen.up.children import Child, ChildProcess, Keeper, ProgramError, describe_exit, stop_all


class Fake:
    """A program whose exit status the test sets."""

    name = "fake"

    def __init__(self) -> None:
        self.status: int | None = 0
        self.refuses = False

    def start(self) -> None:
        if self.refuses:
            raise ProgramError("no luck")
        self.status = None

    def poll(self) -> int | None:
        return self.status

    def terminate(self) -> None:
        self.status = -signal.SIGTERM

    def kill(self) -> None:
        self.status = -signal.SIGKILL

    def describe(self) -> str:
        return "a fake"


class Clock:
    """A clock that the test advances."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def program() -> Fake:
    return Fake()


@pytest.fixture
def keeper(program: Fake, clock: Clock) -> Keeper:
    keeper = Keeper(program, clock)
    keeper.start()
    return keeper


def delays(
    keeper: Keeper, program: Fake, clock: Clock, ends: int, life: float = 0.0
) -> Iterator[float]:
    """Yield the delay before each restart, when the program ends after `life` seconds."""
    for _ in range(ends):
        clock.now += life
        program.status = 1
        assert keeper.check() == 1
        yield round(keeper.seconds_until_due(), 3)
        clock.now += keeper.seconds_until_due() + 0.001
        assert keeper.check() is None
        assert program.status is None


def test_the_delay_before_a_restart_doubles_and_is_reset_by_a_stable_run(
    keeper: Keeper, program: Fake, clock: Clock
) -> None:
    assert list(delays(keeper, program, clock, 7)) == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]
    assert list(delays(keeper, program, clock, 2, life=11)) == [0.2, 0.2]
    assert keeper.starts == 10


def test_a_failed_restart_is_retried(keeper: Keeper, program: Fake, clock: Clock) -> None:
    program.status, program.refuses = 1, True
    keeper.check()
    clock.now += 0.3
    assert keeper.check() is None
    assert keeper.seconds_until_due() == pytest.approx(0.4)
    program.refuses = False
    clock.now += 0.5
    keeper.check()
    assert program.status is None


def test_a_failure_of_the_first_start_is_raised() -> None:
    with pytest.raises(ProgramError, match="Cannot start nothing"):
        Keeper(ChildProcess(Child("nothing", ("/no/such/program",)), {})).start()


def test_a_grandchild_does_not_outlive_the_child(tmp_path: Path) -> None:
    script = "import subprocess; subprocess.Popen(['sleep', '60'], stdout=open('out', 'w'))"
    fifo = tmp_path / "out"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    child = ChildProcess(
        Child(
            "parent", (sys.executable, "-c", f"import os; os.chdir({str(tmp_path)!r}); {script}")
        ),
        os.environ,
    )
    child.start()
    try:
        while child.poll() is None:
            time.sleep(0.01)
        os.set_blocking(reader, True)
        assert os.read(reader, 1) == b""  # the end: the grandchild held the other side
    finally:
        os.close(reader)
        stop_all([child], 0)


def test_a_child_that_ignores_sigterm_is_killed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    is_deaf = tmp_path / "deaf"
    deaf = f"trap '' TERM; echo > {is_deaf}; while :; do sleep 60; done"
    child = ChildProcess(Child("deaf", ("/bin/sh", "-c", deaf)), os.environ)
    child.start()
    try:
        while not is_deaf.exists() and child.poll() is None:
            time.sleep(0.01)
    finally:
        stop_all([child], 0.1)
    assert child.poll() == -signal.SIGKILL
    assert "deaf: killed" in caplog.text


@pytest.mark.parametrize(
    ("status", "description"),
    [(3, "exit status 3"), (-9, "SIGKILL"), (-63, "signal 63"), (256, "exit status unknown")],
)
def test_an_exit_status_is_described(status: int, description: str) -> None:
    assert describe_exit(status) == description
