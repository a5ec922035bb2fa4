"""Ends the audio of an article that was withdrawn."""

import logging
from collections.abc import Iterable

from sqlalchemy.orm import Session

from audio_cache.stores.store import SIGNED, WITHDRAWN
from listen.database.tables import ArticleRow
from listen.publishing.article_rows import lock_row, public_keys, used_keys
from listen.publishing.context import PublishingContext
from listen.publishing.deliveries import add_purge
from listen.publishing.states import PUBLIC
from listen.publishing.states import WITHDRAWN as ARTICLE_WITHDRAWN

log = logging.getLogger(__name__)


def keys_of(row: ArticleRow) -> list[str]:
    """Return the keys of all audio that the article has or had."""
    keys = (row.audio_key, row.next_key, *row.old_keys)
    return list(dict.fromkeys(key for key in keys if key))


def release_keys(ctx: PublishingContext, row: ArticleRow) -> list[str]:
    """End the audio that an article must not have any more, or not openly. Return its keys.

    All audio of a withdrawn article is deleted, and so is earlier audio of one whose access has
    become narrower, unless another article has it. Its URLs answer 410 from now on. Protected audio
    needs signed URLs from now on.

    Caches are told in the transaction that records the end. If the process is killed before,
    `listen publish` does all of it again.
    """
    site = ctx.sites.find(row.site)
    is_protected = row.access != PUBLIC and (site is None or site.protected_audio)
    deleted, signed = ctx.database.read(lambda session: _ended_keys(session, row, is_protected))
    deleted = [*deleted, *_remade_keys(ctx, deleted)]
    for key in deleted:
        ctx.library.cancel(key)
        ctx.library.restrict(key, WITHDRAWN)
    for key in signed:
        ctx.library.restrict(key, SIGNED)
    ended = [*deleted, *signed]

    def record(session: Session) -> None:
        current = lock_row(session, row.site, row.source_id)
        if current and current.change_time == row.change_time and not current.is_released:
            current.is_released = True
            if site:
                add_purge(session, site, ended, ctx.public_url)

    ctx.database.write(record)
    if ended:
        log.info("%s/%s: %d audio ended", row.site, row.source_id, len(ended))
    return ended


def _remade_keys(ctx: PublishingContext, keys: Iterable[str]) -> list[str]:
    """Return the keys of the same words in the voices' current revisions, if no article has them.

    Evicted audio of an earlier revision was made again under such a key.
    """
    remade = {ctx.library.current_key(key) for key in keys} - {*keys}
    used = ctx.database.read(lambda session: used_keys(session, remade)) if remade else set()
    return sorted(remade - used)


def _ended_keys(
    session: Session, row: ArticleRow, is_protected: bool
) -> tuple[list[str], list[str]]:
    """Return the keys of the audio to delete, and of that which only signed URLs may have."""
    if row.state == ARTICLE_WITHDRAWN:
        keys, kept = keys_of(row), []
    else:
        keys, kept = row.old_keys, [key for key in (row.audio_key, row.next_key) if key]
    used = used_keys(session, keys)
    open_keys = public_keys(session, kept) if is_protected else {*kept}
    deleted = [key for key in keys if key not in used]
    return deleted, [key for key in kept if key not in open_keys]
