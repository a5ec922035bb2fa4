"""The process that extracts articles: python -m listen.extraction.process NICENESS.

It answers one message after the other until its input ends (listen/processes/messages.py).
"""

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from listen.errors import ApiError
from listen.processes.messages import read_message, write_message
from listen.publishers.profile import SiteProfile
from listen.request.build_spec import build_spec, warm_up
from listen.request.preview import preview
from listen.request.schema import SpeechRequest
from listen.voices.selector import VoiceSelector
from worker.script.facts import derive_facts

_CPU_SECONDS = 2.5
"""Processor time for one article. The longest that is spoken takes one second, and half a second
more when it is full of numbers."""


def handle(job: dict[str, Any], document: str | None) -> dict[str, Any]:
    """Return the answer to a job, or {"error": NAME OF AN ApiError, "detail": ...}.

    The answer of the task "preview" is the preview; of "spec" it is {"spec": JSON, "facts": ...}.
    The document is the request's text or HTML, as the job's "source" names it.
    """
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
    return {"spec": built.spec.to_json(), "facts": facts.to_dict()}


def lower_priority(niceness: int) -> None:
    """Lower the scheduling priority of this process."""
    os.nice(niceness)
    # Linux may weigh whole sessions against each other, and niceness only within a session.
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(niceness))


def main() -> None:
    lower_priority(int(sys.argv[1]))
    warm_up()
    # A page has up to a million elements: collecting garbage among them would take a third of the
    # time that the page takes. It is collected between two jobs instead.
    gc.disable()
    with suppress(EOFError):
        while True:
            job, document = read_message(sys.stdin.buffer)
            # When the time is over, the kernel ends this process, wherever it is.
            signal.setitimer(signal.ITIMER_PROF, _CPU_SECONDS)
            write_message(sys.stdout.buffer, handle(job, document))
            signal.setitimer(signal.ITIMER_PROF, 0)
            gc.collect()


if __name__ == "__main__":
    main()
