"""The niceness of a session, in real sessions of Linux."""

import subprocess
import sys
from pathlib import Path

import pytest

_AUTOGROUP = Path("/proc/self/autogroup")

pytestmark = pytest.mark.skipif(not _AUTOGROUP.exists(), reason="Linux without autogroup")


def test_a_session_gets_a_niceness_and_loses_it() -> None:
    """Other processes may have changed theirs in the same tenth of a second: so it tries again."""
    code = """
import sys, time
from pathlib import Path
from audio_cache.niceness import set_session_niceness
for niceness in (7, 0):
    while not set_session_niceness(niceness):
        time.sleep(0.01)
    print(Path("/proc/self/autogroup").read_text().split("nice")[1], flush=True)
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, start_new_session=True, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split() == ["7", "0"]


def test_the_session_of_a_terminal_keeps_its_niceness() -> None:
    """This process does not lead its session, as a worker that a user starts in a terminal."""
    code = "from audio_cache.niceness import set_session_niceness as s; print(s(7))"
    before = _AUTOGROUP.read_text()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert _AUTOGROUP.read_text() == before


def test_a_value_that_linux_refuses_is_no_error() -> None:
    code = "from audio_cache.niceness import set_session_niceness as s; print(s(99))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, start_new_session=True, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
