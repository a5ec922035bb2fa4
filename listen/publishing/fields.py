"""The fields with which an article is saved: what is spoken, and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from audio_cache.excerpt import excerpt
from audio_cache.priorities import PUBLISH
from listen.errors import Unprocessable
from listen.host import host_of
from listen.publishing.source_id import UNSAFE
from listen.publishing.states import ACCESS, PUBLIC
from listen.request.schema import CALLBACK_URL, SpeechRequest, parse_speech_request

MAX_TAGS, MAX_TAG = 100, 200
_MAX_URL = 2000
_MAX_TEXT = 500
"""Characters."""

_OWN = ("url", "author", "image", "published_at", "updated_at", "tags", "access", "hold")
"""Fields that POST /v1/audio lacks, or that mean something else there."""


@dataclass(frozen=True)
class ArticleFields:
    """A validated article."""

    speech: SpeechRequest
    """The request for what is spoken. It has only a URL if the article's page must be fetched."""
    url: str | None = None
    author: str | None = None
    image: str | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    tags: list[str] = field(default_factory=list)
    access: str = PUBLIC
    hold: bool | None = None
    """None: as the site says."""


def parse_article_fields(fields: Mapping[str, Any], max_chars: int) -> ArticleFields:
    """Validate the fields of an article. Raises ApiError."""
    url = _url(fields, "url")
    speech = {name: value for name, value in fields.items() if name not in _OWN}
    speech.setdefault("priority", PUBLISH)
    if speech.get("text") is None and speech.get("html") is None:
        if url is None:
            raise Unprocessable("One of text, html and url must be given.")
        speech["url"] = url
    elif url is not None:
        speech["source_url"] = url
    if fields.get(CALLBACK_URL) is not None:
        raise Unprocessable(
            f"{CALLBACK_URL!r} is for POST /v1/audio only. The `callbacks` of the site are told of "
            "its articles."
        )
    access = fields.get("access") or PUBLIC
    if access not in ACCESS:
        raise Unprocessable(f"'access' must be one of: {', '.join(ACCESS)}; got {excerpt(access)}.")
    hold = fields.get("hold")
    if hold is not None and not isinstance(hold, bool):
        raise Unprocessable(f"'hold' must be true or false, got {excerpt(hold)}.")
    return ArticleFields(
        speech=parse_speech_request(speech, max_chars),
        url=url,
        author=_text(fields, "author"),
        image=_url(fields, "image"),
        published_at=_time(fields, "published_at"),
        updated_at=_time(fields, "updated_at"),
        tags=_tags(fields.get("tags")),
        access=access,
        hold=hold,
    )


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > _MAX_TEXT or UNSAFE.search(value):
        raise Unprocessable(
            f"{name!r} must be a string of at most {_MAX_TEXT} characters without control "
            f"characters, got {excerpt(value)}."
        )
    return value


def _url(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    is_url = isinstance(value, str) and len(value) <= _MAX_URL and not UNSAFE.search(value)
    if not is_url or not _has_host(value):
        raise Unprocessable(
            f"{name!r} must be an http or https URL of at most {_MAX_URL} characters, "
            f"got {excerpt(value)}."
        )
    return str(value)


def _has_host(url: str) -> bool:
    try:
        return urlsplit(url).scheme.lower() in ("http", "https") and host_of(url) is not None
    except ValueError:
        return False


def _time(fields: Mapping[str, Any], name: str) -> datetime | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    try:
        time = datetime.fromisoformat(value)
        # A time without a zone is in UTC: CMSs store GMT.
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise Unprocessable(
            f"{name!r} must be a time such as 2026-11-28T12:30:00Z (ISO 8601), "
            f"got {excerpt(value)}."
        ) from None


def _tags(value: Any) -> list[str]:
    if value is None:
        return []
    is_list = isinstance(value, list) and all(isinstance(tag, str) for tag in value)
    if not is_list or len(value) > MAX_TAGS:
        raise Unprocessable(
            f"'tags' must be a list of at most {MAX_TAGS} strings, got {excerpt(value)}."
        )
    tags = [tag.strip() for tag in value if tag.strip()]
    for tag in tags:
        if len(tag) > MAX_TAG or UNSAFE.search(tag):
            raise Unprocessable(
                f"A tag must have at most {MAX_TAG} characters and no control characters, "
                f"got {excerpt(tag)}."
            )
    return list(dict.fromkeys(tags))
