"""Waiting for signals, with real ones that this process sends to itself."""

import os
import signal
import subprocess
import sys

import pytest

from listen.up.signals import Signals, Stop

FOREVER = 60.0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_signal_before_the_wait_is_not_lost(number: signal.Signals) -> None:
    with Signals() as signals:
        os.kill(os.getpid(), number)
        with pytest.raises(Stop, match=number.name):
            signals.wait(FOREVER)


def test_the_exit_of_a_child_ends_the_wait() -> None:
    with Signals() as signals, subprocess.Popen([sys.executable, "-c", ""]):
        signals.wait(FOREVER)


def test_only_ctrl_c_is_an_interrupt() -> None:
    with Signals() as signals:
        assert not signals.wait_for_interrupt(0)
        os.kill(os.getpid(), signal.SIGTERM)
        assert not signals.wait_for_interrupt(FOREVER)
        os.kill(os.getpid(), signal.SIGINT)
        assert signals.wait_for_interrupt(FOREVER)


def test_handlers_are_restored() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Signals():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before
