"""Titles match in other words, and without the site's name."""

import pytest

from listen.article.title import is_same_title, is_similar_title, strip_site_name


def test_case_and_punctuation_do_not_matter() -> None:
    assert is_same_title("“The BRIDGE!”", "the bridge")
    assert not is_same_title("The bridge", "The bridges")


def test_a_title_and_its_variant_are_similar() -> None:
    assert is_similar_title("The town will rebuild its bridge", "Town will rebuild its bridge")
    assert not is_similar_title("The town will rebuild its bridge", "Ferry to end in May")
    assert not is_similar_title("", "")


@pytest.mark.parametrize(
    ("title", "site", "headings", "expected"),
    [
        ("A bridge is built | The Post", "The Post", [], "A bridge is built"),
        ("The Post: A bridge is built", "The Post", [], "A bridge is built"),
        ("A bridge is built - The Post", None, [], "A bridge is built"),
        ("A bridge - built", None, [], "A bridge - built"),
        ("Bridges: a love story", None, [], "Bridges: a love story"),
        ("News - A bridge - The Post", None, ["A bridge - The Post"], "A bridge - The Post"),
        ("A bridge: how it was built", None, ["How it was built"], "how it was built"),
    ],
)
def test_the_name_of_the_site_is_stripped(
    title: str, site: str | None, headings: list[str], expected: str
) -> None:
    assert strip_site_name(title, site, headings) == expected
