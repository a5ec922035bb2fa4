"""Builds what the web process and the publish process share, from the settings."""

from collections.abc import Callable
from dataclasses import dataclass

from redis import BlockingConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from audio_cache import redis_connection
from audio_cache.queue import JobQueue
from audio_cache.registry import WorkerRegistry
from audio_cache.state import States
from audio_cache.stores import Store, open_store
from audio_cache.tracing import NO_TRACER, Tracer
from listen.config import WebConfig
from listen.database.database import Database
from listen.extraction.extractor import Extractor
from listen.extraction.scheduler import ExtractionScheduler
from listen.fetch.allowed import Allowed
from listen.fetch.pool import FetchPool, PageFetcher
from listen.library.library import Library
from listen.limits.queue_depth import QueueDepth
from listen.metrics import figures
from listen.publishing.context import PublishingContext
from listen.sites.edited_lexicons import EditedLexicons
from listen.sites.lexicon_edits import LexiconEdits
from listen.sites.sites import Sites
from listen.sites.store import SiteStore
from listen.voices.catalog import Catalog

_REDIS_TIMEOUT = 2.0
"""Seconds. A reader of finished audio must not wait for an unreachable Redis."""

_REDIS_CONNECTIONS = 100
"""Each live audio holds one. Further requests wait for a free one."""

_REDIS_POOL_TIMEOUT = 10.0
"""Seconds that a request waits for a free connection."""


@dataclass(frozen=True)
class Core:
    """The objects that find, make and publish audio."""

    redis: Redis
    registry: WorkerRegistry
    states: States
    store: Store
    catalog: Catalog
    depth: QueueDepth
    publishing: PublishingContext
    """Holds the database, the sites, the library, the extractor and the fetcher."""


def compose(
    config: WebConfig,
    database: Database,
    store: Store | None = None,
    redis: Redis | None = None,
    fetcher: PageFetcher | None = None,
    scheduler: ExtractionScheduler | None = None,
    fetch_wait: float = 0.0,
    max_queued: int = 0,
    count: Callable[[str], object] = figures.ignore,
    tracer: Tracer = NO_TRACER,
) -> Core:
    """Build the core. Arguments that are None are built from the settings.

    `fetch_wait` is in seconds that a request to another server waits for a process. `max_queued` is
    in jobs, beyond which new audio is refused; 0: it is always accepted. `count` and `tracer`
    observe the library.
    """
    redis = redis or connect(config.required_redis_url())
    registry, states = WorkerRegistry(redis), States(redis)
    catalog = Catalog(registry, config.data_dir / "catalog.json", config.voice_preferences())
    store = store or open_store(config.store)
    sites = Sites(
        config.sites,
        config.default_profile,
        config.fetch,
        SiteStore(database),
        EditedLexicons(LexiconEdits(database)),
    )
    pool = FetchPool(
        lambda: Allowed(sites.fetched_hosts(), sites.private_hosts()), queue_timeout=fetch_wait
    )
    depth = QueueDepth(redis, max_queued)
    publishing = PublishingContext(
        database=database,
        sites=sites,
        library=Library(store, states, JobQueue(redis), catalog, depth, count, tracer),
        extractor=Extractor(sites, scheduler or ExtractionScheduler()),
        fetcher=fetcher or pool,
        client=pool,
        catalog=catalog,
        max_chars=config.max_chars,
        public_url=config.public_url,
    )
    return Core(redis, registry, states, store, catalog, depth, publishing)


def connect(url: str) -> Redis:
    """Create a client that fails fast when Redis is unreachable."""
    return redis_connection.connect(
        url,
        BlockingConnectionPool,
        max_connections=_REDIS_CONNECTIONS,
        timeout=_REDIS_POOL_TIMEOUT,
        socket_connect_timeout=_REDIS_TIMEOUT,
        socket_timeout=_REDIS_TIMEOUT,
        retry=Retry(NoBackoff(), 1),
    )
