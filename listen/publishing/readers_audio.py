"""The audio of an article that everybody may hear."""

from contextlib import suppress
from dataclasses import replace

from redis import RedisError

from audio_cache.key import key_of
from audio_cache.priorities import CLICK
from audio_cache.state import QUEUED, STARTED
from audio_cache.stores.store import SIGNED
from listen.database.tables import ArticleRow
from listen.errors import Gone, UnknownArticle, UnknownAudio, Withdrawn
from listen.library.audio import EVICTED, Audio
from listen.publishing.article_rows import spec_of
from listen.publishing.context import PublishingContext
from listen.publishing.settle import settle_article
from listen.publishing.states import PENDING, PUBLIC, WITHDRAWN

UNKNOWN = "There is no audio of this article."


def readers_audio(ctx: PublishingContext, row: ArticleRow, *, is_wanted: bool = True) -> Audio:
    """Return the audio that readers of an article hear.

    Before the first one is whole, it is the one that is being made. If it `is_wanted`, a reader
    waits: it is made before others, and again if it was evicted.

    Raises UnknownArticle if there is none, or not for everybody, and Withdrawn.
    """
    row = _settled(ctx, row)
    if row.state == WITHDRAWN and row.access == PUBLIC:
        raise Withdrawn("The article was withdrawn.")
    is_next = row.audio_key is None and row.state == PENDING and not row.hold
    key = row.next_key if is_next else row.audio_key
    if key is None or row.state == WITHDRAWN or ctx.library.restriction(key) == SIGNED:
        raise UnknownArticle(UNKNOWN)
    audio = _of_site(_find(ctx, row, key), row.site)
    if is_wanted and audio.state == EVICTED:
        current = ctx.library.with_current_revision(audio)
        return ctx.library.request(current, CLICK, site=row.site)
    if is_wanted and audio.state in (QUEUED, STARTED):
        ctx.library.request_again(audio, CLICK)
    return audio


def _settled(ctx: PublishingContext, row: ArticleRow) -> ArticleRow:
    """Return the article after its newest audio may have ended.

    Earlier audio plays without Redis.
    """
    if row.audio_key is None:
        return settle_article(ctx, row)
    with suppress(RedisError):
        return settle_article(ctx, row)
    return row


def _of_site(audio: Audio, site: str) -> Audio:
    """Return the audio with the site of this article: another one may have the same words."""
    return replace(audio, facts=replace(audio.facts, site=site))


def _find(ctx: PublishingContext, row: ArticleRow, key: str) -> Audio:
    """Return the audio; from the article's own spec if Redis and the store have lost it."""
    try:
        return ctx.library.find(key)
    except (UnknownAudio, Gone):
        spec = spec_of(row)
        if spec is None or key_of(spec) != key:
            raise UnknownArticle(UNKNOWN) from None
        return ctx.library.request(spec, CLICK, site=row.site)
