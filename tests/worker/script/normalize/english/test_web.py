from collections.abc import Callable

import pytest

Said = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("see https://www.example.com/a/b/c?d=e#f now", "see example dot com now"),
        ("http://user@example.org:80/", "example dot org"),
        ("sub.example.io", "sub dot example dot IO"),
    ],
)
def test_addresses_are_shortened_to_the_host(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("example.co.uk/news", "example dot co dot UK slash news"),
        ("example.com/12-ab", "example dot com slash one two dash ab"),
    ],
)
def test_a_short_path_is_said(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Go to example.com. Or (example.org/x)?",
            "Go to example dot com. Or (example dot org slash x)?",
        ),
    ],
)
def test_marks_after_them_stay(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "write to jo.doe_1@mail.example.de",
            "write to jo dot doe underscore one at mail dot example dot DE",
        ),
    ],
)
def test_mail_has_an_at(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("@NGRSenate and #ThrowBackThursday", "at NGR Senate and hashtag Throw Back Thursday"),
        ("@12", "at one two"),
    ],
)
def test_names_and_tags_are_divided(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("report.pdf and Node.js", "report dot PDF and Node dot JS"),
    ],
)
def test_files_are_like_hosts(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the end.The start", "the end. The start"),
        ("e.g.this", "for example this"),
    ],
)
def test_what_is_no_host_is_left(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("http://[::1]/", "a link"),
    ],
)
def test_an_odd_link_is_called_one(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("#COP28 and #Euro2024", "hashtag COP twenty eight and hashtag Euro twenty twenty four"),
        ("apt #4B", "apt number four B"),
    ],
)
def test_the_number_of_a_tag_is_one(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("see doi:10.1038/s41586-020-2649-2.", "see a link."),
    ],
)
def test_a_doi_is_a_link(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("@NASA's #Artemis II", "at NASA's hashtag Artemis two"),
    ],
)
def test_what_they_own_follows(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken
