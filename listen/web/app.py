"""The composition root of the web process."""

import os

from flask import Flask
from redis import Redis

from audio_cache.stores import Store, open_store
from audio_cache.tracing import open_tracer
from listen.compose import compose, connect
from listen.config import WebConfig
from listen.extraction.scheduler import ExtractionScheduler
from listen.fetch.pool import PageFetcher
from listen.keys.address_digests import AddressDigests
from listen.keys.audio_signer import AudioSigner
from listen.keys.key_ring import KeyRing
from listen.keys.key_store import KeyStore
from listen.keys.server_secret import ServerSecret
from listen.library.documents import Documents
from listen.library.drain import Drain
from listen.library.live import LiveRelays
from listen.library.readiness import Readiness
from listen.limits.budget import HOUR, Budget
from listen.limits.key_budget import KeyBudget
from listen.limits.requests import RequestLimit
from listen.limits.streams import StreamLimit
from listen.metrics.figures import Figures
from listen.metrics.files import FigureFiles
from listen.plays.article_of_audio import ArticlesByAudio
from listen.plays.download_memory import DownloadMemory
from listen.plays.downloads import Downloads
from listen.plays.metrics import PlayTotals
from listen.plays.plays import Plays
from listen.plays.tally import Tally
from listen.plays.tokens import PlayTokens
from listen.podcast.feeds import Feeds
from listen.provenance.signatures import Signatures
from listen.publishing.budgets import Budgets
from listen.publishing.hooks.replays import ReplayMemory
from listen.publishing.page_audio import PageAudio
from listen.publishing.page_memory import PageMemory
from listen.publishing.tasks import TaskQueue
from listen.sites.lexicon_edits import LexiconEdits
from listen.sites.store import SiteStore
from listen.web.access import Access
from listen.web.article_batch import article_batch
from listen.web.article_token import article_token
from listen.web.articles import articles
from listen.web.audio import KeyConverter, audio
from listen.web.base_url import BaseUrlMiddleware
from listen.web.cache_tags import add_cache_tags
from listen.web.deliveries import deliveries
from listen.web.delivery import delivery
from listen.web.dependencies import other_checks
from listen.web.docs import docs
from listen.web.episodes import episodes
from listen.web.feeds import feeds
from listen.web.health import health
from listen.web.hooks import hooks
from listen.web.hosts import OwnHosts, check_hosts
from listen.web.lexicon import lexicon
from listen.web.lexicon_remakes import lexicon_remakes
from listen.web.measure import Measured
from listen.web.metrics import metrics
from listen.web.newsroom.ended_sessions import EndedSessions
from listen.web.newsroom.newsroom import newsroom
from listen.web.newsroom.session import SessionSigner
from listen.web.oembed import oembed
from listen.web.open_database import open_database
from listen.web.openai.api import openai_api
from listen.web.origins import check_origins
from listen.web.page_audio import page_audio
from listen.web.pages import pages
from listen.web.player import player
from listen.web.plays import plays
from listen.web.preview import preview
from listen.web.problems import handle_errors
from listen.web.proxy_watch import ProxyWatch, watch_proxies
from listen.web.reports import reports
from listen.web.security_headers import add_security_headers
from listen.web.services import EXTENSION, Services
from listen.web.signature import signature
from listen.web.sites import sites
from listen.web.threads import run_in_thread, run_store_request, run_store_requests
from listen.web.trace import trace_requests
from listen.web.voices import voices
from listen.web.web_process import WebProcess

BLUEPRINTS = (
    *(audio, preview, voices, openai_api, page_audio),
    *(articles, article_token, article_batch, deliveries, sites, hooks, plays),
    *(lexicon, lexicon_remakes, reports),
    *(delivery, signature, feeds, episodes, player, pages, oembed, docs, health, metrics, newsroom),
)


