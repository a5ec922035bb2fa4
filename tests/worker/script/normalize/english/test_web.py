from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("see https://www.example.com/a/b/c?d=e#f now", "see example dot com now"),
        ("http://user@example.org:80/", "example dot org"),
        ("sub.example.io", "sub dot example dot IO"),
    ],
)
def test_addresses_are_shortened_to_the_host(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("example.co.uk/news", "example dot co dot UK slash news"),
        ("example.com/12-ab", "example dot com slash one two dash ab"),
    ],
)
def test_a_short_path_is_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Go to example.com. Or (example.org/x)?",
            "Go to example dot com. Or (example dot org slash x)?",
        ),
    ],
)
def test_punctuation_after_an_address_is_kept(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "write to jo.doe_1@mail.example.de",
            "write to jo dot doe underscore one at mail dot example dot DE",
        ),
    ],
)
def test_an_email_address_has_an_at(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("@NGRSenate and #ThrowBackThursday", "at NGR Senate and hashtag Throw Back Thursday"),
        ("@12", "at one two"),
    ],
)
def test_names_and_tags_are_split_into_words(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("report.pdf and Node.js", "report dot PDF and Node dot JS"),
    ],
)
def test_file_names_are_spoken_like_hosts(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the end.The start", "the end. The start"),
        ("e.g.this", "for example this"),
    ],
)
def test_text_that_is_not_a_host_is_kept(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("http://[::1]/", "a link"),
    ],
)
def test_an_unusual_address_is_spoken_as_a_link(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("#COP28 and #Euro2024", "hashtag COP twenty eight and hashtag Euro twenty twenty four"),
        ("apt #4B", "apt number four B"),
    ],
)
def test_the_number_of_a_tag_is_spoken_in_pairs(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("see doi:10.1038/s41586-020-2649-2.", "see a link."),
    ],
)
def test_a_doi_is_a_link(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("@NASA's #Artemis II", "at NASA's hashtag Artemis two"),
    ],
)
def test_possessives_of_names_are_kept(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
