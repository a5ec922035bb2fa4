"""Orders that the articles that hold a word be made again."""

from contextlib import suppress

from redis import RedisError

from listen.article.text.clean import one_line
from listen.database.tables import LexiconRemakeRow
from listen.publishing.context import PublishingContext
from listen.publishing.pronunciations.remake_rows import add_remake, unfinished_remakes
from listen.publishing.tasks import TaskQueue
from listen.sites.site import Site


def order_remake(
    ctx: PublishingContext, tasks: TaskQueue, site: Site, word: str, editor: str
) -> LexiconRemakeRow:
    """Record an order, and queue it. While Redis is away, it is queued later."""
    word = one_line(word)
    row = ctx.database.write(lambda session: add_remake(session, site.name, word, editor))
    with suppress(RedisError):
        tasks.remake(row.id)
    return row


def queue_unfinished_remakes(ctx: PublishingContext, tasks: TaskQueue) -> None:
    """Queue the orders whose job was lost, or failed."""
    for remake_id in ctx.database.read(unfinished_remakes):
        tasks.remake(remake_id)
