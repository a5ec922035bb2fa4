"""Cost of reading along: long articles, highlights, listeners."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_SENTENCE = "The bridge over the river opened again on the {}th Monday of the year, he said. "
_COUNT_HIGHLIGHTS = """
const { set } = HighlightRegistry.prototype;
window.marked = 0;
HighlightRegistry.prototype.set = function (...args) {
  window.marked += 1;
  return set.apply(this, args);
};
"""


def test_a_long_text_is_folded_in_short_slices(visit: Visit, server: Any) -> None:
    slices, total = visit().page.evaluate(
        """async ([server, paragraph]) => {
            const { foldInSlices } = await import(`${server}/static/player/match.js`);
            const strings = Array.from({ length: 500 }, (_, i) => paragraph + i);
            const signal = new AbortController().signal;
            let slices = 0;
            const reading = foldInSlices(strings, signal);
            const timer = setInterval(() => (slices += 1));
            const { letters } = await reading;
            clearInterval(timer);
            return [slices, letters.length];
        }""",
        [server.url, _SENTENCE * 6],
    )
    assert total > 190_000
    assert slices >= total / 10_000  # the page's timer ran in between


def test_a_highlight_is_set_only_when_it_changes(visit: Visit, worker: Any) -> None:
    text = "".join(_SENTENCE.format(number) for number in range(8))
    key = worker.make(text)
    reader = visit(f"audio-key={key}", f"<p>{text}</p>", before=_COUNT_HIGHLIGHTS)
    reader.play.click()
    reader.page.wait_for_function("CSS.highlights.get('listen-word')?.size")
    place, before = reader.get("currentTime"), reader.page.evaluate("marked")
    reader.wait_for_time(place + 4)
    words = 4 * (reader.get("currentTime") - place)  # at most four a second, each with its sentence
    assert reader.page.evaluate("marked") - before <= 2 * words + 4


def test_a_screen_reader_hears_the_position_rarely(visit: Visit, worker: Any) -> None:
    key = worker.make("".join(_SENTENCE.format(number) for number in range(8)))
    reader = visit(f"audio-key={key}")
    reader.play.click()
    reader.wait_for_state("playing")
    reader.page.evaluate(
        """() => {
            const slider = document.querySelector("listen-article").shadowRoot
                .querySelector(".position");
            window.spoken = 0;
            new MutationObserver(() => (spoken += 1))
                .observe(slider, { attributeFilter: ["aria-valuetext"] });
        }"""
    )
    place = reader.get("currentTime")
    reader.wait_for_time(place + 6)
    assert reader.page.evaluate("spoken") <= 2
