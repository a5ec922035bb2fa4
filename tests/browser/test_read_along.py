"""Read along: the page highlights the sentence and the word being read."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

PARAGRAPHS = [
    "The old bridge over the river opened again on Monday. It had been closed for two years.",
    "About three hundred people crossed it in the first hour. Most of them came on foot, she said.",
    "“We have waited for this day,” said the mayor. The repairs took as long as expected.",
    "The council will meet in March. Nobody expects the tolls to rise before the summer is over.",
]
HTML = (
    "<p>The old <b>bridge</b> over the&nbsp;river opened again on Monday. "
    "It had been closed for two years.</p>"
    "<aside>Advertisement: buy a boat.</aside>"
    "<p>About three hundred people<sup>1</sup> crossed it in the first hour. "
    "Most of them\n came on <a href='#foot'>foot</a>, she said.</p>"
    "<p>&quot;We have waited for this day,&quot; said the mayor. "
    "The repairs took as long as expected.</p>"
    "<p>The council will meet in March. "
    "Nobody expects the tolls to rise before the summer is over.</p>"
)
BRIDGE = "The old bridge over the\xa0river opened again on Monday."
MAYOR = '"We have waited for this day," said the mayor.'
TOLLS = "Nobody expects the tolls to rise before the summer is over."


def sentence_starts(server: Any, key: str) -> dict[str, float]:
    """Return the seconds at which sentences begin, by their first two words."""
    answer = requests.get(f"{server.url}/v1/audio/{key}/marks", timeout=30).json()
    sentences = [mark for mark in answer["marks"] if mark["type"] == "sentence"]
    return {" ".join(mark["value"].split()[:2]): mark["start_time"] for mark in sentences}


@pytest.fixture
def key(worker: Any) -> str:
    return str(worker.make("\n\n".join(PARAGRAPHS)))


def wait_for_highlight(reader: Any, sentence: str) -> None:
    script = "text => [...(CSS.highlights.get('listen-sentence') ?? [])].join(' ') === text"
    reader.page.wait_for_function(script, arg=sentence)


def test_the_sentence_is_highlighted_at_three_places(visit: Visit, server: Any, key: str) -> None:
    reader = visit(f"audio-key={key}", HTML)
    reader.play.click()
    wait_for_highlight(reader, BRIDGE)
    starts = sentence_starts(server, key)
    for words, sentence in [("“We have", MAYOR), ("Nobody expects", TOLLS)]:
        reader.seek(starts[words] - 0.4)
        wait_for_highlight(reader, sentence)
        assert reader.get("currentTime") >= starts[words]
    words = reader.page.wait_for_function("CSS.highlights.get('listen-word')?.size")
    assert words


def test_the_dom_of_the_page_is_not_changed(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key}", HTML)
    before = reader.page.locator("article").inner_html()
    reader.play.click()
    wait_for_highlight(reader, BRIDGE)
    assert reader.page.locator("article").inner_html() == before


def test_live_audio_is_highlighted_too(visit: Visit, worker: Any) -> None:
    key = worker.request("\n\n".join([*PARAGRAPHS, "This is another article."]))
    reader = visit(f"audio-key={key}", HTML)
    reader.play.click()
    worker.start(key)
    worker.release(3)
    wait_for_highlight(reader, BRIDGE)
    reader.wait_for_state("live")


def test_a_click_in_the_text_plays_from_there_unless_it_is_on_a_link(
    visit: Visit, server: Any, key: str
) -> None:
    reader = visit(f"audio-key={key}", HTML)
    reader.play.click()
    wait_for_highlight(reader, BRIDGE)
    reader.page.get_by_text("Nobody expects").click(position={"x": 5, "y": 5})
    starts = sentence_starts(server, key)
    reader.wait_for_time(starts["The council"])
    reader.page.get_by_role("link", name="foot").click()
    assert reader.get("currentTime") >= starts["The council"]


def test_the_page_scrolls_along_until_the_reader_scrolls_away(
    visit: Visit, server: Any, key: str
) -> None:
    reader = visit(f"audio-key={key}", HTML.replace("<p>", "<p style='margin-top: 90vh'>"))
    reader.page.emulate_media(reduced_motion="reduce")
    top = "document.scrollingElement.scrollTop"
    reader.play.click()
    wait_for_highlight(reader, BRIDGE)
    starts = sentence_starts(server, key)
    reader.seek(starts["The council"])
    reader.page.wait_for_function(f"{top} > 2 * innerHeight")
    reader.page.mouse.wheel(0, -9000)
    reader.page.wait_for_function(f"{top} === 0")
    follow = reader.page.locator("listen-article .follow")
    follow.wait_for()
    reader.seek(starts["Nobody expects"])
    wait_for_highlight(reader, TOLLS)
    assert reader.page.evaluate(top) == 0
    follow.click()
    reader.page.wait_for_function(f"{top} > 2 * innerHeight")
    follow.wait_for(state="hidden")


def test_a_transcript_is_highlighted_in_the_player(visit: Visit, key: str) -> None:
    reader = visit(f"audio-key={key} transcript")
    reader.play.click()
    wait_for_highlight(reader, BRIDGE.replace("\xa0", " "))
    transcript = reader.page.locator("listen-article .transcript")
    assert transcript.inner_text() == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("page", "sentence", "found"),
    [
        (["It is one."], "It is one.", "It is one."),
        (["It  is\n", "one", "."], "It is one.", "It  is\none."),
        (["“It’s” — one"], '"It\'s" – one', "“It’s” — one"),
        (["cafe\u0301 au lait"], "café au lait", "cafe\u0301 au lait"),
        (["so\u00adft hy\u200bphens"], "soft hyphens", "so\u00adft hy\u200bphens"),
        (["😀 A 𝒜 word"], "𝒜 word", "𝒜 word"),
        (["A long sentence with a note[12] in the middle of it."],
         "A long sentence with a note in the middle of it.",
         "A long sentence with a note[12] in the middle of it."),
        (["Something else."], "It is not there.", None),
        (["x" * 900, "Yes."], "Yes.", None),
    ],
)  # fmt: skip
def test_a_sentence_is_located_however_the_page_writes_it(
    visit: Visit, server: Any, page: list[str], sentence: str, found: str | None
) -> None:
    script = """async ([server, page, sentence]) => {
        const { locate, fold } = await import(`${server}/static/player/match.js`);
        const { letters, index, offset } = fold(page);
        const place = locate(letters, fold([...sentence]).letters, 0);
        if (!place) return null;
        const [first, last] = [place[0], place[1] - 1];
        const starts = page.map((_, i) => page.slice(0, i).join("").length);
        const at = (letter) => starts[index[letter]] + offset[letter];
        return page.join("").slice(at(first), at(last) + 1);
    }"""
    reader = visit()
    assert reader.page.evaluate(script, [server.url, page, sentence]) == found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Le cafe\u0301 est ouvert.", "cafe\u0301"),
        ("यह हिन्दी है।", "हिन्दी"),
        ("וְהָאָרֶץ הָיְתָה", "וְהָאָרֶץ"),
        ("العربيّةُ لغة", "العربيّةُ"),
        ("ใหม่ วัน", "ใหม่"),
        ("A 𝒜𝒷 word", "𝒜𝒷"),
        ("Plain words", "Plain"),
    ],
)
def test_a_range_ends_after_the_marks_of_its_last_letter(
    visit: Visit, server: Any, text: str, word: str
) -> None:
    reader = visit("", f"<p>{text}</p>")
    script = """async ([server, word]) => {
        const { PageText } = await import(`${server}/static/player/page_text.js`);
        const { fold } = await import(`${server}/static/player/match.js`);
        const root = document.querySelector("article");
        const page = await new Promise((resolve) => {
            const page = new PageText(root, () => resolve(page));
        });
        const { letters } = fold([word]);
        const start = page.letters.indexOf(letters);
        return page.range([start, start + letters.length]).toString();
    }"""
    assert reader.page.evaluate(script, [server.url, word]) == word
