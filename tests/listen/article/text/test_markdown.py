"""Markdown is read as what it marks."""

from listen.article.policy import Policy
from listen.article.text.plain import extract_text

DOCUMENT = """# The *old* bridge

A **long** walk along the [river](https://example.org/river "The river")
ends at `bridge.txt` ~~soon~~ today.

## What to bring

1. Shoes
2. A [map][1]

* [x] Water
* Bread

> It was here
> before us.

![A bridge](bridge.jpg)

```python
print("bridge")
```

| Place | Hours |
|-------|------:|
| Mill  | 2     |

<div class="note">Mind the <b>step</b>.</div>

The end[^1].

[1]: https://example.org/map

[^1]: For *now*,
at least.
"""


def test_each_mark_is_a_kind_of_block() -> None:
    article = extract_text(DOCUMENT)
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("title", "The old bridge"),
        ("paragraph", "A long walk along the river ends at bridge.txt today."),
        ("heading", "What to bring"),
        ("list_item", "1. Shoes"),
        ("list_item", "2. A map"),
        ("list_item", "Water"),
        ("list_item", "Bread"),
        ("quote", "It was here before us."),
        ("code", "Code example."),
        ("table", "Table."),
        ("table", "Place, Hours"),
        ("table", "Mill, 2"),
        ("paragraph", "Mind the step."),
        ("paragraph", "The end."),
    ]


def test_what_is_not_read_is_listed() -> None:
    reasons = {part.reason: part.text for part in reversed(extract_text(DOCUMENT).dropped)}
    assert reasons["link address"].startswith("https://example.org/river The river")
    assert reasons["image"] == "A bridge"
    assert reasons["code"] == 'print("bridge")'
    assert reasons["footnote mark"] == "[^1]"
    assert reasons["references"] == "[^1]: For now, at least."
    assert reasons["struck out"] == "soon"
    assert "[1]: https://example.org/map" in str(extract_text(DOCUMENT).dropped)


def test_a_note_that_is_an_address_is_no_link() -> None:
    article = extract_text("**One** and **two**.[^1]\n\n> [^1]: https://example.org/a")
    assert [block.text for block in article.blocks] == ["One and two."]
    assert {part.reason for part in article.dropped} == {"footnote mark", "references", "markup"}


def test_a_row_of_empty_cells_is_none() -> None:
    table = "| **Who** | **When** |\n|---|---|\n| | |\n| Mill | Monday |\n\n| | |\n|---|---|\n| | |"
    blocks = [block.text for block in extract_text(table).blocks]
    assert blocks == ["Who, When", "Mill, Monday"]


def test_the_policy_holds_for_markdown_too() -> None:
    policy = Policy(tables="skip", code="read", alt_texts="read")
    blocks = extract_text(DOCUMENT, policy=policy).blocks
    assert ("caption", "A bridge") in [(block.kind, block.text) for block in blocks]
    assert ("code", 'print("bridge")') in [(block.kind, block.text) for block in blocks]
    assert "table" not in {block.kind for block in blocks}


def test_a_break_written_as_html_parts_words() -> None:
    table = "| **Who** | **When** |\n|---|---|\n| Mill<br>Bridge | Monday<BR/>Tuesday |"
    assert extract_text(table).blocks[-1].text == "Mill Bridge, Monday Tuesday"
    text = "**One** **line**<br>another</p>a third <b>lin</b>e\n\n<div>One<br>two</div>"
    lines = [block.text for block in extract_text(text).blocks]
    assert lines == ["One line", "another", "a third line", "One", "two"]


def test_programs_and_styles_are_markup() -> None:
    text = "**One** and **two**.\n\n<style>\np { top: 0 }\n\n</style>\n\n<script>\na < b"
    article = extract_text(text)
    assert [block.text for block in article.blocks] == ["One and two."]
    assert "p { top: 0 }" in article.dropped[0].text
    assert "a < b" in article.dropped[0].text


def test_front_matter_is_not_read() -> None:
    article = extract_text("---\ntitle: The bridge\ntags: [a]\n---\n# The bridge\n\nIt is old.")
    assert [block.text for block in article.blocks] == ["The bridge", "It is old."]
    assert article.dropped[0].reason == "front matter"


def test_plain_text_with_a_mark_or_two_is_no_markdown() -> None:
    for text in ("2 * 3 * 4 = 24", "#one of #many", "a_b_c and *sic*", "It cost 5* or [more]."):
        assert [block.text for block in extract_text(text).blocks] == [text]


def test_quotes_deeper_than_anybody_reads_are_text() -> None:
    text = "**bold** and **bold**\n\n" + "> " * 1000 + "deep"
    assert extract_text(text).blocks[-1].text.endswith("deep")


def test_what_is_struck_out_within_what_is_struck_out_takes_nothing_along() -> None:
    article = extract_text("**One** ~~two *~~three~~* four~~ **five**")
    assert [block.text for block in article.blocks] == ["One five"]
    struck = [part.text for part in article.dropped if part.reason == "struck out"]
    assert struck == ["three\ntwo  four"]
