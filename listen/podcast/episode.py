"""The episodes of a feed: what it says of each article and its audio."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.stores.store import Store
from listen.id3 import Chapter, EpisodeTags, id3_frames
from listen.podcast.artwork import Artwork
from listen.podcast.episode_file import EpisodeFile, keep_episode_file
from listen.podcast.listing import ListedArticle
from listen.podcast.spoken import Spoken, SpokenWords
from listen.podcast.text import ascii_url, line
from listen.provenance.marks import Marks
from listen.sites.site import Podcast

_NAMESPACE = UUID("8f0bb6f1-5a0e-5d0c-9b4b-2f6d5a3c7e10")
"""Namespace of the ids of episodes. Another one would make every episode new to podcast apps."""


@dataclass(frozen=True)
class Episode:
    """An item of a feed. The texts are lines that XML can hold."""

    guid: str
    """The same for all versions of an article, also on another server."""
    title: str
    link: str
    excerpt: str
    author: str
    image: str | None
    tags: tuple[str, ...]
    published: datetime
    modified: datetime
    """Time since which readers hear these words."""
    language: str
    url: str
    """URL of the file."""
    size: int
    """Bytes of the file."""
    duration: float
    """Seconds."""
    transcript_url: str
    chapters_url: str
    chapters: tuple[tuple[float, str], ...]
    """Time in seconds and title; empty unless there are several."""


@dataclass(frozen=True)
class EpisodeMaker:
    """Makes the episodes of one feed."""

    store: Store
    words: SpokenWords
    podcast: Podcast
    album: str
    """Title of the podcast."""
    artwork: Artwork | None
    root: str
    """URL of the server, with a slash at its end."""

    def make(self, article: ListedArticle) -> Episode | None:
        """Return the episode of an article, and keep the tag of its file.

        Return None if its audio is lost, or not for everybody. Raises StoreError.
        """
        key = article.audio_key
        manifest = self.store.manifest(Rendition(key))
        if manifest is None or self.store.restriction(key):
            return None
        spoken = self.words.of(manifest)
        title = self._title(article, manifest)
        file = self._file(article, manifest, spoken, title)
        keep_episode_file(self.store, key, file)
        picture = self.artwork.content if file.artwork and self.artwork else None
        audio = f"{self.root}audio/{key}"
        return Episode(
            guid=str(uuid5(_NAMESPACE, f"{article.site}/{article.source_id}")),
            title=title,
            link=ascii_url(article.url) if article.url else f"{self.root}embed/{key}",
            excerpt=spoken.excerpt or title,
            author=line(article.author),
            image=ascii_url(article.image) if article.image else None,
            tags=tuple(tag for each in article.tags if (tag := line(each))),
            published=article.published,
            modified=_modified(article, manifest),
            language=manifest.options.language,
            url=self._with_prefix(f"{self.root}episodes/{key}/{file.digest}.mp3"),
            size=len(file.tag(picture)) + manifest.size,
            duration=manifest.duration,
            transcript_url=f"{audio}.vtt",
            chapters_url=f"{audio}.chapters.json",
            chapters=tuple((each["startTime"], line(each["title"])) for each in spoken.chapters),
        )

    def _title(self, article: ListedArticle, manifest: Manifest) -> str:
        """Return the title of the words that are heard, not of a version that is held."""
        spoken = line(manifest.facts.title) if manifest.facts else ""
        return (article.is_current and line(article.title)) or spoken or self.album

    def _file(
        self, article: ListedArticle, manifest: Manifest, spoken: Spoken, title: str
    ) -> EpisodeFile:
        is_embedded = self.artwork is not None and self.artwork.is_embedded
        frames = id3_frames(
            title,
            manifest.options.language,
            round(manifest.duration * 1000),
            source=article.url or "",
            fields=Marks.of(title, manifest.options, manifest.duration).fields,
            episode=EpisodeTags(
                artist=line(article.author) or line(self.podcast.author) or self.album,
                album=self.album,
                published=article.published,
                chapters=_in_milliseconds(spoken, manifest.duration),
            ),
        )
        return EpisodeFile(
            site=article.site,
            source_id=article.source_id,
            audio_sha256=manifest.sha256,
            artwork=self.artwork.sha256 if self.artwork and is_embedded else None,
            artwork_type=self.artwork.media_type if self.artwork and is_embedded else "",
            frames=frames,
        )

    def _with_prefix(self, url: str) -> str:
        """Return the URL behind the prefix of a service that counts downloads.

        Such services expect it without https://.
        """
        prefix = self.podcast.prefix
        return f"{prefix.rstrip('/')}/{url.removeprefix('https://')}" if prefix else url


def _in_milliseconds(spoken: Spoken, duration: float) -> tuple[Chapter, ...]:
    """Return the chapters with their ends."""
    starts = [round(each["startTime"] * 1000) for each in spoken.chapters]
    ends = [*starts[1:], round(duration * 1000)]
    titles = [each["title"] for each in spoken.chapters]
    return tuple(map(Chapter, starts, ends, titles))


def _modified(article: ListedArticle, manifest: Manifest) -> datetime:
    if article.is_current:
        return article.changed
    return datetime.fromtimestamp(manifest.created, UTC)
