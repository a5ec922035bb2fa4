"""Markdown becomes blocks of the kinds that its syntax stands for."""

from listen.article.article import Dropped
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


def test_syntax_becomes_block_kinds() -> None:
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


def test_dropped_parts_are_listed() -> None:
    reasons = {part.reason: part.text for part in reversed(extract_text(DOCUMENT).dropped)}
    assert reasons["link address"].startswith("https://example.org/river The river")
    assert reasons["image"] == "A bridge"
    assert reasons["code"] == 'print("bridge")'
    assert reasons["footnote mark"] == "[^1]"
    assert reasons["references"] == "[^1]: For now, at least."
    assert reasons["struck out"] == "soon"
    assert "[1]: https://example.org/map" in str(extract_text(DOCUMENT).dropped)


def test_a_footnote_that_is_an_address_is_not_a_link_definition() -> None:
    article = extract_text("**One** and **two**.[^1]\n\n> [^1]: https://example.org/a")
    assert [block.text for block in article.blocks] == ["One and two."]
    assert {part.reason for part in article.dropped} == {"footnote mark", "references", "markup"}


def test_a_row_of_empty_cells_is_ignored() -> None:
    table = "| **Who** | **When** |\n|---|---|\n| | |\n| Mill | Monday |\n\n| | |\n|---|---|\n| | |"
    blocks = [block.text for block in extract_text(table).blocks]
    assert blocks == ["Who, When", "Mill, Monday"]


def test_the_policy_applies_to_markdown() -> None:
    policy = Policy(tables="skip", code="read", alt_texts="read")
    blocks = extract_text(DOCUMENT, policy=policy).blocks
    assert ("caption", "A bridge") in [(block.kind, block.text) for block in blocks]
    assert ("code", 'print("bridge")') in [(block.kind, block.text) for block in blocks]
    assert "table" not in {block.kind for block in blocks}


def test_html_breaks_separate_words() -> None:
    table = "| **Who** | **When** |\n|---|---|\n| Mill<br>Bridge | Monday<BR/>Tuesday |"
    assert extract_text(table).blocks[-1].text == "Mill Bridge, Monday Tuesday"
    text = "**One** **line**<br>another</p>a third <b>lin</b>e\n\n<div>One<br>two</div>"
    lines = [block.text for block in extract_text(text).blocks]
    assert lines == ["One line", "another", "a third line", "One", "two"]


def test_scripts_and_styles_are_markup() -> None:
    text = "**One** and **two**.\n\n<style>\np { top: 0 }\n\n</style>\n\n<script>\na < b"
    article = extract_text(text)
    assert [block.text for block in article.blocks] == ["One and two."]
    assert "p { top: 0 }" in article.dropped[0].text
    assert "a < b" in article.dropped[0].text


def test_front_matter_is_dropped() -> None:
    article = extract_text("---\ntitle: The bridge\ntags: [a]\n---\n# The bridge\n\nIt is old.")
    assert [block.text for block in article.blocks] == ["The bridge", "It is old."]
    assert article.dropped[0].reason == "front matter"


def test_plain_text_with_a_little_syntax_is_not_markdown() -> None:
    for text in ("2 * 3 * 4 = 24", "#one of #many", "a_b_c and *sic*", "It cost 5* or [more]."):
        assert [block.text for block in extract_text(text).blocks] == [text]


def test_deeply_nested_quotes_are_plain_text() -> None:
    text = "**bold** and **bold**\n\n" + "> " * 1000 + "deep"
    assert extract_text(text).blocks[-1].text.endswith("deep")


def test_nested_strikethrough_drops_only_the_struck_text() -> None:
    article = extract_text("**One** ~~two *~~three~~* four~~ **five**")
    assert [block.text for block in article.blocks] == ["One five"]
    struck = [part.text for part in article.dropped if part.reason == "struck out"]
    assert struck == ["three\ntwo  four"]


def test_a_footnote_ends_where_its_indented_paragraphs_end() -> None:
    text = "**One**[^1] and **two**.\n\n[^1]: A note.\n\n    More of it.\n\nThree."
    article = extract_text(text)
    assert [block.text for block in article.blocks] == ["One and two.", "Three."]
    assert Dropped("[^1]: A note.\nMore of it.", "references") in article.dropped


def test_a_footnote_ends_a_paragraph_or_table_above_it() -> None:
    table = "| **Who** | **When** |\n|---|---|\n| Mill | Monday |\n[^1]: A note."
    assert [block.text for block in extract_text(table).blocks] == ["Who, When", "Mill, Monday"]
    (block,) = extract_text("**One** and **two**.\n[^1]: A note.").blocks
    assert block.text == "One and two."


def test_a_reference_without_a_footnote_is_dropped_and_an_empty_footnote_too() -> None:
    article = extract_text("**One**[^9] and **two**.\n\n[^1]:\n\nThree.")
    assert [block.text for block in article.blocks] == ["One and two.", "Three."]


def test_nested_footnotes_lose_no_word() -> None:
    article = extract_text("**One** and **two**.\n\n" + "[^1]: " * 300 + "deep")
    texts = [block.text for block in article.blocks] + [part.text for part in article.dropped]
    assert "deep" in " ".join(texts)


def test_a_thematic_break_far_below_the_first_line_ends_no_front_matter() -> None:
    text = "---\n" + "A **bold** line.\n\n" * 80 + "---\nThe end."
    assert len(extract_text(text).blocks) == 81
