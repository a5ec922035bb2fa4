"""Reads articles in processes of their own, so that a huge one never stalls a live reader.

What is short is read at once: the way to another process would take longer.
"""

from dataclasses import asdict
from typing import Any

from audio_cache.queue import CLICK
from audio_cache.spec import SpeechSpec
from listen.compose import compose, warm
from listen.intake import SpeechRequest
from listen.offer import Offer
from listen.preview import preview
from listen.readers import Readers
from listen.style import Style, Styles

_SHORT = 8_000
"""Characters that are read in this process: some milliseconds."""

_HUGE = 500_000
"""Characters of a page that has to wait, for other pages and for whatever is being spoken, unless
somebody waits for its sound.
"""

_NICENESS = 10


class Reading:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._readers = Readers(2)
        self._readers_of_huge = Readers(1, _NICENESS)

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
        self._readers.close()
        self._readers_of_huge.close()

    def _elsewhere(self, task: str, asked: SpeechRequest, offer: Offer) -> dict[str, Any]:
        style = self._style(asked).to_dict()
        given = {"task": task, "asked": asdict(asked), "offer": offer.to_dict(), "style": style}
        has_time = task == "preview" or asked.priority != CLICK
        readers = self._readers_of_huge if has_time and asked.size > _HUGE else self._readers
        return readers.ask(given)

    def _style(self, asked: SpeechRequest) -> Style:
        return self._styles.of(asked.source_url)
