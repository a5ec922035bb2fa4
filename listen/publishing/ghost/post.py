"""Turns a post or page, as Ghost's APIs and webhooks write it, into fields of an article."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from listen.publishing.change_time import iso_8601, microseconds
from listen.publishing.ghost.public_part import PUBLIC, public_part

PUBLISHED = "published"
"""The status of a post that has a page. Others are draft, scheduled and sent (by e-mail only)."""


def is_on_the_site(post: Mapping[str, Any]) -> bool:
    """Return whether the post has a page that is the article."""
    return post.get("status") == PUBLISHED and not post.get("email_only")


def article_fields(
    post: Mapping[str, Any], part: Callable[[str, str], str] = public_part
) -> dict[str, Any]:
    """Return the fields of PUT /v1/articles/SOURCE_ID.

    `part` returns the part of the HTML to keep, for the HTML and the visibility of the post. It
    ends the public part with PAYWALL unless the post is public.
    """
    visibility = _text(post.get("visibility")) or "unknown"
    url = _text(post.get("url"))
    fields = {
        "html": part(_text(post.get("html")) or "", visibility),
        "access": visibility if visibility in (PUBLIC, "members") else "paid",
        "title": _text(post.get("title")),
        # Ghost gives a post that its routes leave out the address of its error page.
        "url": None if url and url.endswith("/404/") else url,
        "author": ", ".join(_names(post.get("authors"))) or None,
        "published_at": _date(post.get("published_at")),
        "updated_at": _date(post.get("updated_at")),
        "image": _text(post.get("feature_image")),
        # A tag that begins with # is an internal one, which Ghost does not show.
        "tags": [name for name in _names(post.get("tags")) if not name.startswith("#")],
    }
    return {name: value for name, value in fields.items() if value is not None}


def _names(values: Any) -> Iterator[str]:
    for value in values if isinstance(values, list) else ():
        name = _text(value.get("name")) if isinstance(value, Mapping) else None
        if name:
            yield name


def _date(value: Any) -> str | None:
    """Return a date in UTC: the Content API writes those of webhooks in the site's time zone."""
    time = microseconds(value)
    return None if time is None else iso_8601(time)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
