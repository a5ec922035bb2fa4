"""What the views work with, built once by the composition root."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from audio_cache.store import Store
from listen.catalog import Catalog
from listen.config import WebConfig
from listen.fetch.fetcher import Fetcher
from listen.live import LiveHub
from listen.queue import AudioQueue
from listen.readiness import Readiness
from listen.reading import Reading

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
