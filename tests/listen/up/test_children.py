import os
import signal
import sys
import time

import pytest

from listen.up.children import Child, ChildProcess, Keeper, ProgramError, end, in_words


class Fake:
    """A program whose end is decided here."""

    name = "fake"

    def __init__(self):
        self.status = 0
        self.refuses = False

    def start(self):
        if self.refuses:
            raise ProgramError("no luck")
        self.status = None

    def poll(self):
        return self.status

    def terminate(self):
        self.status = -signal.SIGTERM

    def kill(self):
        self.status = -signal.SIGKILL

    def describe(self):
        return "a fake"


class Clock:
    """Seconds that pass when they are told to."""

    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def keeper(clock):
    keeper = Keeper(Fake(), clock)
    keeper.start()
    return keeper


def delays(keeper, clock, ends, life=0.0):
    """The delay after each of so many ends, each after so many seconds of life."""
    for _ in range(ends):
        clock.now += life
        keeper.program.status = 1
        assert keeper.look() == 1
        yield round(keeper.seconds_until_due(), 3)
        clock.now += keeper.seconds_until_due() + 0.001
        assert keeper.look() is None
        assert keeper.program.status is None


def test_what_ends_soon_is_started_again_later_each_time(keeper, clock):
    assert list(delays(keeper, clock, 7)) == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]
    assert list(delays(keeper, clock, 2, life=11)) == [0.2, 0.2]
    assert keeper.starts == 10


def test_what_does_not_start_is_tried_again(keeper, clock):
    keeper.program.status, keeper.program.refuses = 1, True
    keeper.look()
    clock.now += 0.3
    assert keeper.look() is None
    assert keeper.seconds_until_due() == pytest.approx(0.4)
    keeper.program.refuses = False
    clock.now += 0.5
    keeper.look()
    assert keeper.program.status is None


def test_a_first_start_that_fails_is_the_callers_affair():
    with pytest.raises(ProgramError, match="nothing cannot be started"):
        Keeper(ChildProcess(Child("nothing", ("/no/such/program",)), {})).start()


def test_what_a_child_has_started_does_not_outlive_it(tmp_path):
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
        end([child], 0)


def test_what_does_not_end_in_time_is_killed(tmp_path, caplog):
    is_deaf = tmp_path / "deaf"
    deaf = f"trap '' TERM; echo > {is_deaf}; while :; do sleep 60; done"
    child = ChildProcess(Child("deaf", ("/bin/sh", "-c", deaf)), os.environ)
    child.start()
    try:
        while not is_deaf.exists() and child.poll() is None:
            time.sleep(0.01)
    finally:
        end([child], 0.1)
    assert child.poll() == -signal.SIGKILL
    assert "deaf: killed" in caplog.text


@pytest.mark.parametrize(
    ("status", "words"),
    [(3, "exit status 3"), (-9, "SIGKILL"), (-63, "signal 63"), (256, "exit status unknown")],
)
def test_an_exit_status_is_told_in_words(status, words):
    assert in_words(status) == words
