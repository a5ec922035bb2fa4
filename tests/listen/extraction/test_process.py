"""The extraction process beside a web process that is killed."""

import subprocess
import sys

from listen.processes.messages import write_message


def test_a_process_ends_quietly_when_nobody_reads_its_answer() -> None:
    """The web process was killed while the job ran."""
    code = "from listen.extraction.process import load, serve; load(); serve('0')"
    body = b'{"text": "Words."}'
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        write_message(process.stdin, {"task": "json"}, body)
        assert process.stderr.read() == b""
        assert process.wait() == 0
