"""The process that extracts articles: python -m listen.extraction.process NICENESS.

It reads one job as a line of JSON and writes the answer as a line of JSON, until its input ends.
"""

import gc
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from listen.errors import ApiError
from listen.extraction.job import ExtractionJob, ExtractionResult, SpecAnswer
from listen.publishers.profile import SiteProfile
from listen.request.build_spec import build_spec, warm_up
from listen.request.preview import preview
from listen.request.schema import SpeechRequest
from listen.voices.selector import VoiceSelector
from worker.script.facts import derive_facts

_CPU_SECONDS = 2.5
"""Processor time for one article. The longest accepted article takes one second, and half a second
more if it is full of numbers."""


def handle(job: ExtractionJob) -> ExtractionResult:
    """Do a job and return its result."""
    request = SpeechRequest.from_dict(job["request"])
    selector = VoiceSelector.from_dict(job["selector"])
    profile = SiteProfile.from_dict(job["profile"])
    try:
        built = build_spec(request, selector, profile)
    except ApiError as error:
        return {"error": type(error).__name__, "detail": str(error)}
    if job["task"] == "preview":
        return {"answer": preview(built)}
    facts = derive_facts(built.spec, built.voice)
    return {"answer": SpecAnswer(spec=built.spec.to_json(), facts=facts.to_dict())}


def lower_priority(niceness: int) -> None:
    """Lower the scheduling priority of this process."""
    os.nice(niceness)
    # Linux may weigh whole sessions against each other, and niceness only within a session.
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(niceness))


def main() -> None:
    """Do jobs until the input ends."""
    lower_priority(int(sys.argv[1]))
    warm_up()
    # A page has up to a million elements, and garbage collection during its job would take a third
    # of the time. Garbage is collected between jobs instead.
    gc.disable()
    for line in sys.stdin.buffer:
        # After this time the kernel ends the process, even inside C code.
        signal.setitimer(signal.ITIMER_PROF, _CPU_SECONDS)
        sys.stdout.write(json.dumps(handle(json.loads(line))) + "\n")
        sys.stdout.flush()
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.collect()


if __name__ == "__main__":
    main()
