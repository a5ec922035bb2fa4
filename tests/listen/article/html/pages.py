"""Pages for tests: a title, eight paragraphs, and what stands around and between them."""

from listen.article.html.extract import extract_html

TITLE = "Harbour town will rebuild its bridge"
TEXT = [
    "The council of the small harbour town voted on Monday evening to rebuild the old bridge, "
    "which had been closed to all traffic since the floods of last winter washed out its piers.",
    "Work is to begin in the spring. “We have waited long enough,” the mayor told those who had "
    "come to hear the vote, many of whom cross the river every day in a rowing boat.",
    "The money comes from the district and from a fund that the town's fishermen set up, and it "
    "will have to last: no other bridge stands within an hour's walk.",
    "Until then the ferry runs twice an hour, from six in the morning until late in the evening, "
    "and more often on market days, when half of the valley wants to be on the other side.",
    "Two engineers from the capital looked at the foundations in autumn and found that four of "
    "the seven piers could be used again, which nobody in the town had dared to hope.",
    "The new railing will be cast in the foundry on the north bank, where the old one came from, "
    "and the lamps will be lit by the same small turbine below the mill.",
    "If the winter is mild, the first carts could cross in November, and the mayor has promised "
    "to pull the first of them herself, with the oldest fisherman of the town on it.",
    "Not everybody is glad. The ferryman, whose family has rowed people over the river for two "
    "hundred years, asked the council what he should do with his three boats now.",
]
HEAD = f"<title>{TITLE} | The Valley Post</title>"
H1 = f"<h1>{TITLE}</h1>"


def paragraphs(start: int = 0, end: int = 8) -> str:
    """Return paragraphs of the text, as HTML."""
    return "".join(f"<p>{text}</p>" for text in TEXT[start:end])


def page(body: str, head: str = HEAD, h1: str = H1) -> str:
    """Return a page whose main element has this heading and body."""
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<main>{h1}{body}</main><footer><p>© 2024 The Valley Post.</p></footer></body></html>"
    )


def spoken(html: str) -> list[str]:
    """Return the texts that are spoken, without the title."""
    return [block.text for block in extract_html(html).blocks if block.kind != "title"]


def added(html: str) -> list[str]:
    """Return the texts that are spoken besides all of TEXT, which must be there."""
    texts = spoken(html)
    assert [text for text in texts if text in TEXT] == TEXT
    return [text for text in texts if text not in TEXT]


def between(part: str) -> list[str]:
    """Return what a part between two paragraphs adds to the article."""
    return added(page(f"<article>{paragraphs(0, 3)}{part}{paragraphs(3)}</article>"))
