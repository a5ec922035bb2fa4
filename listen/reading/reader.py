"""The process that reads long articles: python -m listen.reading.reader NICENESS.

A line of JSON in, a line out. It ends when nobody writes to it any more.
"""

import gc
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from listen.errors import ApiError
from listen.request.compose import compose, warm
from listen.request.intake import SpeechRequest
from listen.request.preview import preview
from listen.sites.style import Style
from listen.voices.offer import Offer

_SECONDS = 2.5
"""Of the processor, for one article; the longest that is spoken takes one, and half a second more
where it is full of numbers."""


def answer(given: dict[str, Any]) -> dict[str, Any]:
    """{"answer": …}, or {"error": the name of an ApiError, "detail": …}."""
    asked = SpeechRequest.from_dict(given["asked"])
    offer = Offer.from_dict(given["offer"])
    style = Style.from_dict(given["style"])
    try:
        if given["task"] == "preview":
            return {"answer": preview(compose(asked, offer, style))}
        return {"answer": asdict(compose(asked, offer, style).spec)}
    except ApiError as error:
        return {"error": type(error).__name__, "detail": str(error)}


def give_way(niceness: int) -> None:
    """To whatever else wants the processor."""
    os.nice(niceness)
    # Linux may weigh whole sessions against each other, and niceness only inside of each.
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(niceness))


def main() -> None:
    give_way(int(sys.argv[1]))
    warm()
    # A page has up to a million elements: looking for garbage among them would be a third of the
    # time that it takes to read. There is time for that while nobody waits.
    gc.disable()
    for line in sys.stdin.buffer:
        # When that time is over, the kernel ends this process, wherever it is.
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.collect()


if __name__ == "__main__":
    main()
