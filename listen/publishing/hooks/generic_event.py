"""Turns an event of a system that Listen does not know into a Change.

{"type": "article.saved" | "article.withdrawn", "timestamp": ISO 8601, "data": {"id", FIELDS}}

FIELDS are those of PUT /v1/articles/SOURCE_ID. `timestamp` is when the article was saved; without
it, the time of sending counts.
"""

from collections.abc import Mapping
from typing import Any

from audio_cache.excerpt import excerpt
from listen.publishing.change import Change, Ignore, Save, Withdraw
from listen.publishing.change_time import change_time, microseconds
from listen.publishing.hooks.event import read_event
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.source_id import MAX_SOURCE_ID, source_id

SAVED, WITHDRAWN = "article.saved", "article.withdrawn"


def generic_change(message: SignedMessage, event: str | None = None, whole: bool = False) -> Change:
    """Return what the message changes. The body says all; `event` and `whole` are for others."""
    fields = read_event(message.body)
    return fields if isinstance(fields, Ignore) else typed_change(fields, message)


def typed_change(fields: Mapping[str, Any], message: SignedMessage) -> Change:
    """Return the change of an event with a type."""
    kind, data = fields.get("type"), fields.get("data")
    if kind not in (SAVED, WITHDRAWN):
        return Ignore(f"'type' must be {SAVED} or {WITHDRAWN}, got {excerpt(kind)}.")
    if not isinstance(data, Mapping):
        return Ignore(f"'data' must be an object, got {excerpt(data)}.")
    article = source_id(data.get("id"))
    if article is None:
        return Ignore(
            f"'data.id' must be a string of 1 to {MAX_SOURCE_ID} characters or a whole number, "
            f"got {excerpt(data.get('id'))}."
        )
    timestamp = fields.get("timestamp")
    saved = microseconds(timestamp)
    if timestamp is not None and saved is None:
        return Ignore(f"'timestamp' must be an ISO 8601 date and time, got {excerpt(timestamp)}.")
    time = change_time(saved, message.sent)
    if kind == WITHDRAWN:
        return Withdraw(article, time)
    return Save(article, {name: data[name] for name in data if name != "id"}, time)
