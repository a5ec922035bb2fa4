"""The composition root of the web."""

import os

from flask import Flask
from redis import BlockingConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from audio_cache.file_store import FileStore
from audio_cache.queue import JobQueue
from audio_cache.roster import Roster
from audio_cache.state import States
from audio_cache.store import Store
from listen.api import api
from listen.audio.delivery import delivery
from listen.audio.live import LiveHub
from listen.config import WebConfig
from listen.fetch.fetcher import Fetcher
from listen.guard import guard
from listen.key_converter import KeyConverter
from listen.openai.api import openai_api
from listen.ops import ops
from listen.pages.oembed import oembed
from listen.pages.pages import pages
from listen.pages.player import player
from listen.problems import handle_errors
from listen.queue import AudioQueue
from listen.readiness import Readiness
from listen.reading.lanes import Lanes
from listen.reading.reading import Reading
from listen.services import EXTENSION, Services
from listen.sites.sites import fetched_hosts
from listen.sites.style import Styles
from listen.voices.catalog import Catalog

_REDIS_TIMEOUT = 2.0
"""Seconds: a reader of finished audio should not wait for a Redis that is away."""

_REDIS_CONNECTIONS = 100
"""Each live audio holds one; of a thousand requests at once the others wait their turn."""

_REDIS_TURN = 10.0
"""Seconds to wait for it."""


def create_app(
    config: WebConfig | None = None,
    store: Store | None = None,
    redis: Redis | None = None,
    fetcher: Fetcher | None = None,
    lanes: Lanes | None = None,
) -> Flask:
    """The Flask application, from the environment where nothing is given."""
    config = config or WebConfig.load(os.environ)
    # Connections of its own: a live audio keeps one for as long as it is made.
    live_redis = redis or connect(config.live_redis_url or config.needed_redis_url())
    redis = redis or connect(config.needed_redis_url())
    roster = Roster(redis)
    catalog = Catalog(roster, config.data_dir / "catalog.json", config.casting())
    queue = AudioQueue(JobQueue(redis), States(redis), catalog.successors)
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions[EXTENSION] = Services(
        config=config,
        store=store or FileStore(config.data_dir / "audio"),
        queue=queue,
        catalog=catalog,
        live=LiveHub(live_redis, queue.state),
        fetcher=fetcher or Fetcher(fetched_hosts(config.fetch, config.sites)),
        reading=Reading(Styles(config.style, config.sites), lanes or Lanes()),
        readiness=Readiness(redis, roster),
    )
    guard(app, config)
    handle_errors(app)
    app.url_map.converters["key"] = KeyConverter
    for blueprint in (api, openai_api, delivery, player, pages, oembed, ops):
        app.register_blueprint(blueprint)
    return app


def connect(url: str) -> Redis:
    """A client that says at once when Redis is away."""
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=_REDIS_CONNECTIONS,
        timeout=_REDIS_TURN,
        socket_connect_timeout=_REDIS_TIMEOUT,
        socket_timeout=_REDIS_TIMEOUT,
        retry=Retry(NoBackoff(), 1),
    )
    return Redis.from_pool(pool)
