"""/newsroom/SITE/articles: the articles of a site."""

from flask import Blueprint, Response

from listen.publishing.article_rows import list_rows
from listen.web.newsroom.editor import current_editor
from listen.web.newsroom.page import page
from listen.web.paging import read_cursor
from listen.web.services import services

articles = Blueprint("articles", __name__)

_LIMIT = 25


@articles.get("/<site>/articles")
def show_list(site: str) -> Response:
    chosen = current_editor().site(site)
    before = read_cursor()
    rows = services().publishing.database.read(
        lambda session: list_rows(session, chosen.name, None, None, before, _LIMIT + 1)
    )
    return page("newsroom/articles.html", chosen, rows=rows)
