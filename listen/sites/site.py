"""Sites of publishers: what the server knows of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from audio_cache.spec import BlockKind, LexiconEntry
from listen.article.disclosure import Disclosure

ANY = "any"
"""In `fetch`, instead of a host: every public host."""


DEFAULT_SITE = "default"
"""Name of the site that exists where none is configured."""


@dataclass(frozen=True)
class Source:
    """A list of a site's articles, with which the server compares those that it has."""

    kind: str
    """A name in SOURCES."""
    url: str


SOURCES = ("ghost", "wordpress", "feeds", "sitemaps")
"""Settings of a site that name its lists of articles. The first two are the site's base URL."""


@dataclass(frozen=True)
class Limits:
    """Limits of what pages of a site may cause without a key. None: no limit."""

    characters_per_day: int | None = 500_000
    """Characters of new audio."""
    pages_per_hour: int | None = 30
    """New pages that one address may request."""
    reports_per_hour: int | None = 20
    """Reports of mispronunciations that one address may send."""


@dataclass(frozen=True)
class Podcast:
    """The table [sites.NAME.podcast]: the feeds of a site's articles.

    None stands for a value that is derived from the site or its articles.
    """

    title: str | None = None
    description: str | None = None
    language: str | None = None
    """BCP 47 tag."""
    author: str | None = None
    owner_email: str | None = None
    """Public: directories send their messages to it."""
    link: str | None = None
    """URL of the site's home page."""
    image: str | None = None
    """Artwork: an http or https URL, or a path below the data directory."""
    category: str = "News"
    """One of CATEGORIES in podcast_categories.py."""
    subcategory: str | None = None
    explicit: bool = False
    prefix: str | None = None
    """URL of a service that counts downloads and redirects to the URL behind it."""
    page_size: int = 300
    """Number of episodes in a document. Earlier ones are on its next pages."""
    locked: bool = True
    """True: directories must not import the feed."""
    guid: str | None = None
    """UUID of a podcast that had another feed before."""


@dataclass(frozen=True)
class Site:
    """A site of a publisher, as configured."""

    name: str
    hosts: tuple[str, ...]
    """Canonical host names."""
    article: tuple[tuple[str, Any], ...] = ()
    """Fields of the Policy that the site overrides."""
    lexicon: tuple[LexiconEntry, ...] = ()
    voices: tuple[tuple[BlockKind, str], ...] = ()
    """Block kinds and the voices that speak them, if a request names no voice."""
    voice: str | None = None
    """Voice of its articles, if a request names none."""
    publish_voice: str | None = None
    """As `voice`, for articles that are made before anybody clicks; None: the same voice."""
    hold: bool = False
    """True: audio is public only after it was published by hand."""
    protected_audio: bool = False
    """True: articles that are not public have audio, behind signed URLs."""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Secrets of webhooks, in both directions. The first one signs callbacks."""
    callbacks: tuple[str, ...] = ()
    """URLs to which events are posted."""
    purge_url: str | None = None
    """URL of a cache that is told which audio was withdrawn."""
    purge_headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Headers of these requests, such as the cache's API token."""
    private_hosts: tuple[str, ...] = ()
    """Canonical HOST:PORT of the site's own servers that may have a private address and any
    port."""
    sources: tuple[Source, ...] = ()
    ghost_content_key: str | None = field(default=None, repr=False)
    """Key of Ghost's Content API."""
    check_minutes: int = 5
    """Minutes between two comparisons with the sources, or two checks of a clicked page."""
    origins: tuple[str, ...] = ()
    """Further origins whose pages may request audio of the site's pages."""
    limits: Limits = Limits()
    disclosure: Disclosure | None = None
    """None: that of the server."""
    redirect_audio: bool | None = None
    """Whether public audio is sent by a redirect to the object store; None: as the server does."""
    plays: bool = False
    """True: plays and downloads of its articles are counted."""
    report_mispronunciation: bool = False
    """True: the player lets readers report a word that is said wrongly."""
    podcast: Podcast | None = None
    """None: the site has no feeds."""

    def named_voices(self) -> Iterator[tuple[str, str]]:
        """Yield each setting that names a voice, with the name."""
        yield from ((f"voices.{kind}", voice) for kind, voice in self.voices)
        own = {"voice": self.voice, "publish_voice": self.publish_voice}
        yield from ((key, voice) for key, voice in own.items() if voice)
