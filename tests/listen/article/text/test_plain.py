"""Plain text becomes blocks, and nothing of it is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.article.article import Article, Dropped
from listen.article.text.clean import clean
from listen.article.text.markdown_detect import is_markdown
from listen.article.text.plain import extract_text, extract_verbatim

SENTENCE = "The harbour was quiet that morning, and the boats lay still on the water. "
PARAGRAPH = SENTENCE * 2 + "Nobody came."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in extract_text(text, title).blocks]


def words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


def all_words(article: Article) -> Counter[str]:
    spoken = [block.text for block in article.blocks]
    return words(*spoken, *(part.text for part in article.dropped))


class TestParagraphs:
    def test_blank_lines_separate_paragraphs(self) -> None:
        assert kinds("One.\n\n \nTwo.") == [("paragraph", "One."), ("paragraph", "Two.")]

    def test_hard_wrapped_lines_are_joined(self) -> None:
        text = (
            "Somebody wrote this in an editor that breaks every line at the\n"
            "same margin, as was the custom for many years, and so the para-\n"
            "graph has to be put together again before it is read."
        )
        (block,) = extract_text(text).blocks
        assert "\n" not in block.text
        assert "at the same margin" in block.text
        assert "the paragraph has" in block.text
        assert extract_text(text).dropped == [Dropped("-", "markup")]

    def test_a_sentence_that_continues_in_the_next_line_is_joined(self) -> None:
        text = "A line that is rather long but ends within the\nsentence."
        assert len(kinds(text)) == 1

    def test_empty_text_has_no_blocks(self) -> None:
        assert extract_text("") == Article([], [])
        assert extract_text(" \n\n ") == Article([], [])


class TestKept:
    @pytest.mark.parametrize(
        "text",
        [
            # a poem, with its refrain
            "The lamp is low, the lamp is low,\nAnd nobody is home.\nThe wind has gone\n\n"
            "The lamp is low, the lamp is low,\nAnd nobody is home.\nThe rain has come",
            # a dialogue
            "“Share?”\n“No.”\n“More?”\n“Go home.”\n— Print it, she said.\n— Save",
            # short paragraphs between long ones
            f"{PARAGRAPH}\n\nNo.\n\nNothing at all\n\n{PARAGRAPH}\n\nThe end",
            # a list without marks, and one with
            "Milk\nEggs\nBread\nMore\n\n- Save\n- Print\n- Copy link",
            # a recipe
            "Flat bread\n\nIngredients\n\n300 g flour\n1/2 tsp salt\n30 min\n\nMethod\n\n"
            "Mix everything well.\nBake it. Serves 4",
            # short posts
            "Off to the sea! #holiday",
            "Share this with your friends, please.",
            "Follow us",
            "Share this article",
            "Discussion\n\nWhat do we know?\n\nComments\n\nNone.",
        ],
    )
    def test_text_that_resembles_boilerplate_is_kept(self, text: str) -> None:
        article = extract_text(text)
        assert [part for part in article.dropped if part.reason != "markup"] == []
        assert all_words(article) == words(text)

    def test_lines_of_a_poem_are_not_joined(self) -> None:
        text = "The moon that hung above the silent town at night\nWas paler than the snow upon it"
        assert kinds(text) == [("paragraph", text)]

    def test_one_line_of_boilerplate_does_not_make_a_copied_page(self) -> None:
        text = f"Monday\n\n{PARAGRAPH}\n\nShare this article\n\n{PARAGRAPH}\n\nTuesday"
        article = extract_text(text)
        assert [(part.text, part.reason) for part in article.dropped] == [
            ("Share this article", "share bar")
        ]


class TestStructure:
    def test_bullets_and_numbers_make_list_items(self) -> None:
        assert kinds("• One\n\uf0b7 Two\n1. Three\n2) Four\n- Five") == [
            ("list_item", "One"),
            ("list_item", "Two"),
            ("list_item", "1. Three"),
            ("list_item", "2) Four"),
            ("list_item", "Five"),
        ]

    def test_a_dash_that_opens_speech_is_not_a_bullet(self) -> None:
        assert kinds("— Salut, dit-il.\n– Bonjour.") == [
            ("paragraph", "— Salut, dit-il."),
            ("paragraph", "– Bonjour."),
        ]

    def test_a_first_line_that_is_written_as_a_title_is_the_title(self) -> None:
        article = extract_text(f"A quiet morning at sea\n\n{PARAGRAPH}")
        assert article.title == "A quiet morning at sea"
        assert article.blocks[0].kind == "title"

    @pytest.mark.parametrize("first", ["Dear friends,", "It rained.", "Hello", SENTENCE.strip()])
    def test_other_first_lines_are_not_titles(self, first: str) -> None:
        assert extract_text(f"{first}\n\n{PARAGRAPH}").title is None

    def test_a_short_line_between_paragraphs_is_a_heading(self) -> None:
        text = f"{PARAGRAPH}\n\nWhat happened next\n\n{PARAGRAPH}\n\nBut why:\n\n{PARAGRAPH}"
        assert [kind for kind, _ in kinds(text)] == [
            "paragraph",
            "heading",
            "paragraph",
            "paragraph",
            "paragraph",
        ]


class TestTitle:
    def test_the_given_title_comes_first(self) -> None:
        assert kinds("It rained.", " The\nnews ") == [
            ("title", "The news"),
            ("paragraph", "It rained."),
        ]

    def test_a_text_that_begins_with_the_title_has_it_once(self) -> None:
        article = extract_text("“THE news!”\n\nIt rained.", "The News")
        assert [block.text for block in article.blocks] == ["The News", "It rained."]
        assert [(part.text, part.reason) for part in article.dropped] == [
            ("“THE news!”", "title repeated")
        ]

    def test_the_words_of_the_title_below_are_text(self) -> None:
        article = extract_text(f"{PARAGRAPH}\n\nThe news\n\n{PARAGRAPH}", "The news")
        assert article.dropped == []


LINES = st.sampled_from(
    [
        PARAGRAPH,
        SENTENCE.strip(),
        "Share this article:",
        "Leave a comment",
        "3 min read",
        "Anna Miller4 min read",
        "The harbour of a small town",
        "World",
        "Comments (3)",
        "More in World",
        "Published",
        "# A heading",
        "**Bold** words",
        "> A quotation",
        "- an item",
        "| a | b |\n|---|---|\n| c | d |",
        "[link](https://example.org/a)",
        "```py\nx = 1\n```",
        "[name]: https://example.org 'Title'",
        "<div>html</div>",
        "مشاركة المقال",
        "",
    ]
)


class TestCoverage:
    @given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\n\n"]))
    def test_every_word_is_spoken_or_listed(self, lines: list[str], gap: str) -> None:
        text = clean(gap.join(lines))
        article = extract_text(text)
        assert not words(text) - all_words(article)

    @given(st.text(max_size=300))
    def test_any_text_is_covered(self, text: str) -> None:
        text = clean(text)
        assert not words(text) - all_words(extract_text(text))

    @given(st.text(alphabet="#*_`>-[]()!|~^\\ \n\tab1.:/<&;", max_size=200))
    def test_markdown_syntax_of_all_kinds_never_raises(self, text: str) -> None:
        extract_text(clean(text))


class TestVerbatim:
    def test_boilerplate_code_and_images_are_kept(self) -> None:
        text = "Share this\n\nSubscribe to our newsletter\n\n```\nx = 1\n```\n\n![A cat](cat.png)"
        article = extract_verbatim(text)
        assert not article.dropped
        assert words(text) == all_words(article)

    @given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\n\n"]))
    def test_every_word_is_spoken(self, lines: list[str], gap: str) -> None:
        text = clean(gap.join(lines))
        assert words(text) == words(*(block.text for block in extract_verbatim(text).blocks))

    @given(st.text(max_size=300))
    def test_any_text_is_spoken(self, text: str) -> None:
        text = clean(text)
        assert words(text) == all_words(extract_verbatim(text))

    @given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\n\n"]))
    def test_an_article_without_dropped_parts_is_the_same_verbatim(
        self, lines: list[str], gap: str
    ) -> None:
        text = clean(gap.join(lines))
        article = extract_text(text)
        verbatim = extract_verbatim(text)
        if article.dropped == verbatim.dropped and not is_markdown(text):
            assert verbatim == article


def test_a_list_within_a_line_is_a_paragraph() -> None:
    line = "• 9. The first boat • 10. The second boat"
    (block,) = extract_text(line).blocks
    assert (block.kind, block.text) == ("paragraph", line)
    (item,) = extract_text("- a boat - with a sail - and oars").blocks
    assert (item.kind, item.text) == ("list_item", "a boat - with a sail - and oars")
