"""The composition root of the web process."""

import os

from flask import Flask
from redis import BlockingConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from audio_cache.queue import JobQueue
from audio_cache.registry import WorkerRegistry
from audio_cache.state import States
from audio_cache.stores import Store, open_store
from listen.config import WebConfig
from listen.extraction.extractor import Extractor
from listen.extraction.scheduler import ExtractionScheduler
from listen.fetch.pool import FetchPool, PageFetcher
from listen.keys.audio_signer import AudioSigner
from listen.keys.key_ring import KeyRing
from listen.keys.key_store import KeyStore
from listen.library.documents import Documents
from listen.library.library import Library
from listen.library.live import LiveRelays
from listen.library.readiness import Readiness
from listen.publishing.context import PublishingContext
from listen.sites.sites import Sites
from listen.sites.store import SiteStore
from listen.voices.catalog import Catalog
from listen.web.access import Access
from listen.web.articles import articles
from listen.web.audio import KeyConverter, audio
from listen.web.base_url import BaseUrlMiddleware
from listen.web.delivery import delivery
from listen.web.docs import docs
from listen.web.health import health
from listen.web.hosts import OwnHosts, check_hosts
from listen.web.oembed import oembed
from listen.web.open_database import open_database
from listen.web.openai.api import openai_api
from listen.web.origins import check_origins
from listen.web.pages import pages
from listen.web.player import player
from listen.web.preview import preview
from listen.web.problems import handle_errors
from listen.web.security_headers import add_security_headers
from listen.web.services import EXTENSION, Services
from listen.web.voices import voices

BLUEPRINTS = (
    *(audio, preview, voices, openai_api, articles),
    *(delivery, player, pages, oembed, docs, health),
)

_REDIS_TIMEOUT = 2.0
"""Seconds. A reader of finished audio must not wait for an unreachable Redis."""

_REDIS_CONNECTIONS = 100
"""Each live audio holds one. Further requests wait for a free one."""

_REDIS_POOL_TIMEOUT = 10.0
"""Seconds that a request waits for a free connection."""


def create_app(
    config: WebConfig | None = None,
    store: Store | None = None,
    redis: Redis | None = None,
    fetcher: PageFetcher | None = None,
    scheduler: ExtractionScheduler | None = None,
) -> Flask:
    """Create the Flask application. Arguments that are None are built from the environment."""
    config = config or WebConfig.load(os.environ)
    # A pool of its own: a live audio holds a connection until it is finished.
    live_redis = redis or connect(config.live_redis_url or config.required_redis_url())
    redis = redis or connect(config.required_redis_url())
    registry, states = WorkerRegistry(redis), States(redis)
    catalog = Catalog(registry, config.data_dir / "catalog.json", config.voice_preferences())
    store = store or open_store(config.store_url)
    database = open_database(config.database)
    sites = Sites(config.sites, config.default_profile, config.fetch, SiteStore(database))
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    library = Library(store, states, JobQueue(redis), catalog)
    extractor = Extractor(sites, scheduler or ExtractionScheduler())
    fetcher = fetcher or FetchPool(sites.fetched_hosts)
    app.extensions[EXTENSION] = Services(
        config=config,
        sites=sites,
        access=Access(config, KeyRing(KeyStore(database)), sites),
        library=library,
        documents=Documents(store, config.store_url),
        catalog=catalog,
        live=LiveRelays(live_redis, states.get),
        fetcher=fetcher,
        extractor=extractor,
        readiness=Readiness(
            redis,
            registry,
            store,
            # Not `live_redis`: live audio may hold all its connections.
            connect(config.live_redis_url) if config.live_redis_url else None,
        ),
        publishing=PublishingContext(
            database, sites, library, extractor, fetcher, catalog, config.max_chars
        ),
        signer=AudioSigner(database),
    )
    check_hosts(app)
    check_origins(app, config, sites)
    add_security_headers(app)
    handle_errors(app)
    app.url_map.converters["key"] = KeyConverter
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    middleware = BaseUrlMiddleware(app, config.public_url, OwnHosts(config).include)
    app.wsgi_app = middleware  # type: ignore[method-assign]
    return app


def connect(url: str) -> Redis:
    """Create a client that fails fast when Redis is unreachable."""
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=_REDIS_CONNECTIONS,
        timeout=_REDIS_POOL_TIMEOUT,
        socket_connect_timeout=_REDIS_TIMEOUT,
        socket_timeout=_REDIS_TIMEOUT,
        retry=Retry(NoBackoff(), 1),
    )
    return Redis.from_pool(pool)
