"""Holds an article: readers do not hear it until somebody publishes it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from audio_cache.stores.store import SIGNED
from listen.database.tables import ArticleRow
from listen.database.types import now
from listen.errors import Conflict
from listen.publishing.article_rows import lock_row, public_keys
from listen.publishing.context import PublishingContext
from listen.publishing.deliveries import ARTICLE_HELD, add_delivery, add_purge
from listen.publishing.states import HELD, READY, WITHDRAWN


@dataclass(frozen=True)
class _Held:
    """An article that is held, and the audio that only signed URLs may have."""

    row: ArticleRow
    keys: list[str]


def hold_article(ctx: PublishingContext, row: ArticleRow) -> ArticleRow:
    """Hold an article until it is published, also if it is saved again meanwhile. Return it.

    What readers hear now waits too, and its URLs answer 403, unless another article that is public
    has the same audio. Holding it again changes nothing. Raises Conflict if it was withdrawn.
    """
    site = ctx.sites.find(row.site)

    def apply(session: Session) -> _Held:
        current = lock_row(session, row.site, row.source_id) or row
        if current.state == WITHDRAWN:
            raise Conflict("The article was withdrawn, so that there is nothing to hold.")
        heard = current.audio_key
        current.hold = True
        if heard and current.state == READY:
            current.next_key, current.state = heard, HELD
        elif heard:  # a newer one is being made, or has failed
            current.old_keys = [*current.old_keys, heard]
        if heard:
            current.audio_key, current.changed_at = None, now()
        session.flush()
        keys = [key for key in (heard, current.next_key) if key]
        closed = [key for key in keys if key not in public_keys(session, keys)]
        if site and heard:
            add_purge(session, site, [key for key in closed if key == heard], ctx.public_url)
            if current.state == HELD:
                add_delivery(session, site, current, ARTICLE_HELD)
        return _Held(current, closed)

    held = ctx.database.write(apply)
    for key in held.keys:  # also when it was held before: the process may have been killed here
        ctx.library.restrict(key, SIGNED)
    return held.row
