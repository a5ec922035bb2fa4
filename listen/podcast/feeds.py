"""The feeds of all sites: built from the database and the store, and remembered.

A document is a function of the articles, the settings and the store, never of the time of its
build. It is built again when one of these has changed.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from audio_cache.documents import compress
from audio_cache.key import is_key
from audio_cache.stores.store import StorageFull, Store, StoreError
from listen.database.database import Database, Run
from listen.errors import Unavailable
from listen.podcast import json_feed, rss
from listen.podcast.artwork import (
    Artwork,
    ArtworkError,
    keep_artwork,
    kept_artwork,
    read_artwork,
)
from listen.podcast.channel import JSON, XML, Address, Channel, channel_of
from listen.podcast.episode import Episode, EpisodeMaker
from listen.podcast.episode_file import EpisodeFile, find_episode_file, tag_of_file
from listen.podcast.listing import Listing, SiteVersion, list_articles, site_version
from listen.podcast.spoken import SpokenWords
from listen.podcast.text import line
from listen.sites.site import Podcast, Site

log = logging.getLogger(__name__)

_MAX_AGE = 60.0
"""Seconds after which a change in the store or of the artwork's file is seen."""
_MAX_REMEMBERED = 32
"""Documents. One of 300 episodes has a megabyte."""

Build = Callable[[Channel, list[Episode]], bytes]
BUILDERS: dict[str, tuple[Build, str]] = {
    XML: (rss.rss, rss.MEDIA_TYPE),
    JSON: (json_feed.json_feed, json_feed.MEDIA_TYPE),
}
"""Forms of feeds, with what builds them and their media type."""


RunAll = Callable[[Sequence[Callable[[], Any]]], list[Any]]
"""Calls functions and returns their results, perhaps in other threads."""


def _run_here(works: Sequence[Callable[[], Any]]) -> list[Any]:
    return [work() for work in works]


@dataclass(frozen=True)
class FeedDocument:
    """A built document."""

    compressed: bytes
    """In gzip's format."""
    media_type: str
    modified: int
    """Unix time in seconds."""


@dataclass(frozen=True)
class _Remembered:
    site: Site
    version: SiteVersion
    built_at: float
    """Time of the clock `time.monotonic`."""
    document: FeedDocument | None


class Feeds:
    """Builds feeds. `document` raises Unavailable while the database or the store is away."""

    def __init__(
        self,
        database: Database,
        store: Store,
        data_dir: Path,
        run: Run,
        run_all: RunAll = _run_here,
    ) -> None:
        """`run` calls a function in another thread: a build takes up to a second.

        `run_all` calls many, at the same time if it can: the store may be another machine.
        """
        self._run_all = run_all
        self._database = database
        self._store = store
        self._data_dir = data_dir
        self._run = run
        self._words = SpokenWords(store)
        self._documents: OrderedDict[Address, _Remembered] = OrderedDict()
        self._building = threading.Lock()
        self._problems: set[str] = set()

    def document(self, site: Site, podcast: Podcast, address: Address) -> FeedDocument | None:
        """Return a document of a site's feed; None if the feed has no such page.

        One build runs at a time. Requests for the same document wait for it.
        """
        version = self._database.read(lambda session: site_version(session, site.name))
        with self._building:
            known = self._documents.get(address)
            if known is None or not _is_fresh(known, site, version):
                document = self._build(site, podcast, address)
                known = _Remembered(site, version, time.monotonic(), document)
                self._documents[address] = known
                while len(self._documents) > _MAX_REMEMBERED:
                    self._documents.popitem(last=False)
            self._documents.move_to_end(address)
        return known.document

    def episode_file(self, key: str, digest: str) -> tuple[EpisodeFile, bytes] | None:
        """Return what is known of a file and its ID3 tag; None if there is no such file."""
        file = find_episode_file(self._store, key, digest)
        tag = tag_of_file(self._store, file) if file else None
        return (file, tag) if file and tag else None

    def artwork(self, sha256: str) -> bytes | None:
        """Return artwork that a feed has named; None if there is none of this checksum."""
        return kept_artwork(self._store, sha256) if is_key(sha256) else None

    def _build(self, site: Site, podcast: Podcast, address: Address) -> FeedDocument | None:
        """Return the document; None for a page without articles. Raises Unavailable."""
        listing = self._database.read(
            lambda session: list_articles(
                session, site.name, address.tag, address.page, podcast.page_size
            )
        )
        if address.page > 1 and not listing.articles:
            return None
        try:
            artwork: Artwork | None = self._run(lambda: self._artwork(site, podcast))
            album = line(podcast.title) or site.hosts[0]
            maker = EpisodeMaker(self._store, self._words, podcast, album, artwork, address.root)
            made: list[Episode | None] = self._run_all(
                [partial(maker.make, each) for each in listing.articles]
            )
        except StoreError as error:
            # Any other error says where the store is.
            reason = f" {error}" if isinstance(error, StorageFull) else ""
            raise Unavailable(f"The feed cannot be built now.{reason}") from error
        found = [episode for episode in made if episode]
        document: FeedDocument = self._run(
            lambda: self._build_listing(site, podcast, address, listing, found, artwork)
        )
        return document

    def _build_listing(
        self,
        site: Site,
        podcast: Podcast,
        address: Address,
        listing: Listing,
        found: list[Episode],
        artwork: Artwork | None,
    ) -> FeedDocument:
        times = [*(episode.modified for episode in found), listing.withdrawn]
        updated = max((each for each in times if each), default=None)
        channel = channel_of(
            site,
            podcast,
            address,
            listing.has_next,
            [episode.language for episode in found],
            artwork,
            updated,
        )
        build, media_type = BUILDERS[address.form]
        content = build(channel, found)
        return FeedDocument(compress(content.decode()), media_type, _modified(listing, updated))

    def _artwork(self, site: Site, podcast: Podcast) -> Artwork | None:
        """Return the site's own picture; None if it has none, or a URL of one."""
        if not podcast.image or "://" in podcast.image:
            return None
        try:
            artwork = read_artwork(self._data_dir / podcast.image)
        except ArtworkError as error:
            problem = f"site {site.name}: the artwork {podcast.image!r} {error}"
            if problem not in self._problems:
                self._problems.add(problem)
                log.warning("%s", problem)
            return None
        keep_artwork(self._store, artwork)
        return artwork


def _is_fresh(known: _Remembered, site: Site, version: SiteVersion) -> bool:
    is_recent = time.monotonic() - known.built_at < _MAX_AGE
    return is_recent and (known.site, known.version) == (site, version)


def _modified(listing: Listing, updated: datetime | None) -> int:
    """Return the time of the latest change, also of tags and images, which change no episode."""
    saved = max((article.saved for article in listing.articles), default=0) // 1_000_000
    return max(saved, int(updated.timestamp()) if updated else 0)
