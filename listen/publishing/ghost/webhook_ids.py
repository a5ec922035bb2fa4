"""Remembers the ids of the webhooks that were made in Ghost, which Ghost does not list."""

import json
from collections.abc import Mapping
from pathlib import Path

from audio_cache.atomic_file import atomic_file


class WebhookIds:
    """The ids of a site's webhooks by event, in a file of the data directory."""

    def __init__(self, data_dir: Path, site: str) -> None:
        self._path = data_dir / "ghost" / f"{site}.json"

    def read(self) -> dict[str, str]:
        """Return the ids; none if the file is missing or damaged."""
        try:
            ids = json.loads(self._path.read_bytes())
            return {str(event): str(webhook_id) for event, webhook_id in ids.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def write(self, ids: Mapping[str, str]) -> None:
        """Replace the ids. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_file(self._path) as file:
            file.write(json.dumps(dict(ids), indent=1).encode())
