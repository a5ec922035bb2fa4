"""Lists the articles of a Ghost site, as every visitor sees them, by Ghost's Content API."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from audio_cache.excerpt import excerpt
from listen.publishing.change import Save
from listen.publishing.change_time import end_of_second, microseconds
from listen.publishing.ghost.errors import GhostError
from listen.publishing.ghost.post import article_fields
from listen.publishing.ghost.public_part import PUBLIC
from listen.publishing.public_part import PAYWALL
from listen.publishing.source_id import source_id

_PAGE_SIZE = 100
"""Posts in one answer; Ghost gives no more."""
_RESOURCES = ("posts", "pages")


def read_articles(url: str, key: str, fetch: Callable[[str], bytes]) -> Iterator[Save]:
    """Yield all published posts and pages of a site, in the order of their ids.

    `url` is that of the site, `key` a Content API key. `fetch` returns the body at a URL, and its
    errors pass through. Raises GhostError for an answer that is not Ghost's, and if articles were
    removed while the list was read: an article may be missing then, although it is public.
    """
    for resource in _RESOURCES:
        for post in _read_all(f"{url.rstrip('/')}/ghost/api/content/{resource}/", key, fetch):
            post_id = source_id(post.get("id"))
            if post_id is not None and not post.get("email_only"):
                yield Save(post_id, article_fields(post, _as_cut), _time(post))


def _as_cut(html: str, visibility: str) -> str:
    """Return the HTML as Ghost cut it, with the mark that it does not put there."""
    return html if visibility == PUBLIC else html + PAYWALL


def _time(post: Mapping[str, Any]) -> int:
    """Return the end of the second of saving: a message of that second is not newer than the list.

    Actions on several posts at once change the access of a post, but not `updated_at`.
    """
    saved = microseconds(post.get("updated_at"))
    return 0 if saved is None else end_of_second(saved)


def _read_all(url: str, key: str, fetch: Callable[[str], bytes]) -> Iterator[Mapping[str, Any]]:
    resource = url.rstrip("/").rpartition("/")[2]
    page, last_id, total, total_before = 1, "", 0, 0
    while page:
        query = {
            "key": key,
            "formats": "html",
            "include": "authors,tags",
            "order": "id asc",  # unlike dates, ids do not change while the list is read
            "limit": _PAGE_SIZE,
            "page": page,
        }
        posts, total, following = _parse(fetch(f"{url}?{urlencode(query)}"), resource)
        if total < total_before:
            raise GhostError(f"{resource} were removed while the list was read.")
        for post in posts:
            if str(post.get("id")) > last_id:
                last_id = str(post.get("id"))
                yield post
        total_before = total
        page = following if following > page else 0


def _parse(body: bytes, resource: str) -> tuple[list[dict[str, Any]], int, int]:
    """Return the posts of one answer, the number of all posts, and the next page, 0 after the last.

    Raises GhostError.
    """
    try:
        fields = json.loads(body)
        posts = [post for post in fields[resource] if isinstance(post, dict)]
        pagination = fields["meta"]["pagination"]
        return posts, int(pagination["total"]), int(pagination["next"] or 0)
    except (ValueError, RecursionError, LookupError, TypeError):
        raise GhostError(
            f"The answer is not a list of {resource} of Ghost's Content API: {excerpt(body[:200])}."
        ) from None
