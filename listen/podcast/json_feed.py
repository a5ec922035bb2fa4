"""A feed in JSON Feed 1.1, with the audio as an attachment (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from listen.podcast.channel import Channel
from listen.podcast.episode import Episode

MEDIA_TYPE = "application/feed+json"


def json_feed(channel: Channel, episodes: Iterable[Episode]) -> bytes:
    """Return the document. Equal values give equal bytes."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.link,
        "feed_url": channel.address.url(),
        "description": channel.description,
        "next_url": channel.linked_pages().get("next"),
        "icon": channel.image,
        "authors": [{"name": channel.author, "url": channel.link}],
        "language": channel.language,
        "items": [_item(episode) for episode in episodes],
    }
    return json.dumps(_without_none(feed), ensure_ascii=False, indent=1).encode() + b"\n"


def _item(episode: Episode) -> dict[str, Any]:
    item = {
        "id": episode.guid,
        "url": episode.link,
        "title": episode.title,
        "content_text": episode.excerpt,
        "image": episode.image,
        "date_published": _date(episode.published),
        "date_modified": _date(episode.modified),
        "authors": [{"name": episode.author}] if episode.author else None,
        "tags": list(episode.tags) or None,
        "language": episode.language,
        "attachments": [
            {
                "url": episode.url,
                "mime_type": "audio/mpeg",
                "title": episode.title,
                "size_in_bytes": episode.size,
                "duration_in_seconds": round(episode.duration, 3),
            }
        ],
    }
    return _without_none(item)


def _without_none(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _date(time: datetime) -> str:
    """Return the time as RFC 3339 has it, to the second."""
    return time.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
