"""The objects that views use, built once by the composition root."""

from dataclasses import dataclass
from typing import cast

from flask import current_app
from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.tracing import Tracer
from listen.config import WebConfig
from listen.extraction.extractor import Extractor
from listen.fetch.pool import PageFetcher
from listen.keys.address_digests import AddressDigests
from listen.keys.audio_signer import AudioSigner
from listen.library.documents import Documents
from listen.library.library import Library
from listen.library.live import LiveRelays
from listen.library.readiness import Readiness
from listen.limits.key_budget import KeyBudget
from listen.limits.queue_depth import QueueDepth
from listen.limits.requests import RequestLimit
from listen.limits.streams import StreamLimit
from listen.metrics.figures import Figures
from listen.metrics.files import FigureFiles
from listen.plays.downloads import Downloads
from listen.plays.metrics import PlayTotals
from listen.plays.plays import Plays
from listen.podcast.feeds import Feeds
from listen.provenance.signatures import Signatures
from listen.publishing.budgets import Budgets
from listen.publishing.context import PublishingContext
from listen.publishing.hooks.replays import ReplayMemory
from listen.publishing.page_audio import PageAudio
from listen.publishing.tasks import TaskQueue
from listen.sites.lexicon_edits import LexiconEdits
from listen.sites.sites import Sites
from listen.sites.store import SiteStore
from listen.voices.catalog import Catalog
from listen.web.access import Access
from listen.web.newsroom.ended_sessions import EndedSessions
from listen.web.newsroom.session import SessionSigner
from listen.web.proxy_watch import ProxyWatch

EXTENSION = "listen"
"""Key of the services in `Flask.extensions`."""


@dataclass(frozen=True)
class Services:
    """Everything that a view needs besides the request."""

    config: WebConfig
    sites: Sites
    access: Access
    library: Library
    documents: Documents
    feeds: Feeds
    catalog: Catalog
    live: LiveRelays
    fetcher: PageFetcher
    extractor: Extractor
    readiness: Readiness
    publishing: PublishingContext
    page_audio: PageAudio
    budgets: Budgets
    requests: RequestLimit
    key_budget: KeyBudget
    streams: StreamLimit
    depth: QueueDepth
    address_digests: AddressDigests
    tasks: TaskQueue
    replays: ReplayMemory
    signer: AudioSigner
    site_store: SiteStore
    signatures: Signatures | None
    """None: the server signs nothing."""
    plays: Plays
    downloads: Downloads
    lexicon_edits: LexiconEdits
    proxies: ProxyWatch
    newsroom_sessions: SessionSigner
    ended_sessions: EndedSessions
    figures: Figures
    figure_files: FigureFiles | None
    """None: the figures are in memory."""
    play_totals: PlayTotals
    registry: WorkerRegistry
    redis: Redis
    tracer: Tracer


def services() -> Services:
    """Return the services of the application that handles the current request."""
    return cast(Services, current_app.extensions[EXTENSION])
