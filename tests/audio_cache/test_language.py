import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.language import canonical_tag, is_same_or_prefix, primary_subtag

SUBTAG = r"[A-Za-z0-9]{1,8}"


@pytest.mark.parametrize(
    "tag",
    ["en", "yue", "en-GB", "es-419", "sr-Latn", "zh-Hant-TW", "de-1996", "en-CA-x-ca", "sl-rozaj"],
)
def test_a_tag_has_one_form_in_any_letter_case(tag: str) -> None:
    assert {canonical_tag(tag), canonical_tag(tag.lower()), canonical_tag(tag.upper())} == {tag}


@given(st.from_regex(rf"[A-Za-z]{{2,3}}(-{SUBTAG}){{0,5}}", fullmatch=True))
def test_only_the_letter_case_is_changed(tag: str) -> None:
    assert canonical_tag(tag).lower() == tag.lower()
    assert canonical_tag(canonical_tag(tag)) == canonical_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "engl", "en_GB", "en-", "en GB", "ен", "en\n"])
def test_text_that_is_not_a_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="not a language tag"):
        canonical_tag(tag)


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN-x-us", "en_GB"])
def test_the_primary_subtag_is_the_language_in_lower_case(tag: str) -> None:
    assert primary_subtag(tag) == "en"


@pytest.mark.parametrize(
    ("tag", "other", "match"),
    [
        ("en", "en", True),
        ("en", "EN-gb", True),
        ("en-US", "en", True),
        ("en-US", "en-GB", False),
        ("en", "fr", False),
        ("e", "en", False),
    ],
)
def test_a_tag_matches_itself_and_its_prefixes(tag: str, other: str, match: bool) -> None:
    assert is_same_or_prefix(tag, other) == is_same_or_prefix(other, tag) == match
