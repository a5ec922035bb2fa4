"""Stacks of functions, read from what `py-spy record --format raw` writes.

Each line is a stack and the number of samples that showed it. Frames are separated by semicolons,
the outermost first: `main (worker/__main__.py:75);run (worker/__main__.py:101) 12`. py-spy has
shortened the paths to begin at the package.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OURS = ("audio_cache/", "worker/", "listen/")
"""Beginnings of the paths of this project."""

_FRAME = re.compile(r"(?P<function>.*) \((?P<file>[^()]*?)(?::\d+)?\)")


@dataclass(frozen=True)
class Frame:
    """A function on a stack, without its line."""

    function: str
    file: str
    """Path from the package; empty for a frame that has none."""

    @property
    def is_ours(self) -> bool:
        return self.file.startswith(OURS)

    def __str__(self) -> str:
        return f"{self.function} ({self.file})" if self.file else self.function


@dataclass(frozen=True)
class Stack:
    """A stack and the number of samples that showed it."""

    frames: tuple[Frame, ...]
    """Innermost first; empty for a thread that executed no Python."""
    samples: int

    @property
    def leaf(self) -> Frame:
        """The function that was executed."""
        return self.frames[0] if self.frames else Frame("no Python function", "")

    @property
    def caller(self) -> Frame:
        """The innermost function of this project; the leaf if there is none."""
        return next((frame for frame in self.frames if frame.is_ours), self.leaf)


def parse_stacks(raw: str) -> Iterator[Stack]:
    """Yield the stacks of a recording. Raises ValueError for a line without a number."""
    for line in raw.splitlines():
        text, _, samples = line.rpartition(" ")
        frames = (_frame(name) for name in reversed(text.split(";")) if name)
        yield Stack(tuple(frames), int(samples))


def _frame(text: str) -> Frame:
    found = _FRAME.fullmatch(text)
    return Frame(found["function"], found["file"]) if found else Frame(text, "")