def create_process(config: WebConfig, drain: Drain) -> WebProcess:
    """Build what belongs to a process that serves requests. Call it before `create_app`."""
    files = FigureFiles(config.data_dir.absolute() / "metrics", config.port)
    is_kept = files.keep()
    return WebProcess(files if is_kept else None, open_tracer(os.environ, "listen-web"), drain)


def create_app(
    config: WebConfig | None = None,
    store: Store | None = None,
    redis: Redis | None = None,
    fetcher: PageFetcher | None = None,
    scheduler: ExtractionScheduler | None = None,
    process: WebProcess | None = None,
) -> Flask:
    """Create the Flask application. Arguments that are None are built from the environment."""
    process = process or WebProcess()
    config = config or WebConfig.load(os.environ)
    # A pool of its own: a live audio holds a connection until it is finished.
    live_redis = redis or connect(config.live_redis_url or config.required_redis_url())
    database = open_database(config.database)
    store = store or open_store(config.store, run_store_request)
    figures = Figures()
    core = compose(
        config,
        database,
        store,
        redis,
        fetcher,
        scheduler,
        max_queued=config.max_queued,
        count=lambda cache: figures.audio_requests.labels(cache).inc(),
        tracer=process.tracer,
    )
    signing = config.signing
    publishing, tasks, budget = core.publishing, TaskQueue(core.redis), Budget(core.redis)
    address_digests = AddressDigests(database, HOUR)
    budgets = Budgets(budget, address_digests)
    tally = Tally(core.redis)
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions[EXTENSION] = Services(
        config=config,
        sites=publishing.sites,
        access=Access(config, KeyRing(KeyStore(database)), publishing.sites),
        library=publishing.library,
        documents=Documents(core.store, config.store),
        feeds=Feeds(database, core.store, config.data_dir, run_in_thread, run_store_requests),
        catalog=core.catalog,
        live=LiveRelays(live_redis, core.states.get),
        fetcher=publishing.fetcher,
        extractor=publishing.extractor,
        readiness=Readiness(
            core.redis,
            core.registry,
            core.store,
            # Not `live_redis`: live audio may hold all its connections.
            connect(config.live_redis_url) if config.live_redis_url else None,
            dict(config.voices).get(config.default_voice, config.default_voice),
            other_checks(database, config.data_dir),
            process.drain,
        ),
        publishing=publishing,
        page_audio=PageAudio(publishing, budgets, PageMemory(core.redis), tasks),
        budgets=budgets,
        requests=RequestLimit(core.redis),
        key_budget=KeyBudget(budget, config.characters_per_day),
        streams=StreamLimit(config.streams_per_address),
        depth=core.depth,
        address_digests=address_digests,
        tasks=tasks,
        replays=ReplayMemory(core.redis),
        signer=AudioSigner(database),
        site_store=SiteStore(database),
        signatures=Signatures(core.store, config.store, signing) if signing else None,
        plays=Plays(
            publishing.sites,
            PlayTokens(database),
            ArticlesByAudio(database),
            tally,
            publishing.library,
        ),
        downloads=Downloads(DownloadMemory(), tally),
        lexicon_edits=LexiconEdits(database),
        proxies=ProxyWatch(config),
        newsroom_sessions=SessionSigner(ServerSecret(database, "newsroom-session")),
        ended_sessions=EndedSessions(core.redis),
        figures=figures,
        figure_files=process.figure_files,
        play_totals=PlayTotals(database),
        registry=core.registry,
        redis=core.redis,
        tracer=process.tracer,
    )
    trace_requests(app, process.tracer)
    watch_proxies(app, app.extensions[EXTENSION].proxies)
    check_hosts(app)
    check_origins(app, config, publishing.sites)
    add_security_headers(app)
    add_cache_tags(app)
    handle_errors(app)
    app.url_map.converters["key"] = KeyConverter
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    middleware = BaseUrlMiddleware(app, config.public_url, OwnHosts(config).include)
    app.wsgi_app = Measured(middleware, config, figures)  # type: ignore[method-assign]
    return app
