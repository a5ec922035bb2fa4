from dataclasses import asdict
from typing import Any

import pytest

from audio_cache.spec import LexiconEntry
from listen.errors import ApiError, InvalidSpeed, TooLong, Unprocessable
from listen.fetch.page import Page
from listen.request.schema import SpeechRequest, parse_speech_request, parse_speed, with_page


def parse(**fields: Any) -> SpeechRequest:
    return parse_speech_request(fields, max_chars=100)


def test_only_a_source_is_required() -> None:
    assert parse(text="Some words.") == SpeechRequest(max_chars=100, text="Some words.")


def test_values_may_be_strings_as_in_a_query() -> None:
    request = parse(text="A", speed="1.25", lexicon='{"Kyiv": "Keev"}', language="EN-gb")
    assert (request.speed, request.language) == (125, "en-GB")
    assert request.lexicon == (LexiconEntry("Kyiv", "Keev", case=True),)


def test_it_survives_a_round_trip_through_a_dictionary() -> None:
    request = parse(html="<p>A", title="B", lexicon={"Kyiv": "Keev"})
    assert SpeechRequest.from_dict(asdict(request)) == request


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        ({}, Unprocessable, "Exactly one of text, html, url must be given, got none."),
        ({"text": "A", "url": "B"}, Unprocessable, "got text, url"),
        ({"text": "A", "txt": "B"}, Unprocessable, "Unknown field 'txt'"),
        ({"text": 3}, Unprocessable, "'text' must be a string, got 3"),
        ({"text": "A" * 101}, TooLong, "longer than 100 characters, got 101"),
        ({"text": "A", "title": "B" * 501}, Unprocessable, "longer than 500 characters, got 501"),
        ({"text": "A", "priority": "now"}, Unprocessable, "one of: click, .* got 'now'"),
        ({"text": "A", "language": "english!"}, Unprocessable, "BCP 47 .* got 'english!'"),
        ({"text": "A", "source_url": "ftp://a.org/"}, Unprocessable, "got 'ftp://a.org/'"),
        ({"text": "A", "lexicon": [3]}, Unprocessable, "'lexicon' is invalid: .* got 3"),
        ({"text": "A", "speed": 3}, InvalidSpeed, "between 0.5 and 2.0, got 3"),
        ({"text": "A", "speed": "fast"}, InvalidSpeed, "must be a number, got 'fast'"),
        ({"text": "A", "speed": True}, InvalidSpeed, "must be a number, got True"),
    ],
)
def test_an_error_names_the_field_the_rule_and_the_value(
    fields: dict[str, Any], error: type[ApiError], message: str
) -> None:
    with pytest.raises(error, match=message) as raised:
        parse(**fields)
    assert type(raised.value) is error


@pytest.mark.parametrize(("value", "speed"), [(None, 100), (1, 100), ("0.5", 50), (1.999, 200)])
def test_a_speed_is_in_hundredths(value: Any, speed: int) -> None:
    assert parse_speed(value) == speed


@pytest.mark.parametrize("speed", ["nan", "inf", 10**400, 0.4999, 2.01, [1]])
def test_a_speed_out_of_range_is_refused(speed: Any) -> None:
    with pytest.raises(InvalidSpeed):
        parse_speed(speed)


def test_a_fetched_page_replaces_the_url() -> None:
    request = parse(url="https://example.org/a")
    page = with_page(request, Page("https://example.org/b", "html", "<p>A"))
    assert (page.url, page.source_url, page.html) == (None, "https://example.org/b", "<p>A")
    text = with_page(request, Page("https://example.org/b", "text", "A"))
    assert (text.text, text.html) == ("A", None)
    with pytest.raises(TooLong):
        with_page(request, Page("https://example.org/b", "text", "A" * 101))
