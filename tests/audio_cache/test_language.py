import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.language import canonical_tag

SUBTAG = r"[A-Za-z0-9]{1,8}"


@pytest.mark.parametrize(
    "tag",
    ["en", "yue", "en-GB", "es-419", "sr-Latn", "zh-Hant-TW", "de-1996", "en-CA-x-ca", "sl-rozaj"],
)
def test_however_it_is_written_it_has_one_form(tag: str) -> None:
    assert {canonical_tag(tag), canonical_tag(tag.lower()), canonical_tag(tag.upper())} == {tag}


@given(st.from_regex(rf"[A-Za-z]{{2,3}}(-{SUBTAG}){{0,5}}", fullmatch=True))
def test_only_its_case_is_changed(tag: str) -> None:
    assert canonical_tag(tag).lower() == tag.lower()
    assert canonical_tag(canonical_tag(tag)) == canonical_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "engl", "en_GB", "en-", "en GB", "ен", "en\n"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="not a language tag"):
        canonical_tag(tag)
