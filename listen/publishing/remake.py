"""Makes an article again: after a failure, or with the present voices and pronunciations."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from audio_cache.priorities import PUBLISH
from listen.database.tables import ArticleRow
from listen.errors import Conflict
from listen.publishing.article_rows import lock_row
from listen.publishing.change import Save
from listen.publishing.change_time import accepted_now
from listen.publishing.context import PublishingContext
from listen.publishing.save import save_patiently
from listen.publishing.settle import settle_article
from listen.publishing.states import FAILED, HELD, PENDING, PUBLIC, WITHDRAWN
from listen.publishing.versions import Saved, cancel_abandoned, record_version, request_version
from listen.publishing.words_again import words_again
from listen.sites.site import Site


@dataclass(frozen=True)
class Remade:
    """The outcome of making an article again."""

    row: ArticleRow
    is_new: bool
    """False: nothing has changed since its audio was made, or it is being made already."""


def remake_article(ctx: PublishingContext, site: Site, row: ArticleRow) -> Remade:
    """Make an article again, and return it. Its words are those that were saved last.

    A sentence that sounds as before is not synthesized again. Readers hear the earlier audio until
    the new one is finished. An article whose words could never be read is read from its page again.

    Raises Conflict if it was withdrawn or has neither words nor a page, and any ApiError of a save.
    """
    row = settle_article(ctx, row)
    if row.state == WITHDRAWN:
        raise Conflict("The article was withdrawn. Save it again to have its audio made.")
    if row.state == PENDING:
        return Remade(row, False)
    # The words of a save that failed were not kept.
    if row.spec is None or (row.state == FAILED and row.next_key is None):
        return Remade(_save_page(ctx, site, row), True)
    words = words_again(ctx, site, row)
    if words.key == (row.next_key if row.state == HELD else row.audio_key):
        ctx.library.request(words.spec, PUBLISH, facts=words.facts)  # it may have been evicted
        return Remade(row, False)

    def apply(session: Session) -> Saved:
        current = lock_row(session, row.site, row.source_id) or row
        if current.spec != row.spec or current.state == WITHDRAWN:  # saved or withdrawn meanwhile
            return Saved(current)
        return record_version(session, site, current, words)

    saved = ctx.database.write(apply)
    cancel_abandoned(ctx, saved)
    request_version(ctx, saved, words, PUBLISH)
    return Remade(saved.row, True)


def _save_page(ctx: PublishingContext, site: Site, row: ArticleRow) -> ArticleRow:
    """Save an article again with what its page shows to everybody."""
    if row.url is None or (row.access != PUBLIC and site.protected_audio):
        raise Conflict("The server does not have the words of the article. Save it again.")
    fields: dict[str, Any] = {
        "url": row.url,
        "title": row.title or None,
        "author": row.author,
        "image": row.image,
        "tags": row.tags,
        "voice": row.voice,
        "access": row.access,
        "hold": row.hold,
    }
    known = {name: value for name, value in fields.items() if value is not None}
    return save_patiently(ctx, site, Save(row.source_id, known, accepted_now()))
