"""Reads articles in processes of their own, so that a huge one never stalls a live reader.

What is short is read at once: the way to another process would take longer.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, cast

from audio_cache.spec import SpeechSpec
from listen import errors
from listen.compose import compose, warm
from listen.intake import SpeechRequest
from listen.offer import Offer
from listen.preview import preview
from listen.style import Style, Styles

_PROCESSES = 2
_SECONDS = 4.0
"""The longest that an article may take to be read; the longest that is spoken takes one."""

_SHORT = 8_000
"""Characters that are read in this process: some milliseconds."""


class Reading:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._free = threading.Semaphore(_PROCESSES)
        self._idle: list[subprocess.Popen[bytes]] = []

    def compose(self, asked: SpeechRequest, offer: Offer) -> SpeechSpec:
        """What is spoken. Raises ApiError."""
        if asked.text is not None and asked.size <= _SHORT:
            return compose(asked, offer, self._style(asked)).spec
        return SpeechSpec.from_dict(self._elsewhere("compose", asked, offer))

    def preview(self, asked: SpeechRequest, offer: Offer) -> dict[str, Any]:
        """What would be read. Raises ApiError."""
        if asked.text is not None and asked.size <= _SHORT:
            return preview(compose(asked, offer, self._style(asked), online=True))
        return self._elsewhere("preview", asked, offer)

    def warm(self) -> None:
        """Has what the first article needs at hand, here and in another process."""
        self._idle.append(_start())
        warm()

    def close(self) -> None:
        """Ends the processes."""
        for process in self._idle:
            _end(process)
        self._idle.clear()

    def _elsewhere(self, task: str, asked: SpeechRequest, offer: Offer) -> dict[str, Any]:
        style = self._style(asked).to_dict()
        given = {"task": task, "asked": asdict(asked), "offer": asdict(offer), "style": style}
        with self._process() as process:
            answer = _ask(process, json.dumps(given).encode())
        if "error" in answer:
            raise getattr(errors, answer["error"])(answer["detail"])
        return cast(dict[str, Any], answer["answer"])

    def _style(self, asked: SpeechRequest) -> Style:
        return self._styles.of(asked.source_url)

    @contextmanager
    def _process(self) -> Iterator[subprocess.Popen[bytes]]:
        """One that is idle, or a new one. One that fails is not used again."""
        with self._free:
            process = self._idle.pop() if self._idle else _start()
            try:
                yield process
            except BaseException:
                _end(process)
                raise
            self._idle.append(process)


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "listen.reader"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _ask(process: subprocess.Popen[bytes], line: bytes) -> dict[str, Any]:
    """Raises TooLong when the answer takes too long, or cannot be had."""
    assert process.stdin
    assert process.stdout
    timer = threading.Timer(_SECONDS, process.kill)
    timer.start()
    try:
        process.stdin.write(line + b"\n")
        process.stdin.flush()
        return cast(dict[str, Any], json.loads(process.stdout.readline()))
    except (OSError, ValueError) as error:
        raise errors.TooLong("The article takes too long to be read.") from error
    finally:
        timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with process:  # closes its pipes, and waits for it
        pass
