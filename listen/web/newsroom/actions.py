"""Actions of editors on an article: hold, publish, make again, withdraw.

Each is a form, answered by a redirect to the article. Sending one twice does what one does.
"""

from collections.abc import Callable

from flask import Blueprint, Response, abort
from redis import RedisError
from werkzeug.wrappers import Response as BaseResponse

from listen.database.tables import ArticleRow
from listen.errors import ApiError
from listen.publishing.change import Withdraw
from listen.publishing.change_time import accepted_now
from listen.publishing.hold import hold_article
from listen.publishing.publish import publish_article
from listen.publishing.remake import remake_article
from listen.publishing.settle import settle_article
from listen.publishing.states import HELD, PENDING
from listen.publishing.withdraw import withdraw_article
from listen.sites.site import Site
from listen.web.newsroom.find_article import find_article
from listen.web.newsroom.page import page, see
from listen.web.newsroom.session import DONE, PROBLEM
from listen.web.newsroom.wording import title_of
from listen.web.services import services

actions = Blueprint("actions", __name__)

Action = Callable[[Site, ArticleRow], str]
"""Does something with an article, and returns a notice for the editor."""


@actions.get("/<site>/articles/<int:number>/withdraw")
def confirm(site: str, number: int) -> Response:
    """Ask before an article is withdrawn, which cannot be undone here."""
    chosen, row = find_article(site, number)
    return page("newsroom/withdraw.html", chosen, row=row, title=title_of(row))


@actions.post("/<site>/articles/<int:number>/<action>")
def act(site: str, number: int, action: str) -> BaseResponse:
    """Do it, and tell the outcome on the page of the article."""
    chosen, row = find_article(site, number)
    do = _ACTIONS.get(action)
    if do is None:
        abort(404)
    notice, kind = _outcome(do, chosen, row)
    return see("newsroom.article.show", notice, kind, site=site, number=number)


def _outcome(do: Action, site: Site, row: ArticleRow) -> tuple[str, str]:
    """Return the notice of an action, and its kind."""
    try:
        return do(site, row), DONE
    except RedisError:
        return _NO_QUEUE, PROBLEM
    except ApiError as error:
        return str(error), PROBLEM


_NO_QUEUE = (
    "This did not work now: the server cannot reach its queue. Wait a minute, and try again."
)


def _hold(_: Site, row: ArticleRow) -> str:
    row = hold_article(services().publishing, row)
    if row.state == HELD:
        return "The article is held. Readers do not hear it until you publish it."
    return "The article will be held. Readers do not hear it until you publish it."


def _publish(_: Site, row: ArticleRow) -> str:
    publish_article(services().publishing, settle_article(services().publishing, row))
    return "The article is published. Readers hear it now."


def _remake(site: Site, row: ArticleRow) -> str:
    remade = remake_article(services().publishing, site, row)
    if remade.is_new:
        return "The audio is being made again. Only the sentences that changed are spoken anew."
    if remade.row.state == PENDING:
        return "The audio is being made already."
    return (
        "Nothing has changed since the audio was made: it has the newest text, voice and "
        "pronunciations."
    )


def _withdraw(site: Site, row: ArticleRow) -> str:
    withdraw_article(services().publishing, site, Withdraw(row.source_id, accepted_now()))
    return "The article is withdrawn. Nobody can hear it any more."


_ACTIONS = {"hold": _hold, "publish": _publish, "remake": _remake, "withdraw": _withdraw}
