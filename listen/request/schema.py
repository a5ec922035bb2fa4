"""The schema of a speech request. It validates a mapping of fields and is independent of HTTP."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from audio_cache.excerpt import excerpt
from audio_cache.language import canonical_tag
from audio_cache.priorities import CLICK, PRIORITIES
from audio_cache.spec import LexiconEntry
from listen.errors import InvalidSpeed, TooLong, Unprocessable
from listen.fetch.page import Page
from listen.host import host_of
from listen.lexicon.entries import MAX_IN_REQUEST, LexiconError, parse_entries

MAX_TITLE = 500
"""Characters."""

MIN_SPEED, MAX_SPEED = 0.5, 2.0

_SOURCES = ("text", "html", "url")
CALLBACK_URL = "callback_url"
"""Name of the field. Articles do not have it: their site lists its callbacks."""

_OPTIONS = (
    *("source_url", "title", "language", "voice", "speed", "priority", "lexicon"),
    CALLBACK_URL,
)
MAX_CALLBACK_URL = 1000
"""Characters."""
_WEB = ("http://", "https://")


@dataclass(frozen=True)
class SpeechRequest:
    """A validated request. Exactly one of `text`, `html` and `url` is set."""

    max_chars: int
    """Maximum length of the article, in characters."""
    text: str | None = None
    html: str | None = None
    url: str | None = None
    """URL of a page that must be fetched."""
    source_url: str | None = None
    """URL of the page that the text or the HTML comes from. Its host selects the site profile."""
    title: str | None = None
    language: str | None = None
    """Canonical BCP 47 tag."""
    voice: str | None = None
    """An id, a name, an alias or AUTO."""
    speed: int = 100
    """Hundredths of the voice's normal pace."""
    priority: str = CLICK
    lexicon: tuple[LexiconEntry, ...] = ()
    callback_url: str | None = None
    """URL that is told how the audio ends."""
    is_verbatim: bool = False
    """True: the text is spoken as it is, without extraction of an article."""

    @property
    def size(self) -> int:
        """Characters of the input and of the lexicon."""
        entries = sum(len(entry.word) + len(entry.say) + len(entry.ipa) for entry in self.lexicon)
        return len(self.text or self.html or "") + entries

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "SpeechRequest":
        """Return the request whose fields `dataclasses.asdict` returned."""
        lexicon = tuple(LexiconEntry(**entry) for entry in fields["lexicon"])
        return cls(**{**fields, "lexicon": lexicon})


def parse_speech_request(fields: Mapping[str, Any], max_chars: int) -> SpeechRequest:
    """Validate the fields of a request.

    Numbers and the lexicon may also be strings, as in a query. Raises ApiError.
    """
    names = (*_SOURCES, *_OPTIONS)
    if unknown := sorted(fields.keys() - set(names)):
        raise Unprocessable(
            f"Unknown field {excerpt(unknown[0])}. The fields are: {', '.join(names)}."
        )
    sources = [name for name in _SOURCES if _string(fields, name) is not None]
    if len(sources) != 1:
        found = ", ".join(sources) or "none"
        raise Unprocessable(f"Exactly one of {', '.join(_SOURCES)} must be given, got {found}.")
    if sources == ["text"]:
        _check_length(fields["text"], max_chars)
    title = _string(fields, "title")
    if title is not None and len(title) > MAX_TITLE:
        raise Unprocessable(
            f"'title' must not be longer than {MAX_TITLE} characters, got {len(title)}."
        )
    priority = _string(fields, "priority") or CLICK
    if priority not in PRIORITIES:
        raise Unprocessable(
            f"'priority' must be one of: {', '.join(PRIORITIES)}; got {excerpt(priority)}."
        )
    return SpeechRequest(
        max_chars=max_chars,
        text=_string(fields, "text"),
        html=_string(fields, "html"),
        url=_string(fields, "url"),
        source_url=_url(fields, "source_url", "a page"),
        title=title,
        language=_language(fields),
        voice=_string(fields, "voice"),
        speed=parse_speed(fields.get("speed")),
        priority=priority,
        lexicon=_lexicon(fields.get("lexicon")),
        callback_url=_callback_url(fields),
    )


def with_page(request: SpeechRequest, page: Page) -> SpeechRequest:
    """Return the request with the body of the fetched page instead of its URL. Raises TooLong."""
    if page.kind == "html":
        return replace(request, url=None, source_url=page.url, html=page.body)
    _check_length(page.body, request.max_chars)
    return replace(request, url=None, source_url=page.url, text=page.body)


def parse_speed(value: Any, min_speed: float = MIN_SPEED, max_speed: float = MAX_SPEED) -> int:
    """Return the speed in hundredths, from a number or a string; None is 100.

    Raises InvalidSpeed.
    """
    if value is None:
        return 100
    try:
        if isinstance(value, bool):
            raise TypeError
        speed = float(value)
    except (TypeError, ValueError, OverflowError):
        raise InvalidSpeed(f"'speed' must be a number, got {excerpt(value)}.") from None
    if not (math.isfinite(speed) and min_speed <= speed <= max_speed):
        raise InvalidSpeed(
            f"'speed' must be between {min_speed} and {max_speed}, got {excerpt(value)}."
        )
    return round(speed * 100)


def _language(fields: Mapping[str, Any]) -> str | None:
    language = _string(fields, "language")
    try:
        return None if language is None else canonical_tag(language)
    except ValueError:
        raise Unprocessable(
            f"'language' must be a BCP 47 tag such as en or en-GB, got {excerpt(language)}."
        ) from None


def _url(fields: Mapping[str, Any], name: str, what: str) -> str | None:
    url = _string(fields, name)
    if url is not None and not (url.lower().startswith(_WEB) and host_of(url)):
        raise Unprocessable(
            f"{name!r} must be the http or https URL of {what}, got {excerpt(url)}."
        )
    return url


def _callback_url(fields: Mapping[str, Any]) -> str | None:
    url = _url(fields, CALLBACK_URL, "a receiver")
    if url is not None and len(url) > MAX_CALLBACK_URL:
        raise Unprocessable(
            f"{CALLBACK_URL!r} must not be longer than {MAX_CALLBACK_URL} characters, "
            f"got {len(url)}."
        )
    return url


def _check_length(text: str, max_chars: int) -> None:
    if len(text) > max_chars:
        raise TooLong(f"The text must not be longer than {max_chars} characters, got {len(text)}.")


def _lexicon(value: Any) -> tuple[LexiconEntry, ...]:
    if value is None:
        return ()
    try:
        return parse_entries(value, MAX_IN_REQUEST)
    except LexiconError as error:
        raise Unprocessable(f"'lexicon' is invalid: {error}.") from None


def _string(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise Unprocessable(f"{name!r} must be a string, got {excerpt(value)}.")
    return value
