"""Recording of a process with py-spy."""

import subprocess
import sys
import time

import pytest

from bench.profiling.recorder import RecordingError, processor_seconds, recording
from bench.profiling.stacks import parse_stacks

_BUSY = """
def compute():
    print(flush=True)
    while True:
        sum(range(1000))
compute()
"""


def test_a_busy_process_has_samples_of_its_function() -> None:
    with subprocess.Popen([sys.executable, "-c", _BUSY], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        try:
            with recording(process.pid) as result:
                time.sleep(1)
        except RecordingError as error:
            if "does not let py-spy" not in str(error):
                raise
            pytest.skip("the system does not let py-spy read processes")
        finally:
            process.kill()
    assert "compute" in {stack.leaf.function for stack in parse_stacks(result.raw)}


def test_a_process_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RecordingError, match="recorded nothing"), recording(2**22 + 1):
        pass


def test_the_processor_time_is_of_one_process_and_0_after_its_end() -> None:
    with subprocess.Popen([sys.executable, "-c", _BUSY], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert 0 < processor_seconds(process.pid) < 60
        process.kill()
    assert processor_seconds(process.pid) == 0
