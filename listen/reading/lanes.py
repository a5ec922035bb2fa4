"""Which process reads an article: none waits behind one that is much larger."""

from audio_cache.queue import CLICK
from listen.reading.readers import Readers
from listen.request.intake import SpeechRequest

_LARGE_TEXT = 50_000
_LARGE_PAGE = 500_000
"""Characters beyond which an article waits for others of its kind only, and none waits for it. Text
is all article: it takes longer than a page, most of which is not.
"""

_NICENESS = 10
"""Of a large article whose sound nobody waits for: whatever is being spoken goes first."""


class Lanes:
    def __init__(self) -> None:
        self.ordinary = Readers(2)
        self.large = Readers(1)
        self.without_hurry = Readers(1, _NICENESS)

    def of(self, task: str, asked: SpeechRequest) -> Readers:
        if asked.size <= (_LARGE_PAGE if asked.text is None else _LARGE_TEXT):
            return self.ordinary
        if task == "preview" or asked.priority != CLICK:
            return self.without_hurry
        return self.large

    def warm(self) -> None:
        """Has a process at hand."""
        self.ordinary.warm()

    def close(self) -> None:
        """Ends the processes."""
        for readers in (self.ordinary, self.large, self.without_hurry):
            readers.close()
