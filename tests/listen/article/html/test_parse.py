"""Any HTML becomes a tree that is safe to walk."""

import pytest

from listen.article.html.parse import MAX_DEPTH, MAX_NAME, parse


def text(html: str) -> str:
    root = parse(html)
    assert root is not None
    return " ".join(" ".join(root.itertext()).split())


@pytest.mark.parametrize(
    "html",
    [
        "One two.",
        "<p>One <b>two.",
        "<?xml version='1.0' encoding='utf-16'?><html><p>One two.</p></html>",
        "<html><meta charset=utf-7><body>One two.",
        "<p>One</p></body></html><p>two.</p>",
        "<section>One</section>two.",
        "<p>One<!-- not --> two.</p>",
        "One\x00 two.",
    ],
)
def test_no_text_is_lost(html: str) -> None:
    assert text(html) == "One two."


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    assert text("<p>One\ud800 two.") == "One\ufffd two."


@pytest.mark.parametrize("html", ["", " \n", "<!-- a", "</p>"])
def test_input_without_elements_has_no_tree(html: str) -> None:
    assert parse(html) is None


@pytest.mark.parametrize("tag", ["div", "h1", "b", "table><tr><td", "blockquote"])
def test_a_page_that_is_nested_too_deeply_is_flattened(tag: str) -> None:
    root = parse(f"<{tag}>one " * (MAX_DEPTH * 10) + "<script>no</script>end")
    assert root is not None
    words = "".join(root.itertext()).split()
    assert (words.count("one"), words[-1]) == (MAX_DEPTH * 10, "end")
    assert "no" not in words


def test_long_class_names_are_cut() -> None:
    root = parse(f"<p class='{'a ' * 5000}'>One</p>")
    assert root is not None
    (paragraph,) = root.iter("p")
    assert len(paragraph.get("class")) == MAX_NAME
