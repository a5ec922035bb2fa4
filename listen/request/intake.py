"""Reads a request for audio: JSON, or the article itself with its options in the query."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Request

from audio_cache.queue import CLICK, PRIORITIES
from audio_cache.spec import Entry
from listen.article.charset import decode
from listen.errors import InvalidSpeed, TooLong, Unprocessable, UnsupportedMediaType
from listen.fetch.page import HTML_BYTES, Page
from listen.host import host_of
from listen.lexicon.entries import MOST_IN_REQUEST, LexiconError, read_entries
from listen.request.body import (
    JSON_BYTES_PER_CHARACTER,
    TEXT_BYTES_PER_CHARACTER,
    read_body,
    read_json,
)
from listen.request.language_tag import canonical

MAX_TITLE = 500
"""Characters."""

_SOURCES = ("text", "html", "url")
_WEB = ("http://", "https://")
_RAW = {"text/plain": "text", "text/html": "html"}
_OPTIONS = ("source_url", "title", "language", "voice", "speed", "priority", "lexicon")


@dataclass(frozen=True)
class SpeechRequest:
    """With exactly one of `text`, `html` and `url`."""

    text: str | None
    html: str | None
    source_url: str | None
    """Where the text or the HTML is from."""
    title: str | None
    language: str | None
    voice: str | None
    speed: int
    """Hundredths."""
    priority: str
    longest: int
    """Characters of an article that are read."""
    lexicon: tuple[Entry, ...] = ()
    url: str | None = None
    """Of a page that has to be fetched before it is read."""
    is_verbatim: bool = False
    """The text is what is to be spoken, and no title is given."""

    @property
    def size(self) -> int:
        """Characters of the input."""
        entries = sum(len(entry.word) + len(entry.say) + len(entry.ipa) for entry in self.lexicon)
        return len(self.text or self.html or "") + entries

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "SpeechRequest":
        return cls(**{**fields, "lexicon": tuple(Entry(**entry) for entry in fields["lexicon"])})


def read_request(request: Request, max_chars: int) -> SpeechRequest:
    """Raises ApiError for whatever cannot be read. A body over its cap is not read whole."""
    if request.mimetype == "application/json":
        fields = read_json(request, max(max_chars * JSON_BYTES_PER_CHARACTER, HTML_BYTES))
    elif request.mimetype in _RAW:
        source, longest = _RAW[request.mimetype], max_chars * TEXT_BYTES_PER_CHARACTER
        body = read_body(request, longest if source == "text" else HTML_BYTES)
        charset = request.mimetype_params.get("charset", "")
        fields = {**request.args, source: decode(body, charset, is_page=source == "html")}
    else:
        raise UnsupportedMediaType("Send application/json, text/plain or text/html.")
    return _check(fields, max_chars)


def with_page(asked: SpeechRequest, page: Page) -> SpeechRequest:
    """The request with what its URL has. Raises TooLong."""
    if page.kind == "html":
        return replace(asked, url=None, source_url=page.url, html=page.body)
    _check_length(page.body, asked.longest)
    return replace(asked, url=None, source_url=page.url, text=page.body)


def _check(fields: Mapping[str, Any], max_chars: int) -> SpeechRequest:
    unknown = sorted(fields.keys() - {*_SOURCES, *_OPTIONS})
    if unknown:
        raise Unprocessable(
            f"Unknown field {unknown[0][:40]!r}; there are: {', '.join((*_SOURCES, *_OPTIONS))}."
        )
    given = [name for name in _SOURCES if _string(fields, name) is not None]
    if len(given) != 1:
        raise Unprocessable(f"Give exactly one of the fields {', '.join(_SOURCES)}.")
    if given == ["text"]:
        _check_length(fields["text"], max_chars)
    title = _string(fields, "title")
    if title is not None and len(title) > MAX_TITLE:
        raise Unprocessable(f"The field 'title' has more than {MAX_TITLE} characters.")
    priority = _string(fields, "priority") or CLICK
    if priority not in PRIORITIES:
        raise Unprocessable(f"The field 'priority' is one of: {', '.join(PRIORITIES)}.")
    return SpeechRequest(
        text=_string(fields, "text"),
        html=_string(fields, "html"),
        source_url=_source_url(fields),
        title=title,
        language=_language(fields),
        voice=_string(fields, "voice"),
        speed=read_speed(fields.get("speed")),
        priority=priority,
        longest=max_chars,
        lexicon=_lexicon(fields.get("lexicon")),
        url=_string(fields, "url"),
    )


def _language(fields: Mapping[str, Any]) -> str | None:
    language = _string(fields, "language")
    try:
        return None if language is None else canonical(language)
    except ValueError:
        raise Unprocessable(
            "The field 'language' is not a BCP 47 tag such as en or en-GB."
        ) from None


def _source_url(fields: Mapping[str, Any]) -> str | None:
    url = _string(fields, "source_url")
    if url is not None and not (url.lower().startswith(_WEB) and host_of(url)):
        raise Unprocessable("The field 'source_url' is not the http or https URL of a page.")
    return url


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        raise TooLong(f"The text has {len(text)} characters; at most {longest} are read.")


def _lexicon(given: Any) -> tuple[Entry, ...]:
    if given is None:
        return ()
    try:
        return read_entries(given, MOST_IN_REQUEST)
    except LexiconError as error:
        raise Unprocessable(f"The field 'lexicon' cannot be read: {error}.") from None


def _string(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise Unprocessable(f"The field {name!r} is not a string.")
    return value


def read_speed(value: Any) -> int:
    """Hundredths. A number, or its text from a query. Raises InvalidSpeed."""
    if value is None:
        return 100
    try:
        if isinstance(value, bool):
            raise TypeError
        speed = float(value)
    except (TypeError, ValueError, OverflowError):
        raise InvalidSpeed("The field 'speed' is not a number.") from None
    if not (math.isfinite(speed) and 0.5 <= speed <= 2.0):
        raise InvalidSpeed("The field 'speed' is from 0.5 to 2.0.")
    return round(speed * 100)
