"""Turns an event of Ghost into a Change.

Bodies are {"event", "post" | "page": {"current", "previous"}}, and {"event"} for site.changed.
Older versions have no `event`. It decides little: several events tell of one save (post.published
and post.edited, post.unpublished and post.deleted), so the state in the body decides.
"""

from collections.abc import Callable, Mapping
from typing import Any

from audio_cache.excerpt import excerpt
from listen.publishing.change import Change, Compare, Ignore, Save, Withdraw
from listen.publishing.change_time import change_time, end_of_second, microseconds
from listen.publishing.ghost.post import PUBLISHED, article_fields, is_on_the_site
from listen.publishing.ghost.public_part import marked, public_part
from listen.publishing.hooks.event import read_event
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.source_id import source_id

SITE_CHANGED = "site.changed"


def ghost_change(message: SignedMessage, event: str | None = None, whole: bool = False) -> Change:
    """Return what the message changes.

    `event` names the event for versions that do not. `whole`: the text of posts that are sold is
    kept, for a site whose audio of them is protected.
    """
    fields = read_event(message.body)
    if isinstance(fields, Ignore):
        return fields
    post = fields.get("post", fields.get("page"))
    if isinstance(post, Mapping):
        current, previous = post.get("current"), post.get("previous")
        return _post_change(
            current if isinstance(current, Mapping) else {},
            previous if isinstance(previous, Mapping) else {},
            message,
            marked if whole else public_part,
        )
    name = fields.get("event", event)
    if name == SITE_CHANGED or not fields:
        return Compare()
    return Ignore(f"{excerpt(name)} is no event of a post or page.")


def _post_change(
    current: Mapping[str, Any],
    previous: Mapping[str, Any],
    message: SignedMessage,
    part: Callable[[str, str], str],
) -> Change:
    post_id = source_id((current or previous).get("id"))
    if post_id is None:
        return Ignore("The post has no id.")
    if not current:  # deleted; `previous` is the whole post
        if previous.get("status", PUBLISHED) != PUBLISHED:
            return Ignore("The deleted post was not published.")
        return Withdraw(post_id, _time_of_deletion(previous, message))
    time = _time(current, message)
    if is_on_the_site(current):
        return Save(post_id, article_fields(current, part), time)
    status = current.get("status")
    if PUBLISHED in (status, previous.get("status")):
        return Withdraw(post_id, time)
    return Ignore(f"The status of the post is {excerpt(status)}.")


def _time(post: Mapping[str, Any], message: SignedMessage) -> int:
    saved = microseconds(post.get("updated_at"))
    if saved is not None and not message.is_time_signed:
        return min(saved, message.sent)
    return change_time(saved, message.sent)


def _time_of_deletion(post: Mapping[str, Any], message: SignedMessage) -> int:
    """Return the time of sending, or the end of the second in which the post was saved last."""
    saved = microseconds(post.get("updated_at"))
    if saved is not None and not message.is_time_signed:
        return min(end_of_second(saved), message.sent)
    return message.sent
