"""Ends the audio of an article that was withdrawn."""

import logging

from sqlalchemy.orm import Session

from audio_cache.stores.store import WITHDRAWN
from listen.database.tables import ArticleRow
from listen.publishing.article_rows import find_row, used_keys
from listen.publishing.context import PublishingContext
from listen.publishing.states import WITHDRAWN as ARTICLE_WITHDRAWN

log = logging.getLogger(__name__)


def keys_of(row: ArticleRow) -> list[str]:
    """Return the keys of all audio that the article has or had."""
    keys = (row.audio_key, row.next_key, *row.old_keys)
    return list(dict.fromkeys(key for key in keys if key))


def release_keys(ctx: PublishingContext, row: ArticleRow) -> list[str]:
    """Delete the audio that an article must not have any more. Return its keys.

    That is all audio of a withdrawn article, and earlier audio of one whose access has become
    narrower, unless another article has it. Its URLs answer 410 from now on. If the process ends
    within, `listen publish` does it again.
    """
    keys = keys_of(row) if row.state == ARTICLE_WITHDRAWN else row.old_keys
    used = ctx.database.read(lambda session: used_keys(session, keys))
    released = [key for key in keys if key not in used]
    for key in released:
        ctx.library.cancel(key)
        ctx.library.restrict(key, WITHDRAWN)

    def record(session: Session) -> None:
        current = find_row(session, row.site, row.source_id)
        if current and current.change_time == row.change_time:
            current.is_released = True

    ctx.database.write(record)
    if released:
        log.info("%s/%s: %d audio ended", row.site, row.source_id, len(released))
    return released
