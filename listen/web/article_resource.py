"""The article resource: the JSON that the API shows of one article."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from audio_cache.stores.store import SIGNED
from listen.article.disclosure import Line
from listen.database.tables import ArticleRow
from listen.errors import Gone, UnknownAudio
from listen.keys.audio_signer import AudioSigner
from listen.library.audio import Audio
from listen.library.resource import audio_resource
from listen.publishing.context import PublishingContext
from listen.publishing.states import WITHDRAWN
from listen.web.jsonld import audio_object


def article_resource(
    ctx: PublishingContext, signer: AudioSigner, row: ArticleRow, root: str
) -> dict[str, Any]:
    """Return the resource. `root` is the server's URL, with a slash at its end.

    `audio` is what readers hear. Before the first one is whole, it is the one that is being made;
    later, `next_audio` is.
    """
    is_gone = row.state == WITHDRAWN
    current = None if is_gone else _find(ctx, row.audio_key)
    following = None if is_gone else _find(ctx, row.next_key)
    if current is None:
        current, following = following, None
    error = {"code": row.error_code, "detail": row.error_detail} if row.error_code else None
    return {
        "id": row.source_id,
        "site": row.site,
        "url": row.url,
        "urls": [each.url for each in row.urls],
        "title": row.title,
        "author": row.author,
        "image": row.image,
        "tags": row.tags,
        "language": row.language,
        "voice": row.voice,
        "access": row.access,
        "hold": row.hold,
        "state": row.state,
        "version": row.version,
        "published_at": _text(row.published_at),
        "updated_at": _text(row.updated_at),
        "changed_at": _text(row.changed_at),
        "segments": _segments(row, following or current),
        "audio": _audio(ctx, signer, row.site, current, root),
        "next_audio": _audio(ctx, signer, row.site, following, root),
        "error": error,
        "jsonld": _jsonld(row, current, root, ctx.sites.disclosure_of(row.site).line),
    }


def _find(ctx: PublishingContext, key: str | None) -> Audio | None:
    if key is None:
        return None
    try:
        return ctx.library.find(key)
    except (UnknownAudio, Gone):  # it is requested again
        return None


def _audio(
    ctx: PublishingContext, signer: AudioSigner, site: str, audio: Audio | None, root: str
) -> dict[str, Any] | None:
    if audio is None:
        return None
    token = signer.token(audio.key) if audio.restriction == SIGNED else None
    path = urlsplit(root).path.rstrip("/")
    disclosure = ctx.sites.disclosure_of(site)
    return {**audio_resource(audio, ctx.library.superseding_spec, path, token, disclosure)}


def _segments(row: ArticleRow, audio: Audio | None) -> dict[str, int | None]:
    """Return how much of the newest version had to be made."""
    total, cached = row.segments, row.cached
    if total is None and audio is not None and audio.progress is not None:
        total, cached = audio.progress.total, audio.progress.cached
    new = None if total is None or cached is None else total - cached
    return {"total": total, "cached": cached, "new": new}


def _jsonld(
    row: ArticleRow, audio: Audio | None, root: str, line: Callable[[str], Line | None]
) -> dict[str, Any] | None:
    """Return an AudioObject (schema.org) of public audio, for the article's page.

    `line` is that of the site's disclosure.
    """
    if row.audio_key is None or audio is None or audio.restriction or not audio.manifest:
        return None
    article = {
        "@type": "NewsArticle",
        "headline": row.title,
        "inLanguage": row.language,
        "datePublished": _text(row.published_at),
        **({"@id": row.url, "url": row.url} if row.url else {}),
    }
    return {
        **audio_object(audio, audio.manifest, root, line(audio.options.language), row.title),
        "uploadDate": _text(row.changed_at),
        "associatedArticle": article,
    }


def _text(time: datetime | None) -> str | None:
    return time.isoformat().replace("+00:00", "Z") if time else None
