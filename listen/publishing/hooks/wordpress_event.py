"""Turns a post of WordPress into a Change.

{"id", "status", "title", "url", "html", "modified_gmt", "password"}, and further fields of
PUT /v1/articles/SOURCE_ID: the state of a post when the message was sent. The events that any other
system sends (`generic_event.py`) are accepted too.
"""

from collections.abc import Mapping
from typing import Any

from audio_cache.excerpt import excerpt
from listen.publishing.change import Change, Ignore, Save, Withdraw
from listen.publishing.change_time import change_time, iso_8601, microseconds
from listen.publishing.hooks.event import read_event
from listen.publishing.hooks.generic_event import typed_change
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.source_id import source_id

_PUBLISHED = "publish"
_FIELDS = (
    *("html", "text", "title", "url", "author", "published_at", "updated_at", "image", "tags"),
    *("access", "language", "voice", "hold"),
)


def wordpress_change(
    message: SignedMessage, event: str | None = None, whole: bool = False
) -> Change:
    """Return what the message changes. The body says all; `event` and `whole` are for others."""
    fields = read_event(message.body)
    if isinstance(fields, Ignore):
        return fields
    return typed_change(fields, message) if "data" in fields else _post_change(fields, message)


def _post_change(post: Mapping[str, Any], message: SignedMessage) -> Change:
    post_id, status = source_id(post.get("id")), post.get("status")
    if post_id is None or not isinstance(status, str):
        return Ignore(
            "A post must have an 'id' and a 'status', "
            f"got {excerpt(post.get('id'))} and {excerpt(status)}."
        )
    saved = microseconds(post.get("modified_gmt"))
    time = change_time(saved, message.sent)
    if status != _PUBLISHED or post.get("password"):
        return Withdraw(post_id, time)
    fields = {name: post[name] for name in _FIELDS if name in post}
    if saved is not None:
        fields.setdefault("updated_at", iso_8601(saved))
    return Save(post_id, fields, time)
