"""Reads articles in processes of their own, so that a huge one never stalls a live reader.

What is short is read at once: the way to another process would take longer.
"""

from dataclasses import asdict
from typing import Any

from audio_cache.queue import CLICK
from audio_cache.spec import SpeechSpec
from listen.reading.readers import Readers
from listen.request.compose import compose, warm
from listen.request.intake import SpeechRequest
from listen.request.preview import preview
from listen.sites.style import Style, Styles
from listen.voices.offer import Offer

_SHORT = 8_000
"""Characters that are read in this process: some milliseconds."""

_LARGE_TEXT = 50_000
_LARGE_PAGE = 500_000
"""Characters beyond which an article waits for others of its kind only, and none waits for it. Text
is all article: it takes longer than a page, most of which is not.
"""

_NICENESS = 10
"""Of a large article whose sound nobody waits for: whatever is being spoken goes first."""


class Reading:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._readers = Readers(2)
        self._readers_of_large = Readers(1)
        self._readers_without_hurry = Readers(1, _NICENESS)

    def compose(self, asked: SpeechRequest, offer: Offer) -> SpeechSpec:
        """What is spoken. Raises ApiError."""
        if asked.text is not None and asked.size <= _SHORT:
            return compose(asked, offer, self._style(asked)).spec
        return SpeechSpec.from_dict(self._elsewhere("compose", asked, offer))

    def preview(self, asked: SpeechRequest, offer: Offer) -> dict[str, Any]:
        """What would be read. Raises ApiError."""
        if asked.text is not None and asked.size <= _SHORT:
            return preview(compose(asked, offer, self._style(asked)))
        return self._elsewhere("preview", asked, offer)

    def warm(self) -> None:
        """Has what the first article needs at hand, here and in another process."""
        self._readers.warm()
        warm()

    def close(self) -> None:
        """Ends the processes."""
        for readers in (self._readers, self._readers_of_large, self._readers_without_hurry):
            readers.close()

    def _elsewhere(self, task: str, asked: SpeechRequest, offer: Offer) -> dict[str, Any]:
        style = self._style(asked).to_dict()
        given = {"task": task, "asked": asdict(asked), "offer": offer.to_dict(), "style": style}
        return self._lane(task, asked).ask(given)

    def _lane(self, task: str, asked: SpeechRequest) -> Readers:
        if asked.size <= (_LARGE_PAGE if asked.text is None else _LARGE_TEXT):
            return self._readers
        if task == "preview" or asked.priority != CLICK:
            return self._readers_without_hurry
        return self._readers_of_large

    def _style(self, asked: SpeechRequest) -> Style:
        return self._styles.of(asked.source_url)
