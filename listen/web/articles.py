"""/v1/articles: the articles of a site, and their audio."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from listen.database.tables import ArticleRow
from listen.errors import UnknownArticle, Unprocessable, Withdrawn
from listen.publishing.article_rows import find_row, list_rows
from listen.publishing.change import Save, Withdraw
from listen.publishing.change_time import accepted_now
from listen.publishing.hold import hold_article
from listen.publishing.publish import publish_article
from listen.publishing.remake import remake_article
from listen.publishing.save import save_patiently
from listen.publishing.settle import settle_article
from listen.publishing.states import PENDING, STATES, WITHDRAWN
from listen.publishing.withdraw import withdraw_article
from listen.web.article_resource import article_resource
from listen.web.body import read_fields
from listen.web.limits import admit_article
from listen.web.paging import read_cursor, read_limit
from listen.web.services import services

articles = Blueprint("articles", __name__, url_prefix="/v1/articles")


@articles.put("/<source_id>")
def save(source_id: str) -> Response:
    """Save an article. Its audio is requested if its words are new."""
    site = _site()
    accepted = accepted_now()
    body = read_fields(request, services().config.max_chars)
    body.pop("site", None)  # in a JSON body, too
    row = save_patiently(
        services().publishing, site, Save(source_id, body, accepted), admit_article()
    )
    return _answer(settle_article(services().publishing, row))


@articles.get("/<source_id>")
def show(source_id: str) -> Response:
    row = settle_article(services().publishing, find_article(source_id))
    if row.state == WITHDRAWN:
        raise Withdrawn("The article was withdrawn.")
    return _answer(row, 200)


@articles.delete("/<source_id>")
def withdraw(source_id: str) -> Response:
    """Withdraw an article. Its audio ends, unless another article has the same."""
    row = find_article(source_id)
    site = services().sites.get(row.site)
    withdraw_article(services().publishing, site, Withdraw(source_id, accepted_now()))
    return Response(status=204)


@articles.post("/<source_id>/publish")
def publish(source_id: str) -> Response:
    """End `held`."""
    row = settle_article(services().publishing, find_article(source_id))
    if row.state == WITHDRAWN:
        raise Withdrawn("The article was withdrawn.")
    return _answer(publish_article(services().publishing, row))


@articles.post("/<source_id>/hold")
def hold(source_id: str) -> Response:
    """Hold an article until it is published."""
    row = hold_article(services().publishing, find_article(source_id))
    return _answer(settle_article(services().publishing, row))


@articles.post("/<source_id>/remake")
def remake(source_id: str) -> Response:
    """Make an article again, with the present voices and pronunciations, or after a failure."""
    row = find_article(source_id)
    remade = remake_article(services().publishing, services().sites.get(row.site), row)
    return _answer(remade.row)


@articles.get("")
def show_list() -> Response:
    """List articles, newest first. `cursor` of an answer continues the list."""
    site, state, limit = _site(), request.args.get("state"), read_limit()
    if state is not None and state not in STATES:
        raise Unprocessable(f"'state' must be one of: {', '.join(STATES)}; got {state[:80]!r}.")
    text, before = request.args.get("q"), read_cursor()
    rows = services().publishing.database.read(
        lambda session: list_rows(session, site.name, state, text, before, limit + 1)
    )
    shown = [settle_article(services().publishing, row) for row in rows[:limit]]
    cursor = str(rows[limit - 1].id) if len(rows) > limit else None
    return _no_store(jsonify(articles=[_resource(row) for row in shown], cursor=cursor))


def _site() -> Any:
    return services().sites.get(services().access.require_site(request.args.get("site")))


def find_article(source_id: str) -> ArticleRow:
    """Raises UnknownArticle."""
    site = _site()
    row = services().publishing.database.read(
        lambda session: find_row(session, site.name, source_id)
    )
    if row is None:
        raise UnknownArticle(f"The site {site.name!r} has no article {source_id[:80]!r}.")
    return row


def _answer(row: ArticleRow, status: int | None = None) -> Response:
    response = jsonify(_resource(row))
    response.status_code = status or (202 if row.state == PENDING else 200)
    return _no_store(response)


def _resource(row: ArticleRow) -> dict[str, Any]:
    return article_resource(services().publishing, services().signer, row, request.url_root)


def _no_store(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
