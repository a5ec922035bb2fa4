"""Reads articles in processes of their own, so that a huge one never stalls a live reader.

What is short is read at once: the way to another process would take longer.
"""

from dataclasses import asdict
from typing import Any

from audio_cache.spec import SpeechSpec
from listen.reading.lanes import Lanes
from listen.request.compose import compose, warm
from listen.request.intake import SpeechRequest
from listen.request.preview import preview
from listen.sites.style import Style, Styles
from listen.voices.offer import Offer

_SHORT = 8_000
"""Characters that are read in this process: some milliseconds."""


class Reading:
    def __init__(self, styles: Styles, lanes: Lanes) -> None:
        self._styles = styles
        self._lanes = lanes

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
        self._lanes.warm()
        warm()

    def close(self) -> None:
        """Ends the processes."""
        self._lanes.close()

    def _elsewhere(self, task: str, asked: SpeechRequest, offer: Offer) -> dict[str, Any]:
        style = self._style(asked).to_dict()
        given = {"task": task, "asked": asdict(asked), "offer": offer.to_dict(), "style": style}
        return self._lanes.of(task, asked).ask(given)

    def _style(self, asked: SpeechRequest) -> Style:
        return self._styles.of(asked.source_url)
