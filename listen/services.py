"""What the views work with, built once by the composition root."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from audio_cache.store import Store
from listen.audio.live import LiveHub
from listen.config import WebConfig
from listen.fetch.fetcher import Fetcher
from listen.queue import AudioQueue
from listen.readiness import Readiness
from listen.reading.reading import Reading
from listen.voices.catalog import Catalog

EXTENSION = "listen"


@dataclass(frozen=True)
class Services:
    config: WebConfig
    store: Store
    queue: AudioQueue
    catalog: Catalog
    live: LiveHub
    fetcher: Fetcher
    reading: Reading
    readiness: Readiness


def services() -> Services:
    """Of the application that answers the current request."""
    return cast(Services, current_app.extensions[EXTENSION])
