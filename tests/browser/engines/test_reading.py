"""Reading along in each engine: highlights, clicks in the text, text that changes, foreign CSS."""

from typing import Any

import pytest
import requests

from tests.browser.conftest import Server
from tests.browser.engines.conftest import PARAGRAPHS, Reader, Visit

pytestmark = pytest.mark.e2e

_SENTENCE = "[...(CSS.highlights.get('listen-sentence') ?? [])].join(' ')"
_WORD = "[...(CSS.highlights.get('listen-word') ?? [])].join(' ')"
_FOREIGN_STYLES = """<style>
html { font-size: 62.5% }
* { box-sizing: content-box }
body { text-transform: uppercase; letter-spacing: 9px; word-spacing: 9px; text-indent: 50px }
body { text-align: center; line-height: 4; font: italic 40px serif; white-space: pre; cursor: wait }
button, input, select, a, p, div { all: unset; display: none; position: fixed; width: 1px }
[class] { display: none !important; color: lime !important }
</style>"""


_LOOK = """
const names = ["display", "fontSize", "fontStyle", "letterSpacing", "lineHeight", "textAlign",
  "textIndent", "textTransform", "whiteSpace", "wordSpacing", "cursor"];
return [...player.shadowRoot.querySelectorAll(".bar, .bar *")].map((each) => {
  const { width, height } = each.getBoundingClientRect();
  const style = getComputedStyle(each);
  return [each.localName, Math.round(width), Math.round(height), ...names.map((n) => style[n])];
});
"""


def test_sentence_and_word_are_marked(playing: Reader) -> None:
    playing.wait(f"{_SENTENCE} === 'The bridge opened again on Monday.'")
    playing.wait(f"{_WORD} === 'again'")
    playing.wait(f"{_SENTENCE} === 'Many people crossed it in the first hour.'")


def test_a_click_in_the_text_plays_from_there(playing: Reader, server: Server, key: str) -> None:
    playing.wait(f"{_SENTENCE} !== ''")
    playing.engine.click("document.querySelectorAll('article p')[5]")
    answer: Any = requests.get(f"{server.url}/v1/audio/{key}/marks", timeout=30).json()
    starts = [mark["start_time"] for mark in answer["marks"] if mark["type"] == "sentence"]
    playing.wait_for_time(starts[10])


@pytest.mark.parametrize(
    ("change", "is_marked"),
    [
        ("article.innerHTML = article.innerHTML", True),
        ("article.querySelectorAll('p').forEach((p) => (p.firstChild.data = 'Cut.'))", False),
        ("article.replaceChildren()", False),
        ("for (const p of article.children) p.innerHTML = `<i>${p.innerHTML}</i>`", True),
        ("article.normalize(); article.prepend('Read more below.')", True),
        ("article.replaceWith(article.cloneNode(true))", True),
        ("article.remove(); setTimeout(() => document.body.append(article.cloneNode(true)))", True),
    ],
)  # fmt: skip
def test_text_that_the_page_changes_keeps_its_mark_or_loses_it(
    playing: Reader, change: str, is_marked: bool
) -> None:
    playing.wait(f"{_SENTENCE} !== ''")
    playing.run(f"const article = document.querySelector('article'); {change}")
    place = playing.get("currentTime")
    playing.wait(f"({_SENTENCE} !== '') === {str(is_marked).lower()}")
    playing.wait_for_time(place + 0.5)


def test_the_styles_of_the_page_do_not_reach_the_controls(visit: Visit, key: str) -> None:
    looks = []
    for styles in ("", _FOREIGN_STYLES):
        reader = visit(f"audio-key={key}", f"{styles}{PARAGRAPHS}")
        reader.wait("player.duration")
        reader.run("player.style.width = '700px'")
        looks.append(reader.run(_LOOK))
    assert looks[0] == looks[1]
    assert len(looks[0]) > 10
