"""The process that extracts articles: python -m listen.extraction.process NICENESS.

It answers one message after the other until its input ends.
"""

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import cast

from listen.errors import ApiError
from listen.extraction.job import ErrorAnswer, ExtractionJob, SpecAnswer
from listen.processes.messages import read_message, write_message
from listen.publishers.profile import SiteProfile
from listen.request.build_spec import build_spec, warm_up
from listen.request.preview import Preview, preview
from listen.request.schema import SpeechRequest
from listen.voices.selector import VoiceSelector
from worker.script.facts import derive_facts

_CPU_SECONDS = 2.5
"""Processor time for one article. The longest accepted article takes one second, and half a second
more if it is full of numbers."""


def handle(job: ExtractionJob, document: str | None) -> SpecAnswer | Preview | ErrorAnswer:
    """Do a job and return the answer."""
    request = SpeechRequest.from_dict({**job["request"], job["source"]: document})
    selector = VoiceSelector.from_dict(job["selector"])
    profile = SiteProfile.from_dict(job["profile"])
    try:
        built = build_spec(request, selector, profile)
    except ApiError as error:
        return {"error": type(error).__name__, "detail": str(error)}
    if job["task"] == "preview":
        return preview(built)
    facts = derive_facts(built.spec, built.voice)
    return SpecAnswer(spec=built.spec.to_json(), facts=facts.to_dict())


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
    with suppress(EOFError):
        while True:
            job, document = read_message(sys.stdin.buffer)
            # After this time the kernel ends the process, even inside C code.
            signal.setitimer(signal.ITIMER_PROF, _CPU_SECONDS)
            write_message(sys.stdout.buffer, handle(cast(ExtractionJob, job), document))
            signal.setitimer(signal.ITIMER_PROF, 0)
            gc.collect()


if __name__ == "__main__":
    main()
