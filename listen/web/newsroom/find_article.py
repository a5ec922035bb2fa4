"""Finds the article that a page is about."""

from flask import abort

from listen.database.tables import ArticleRow
from listen.publishing.article_rows import find_row_by_number
from listen.sites.site import Site
from listen.web.newsroom.editor import current_editor
from listen.web.paging import MAX_ID
from listen.web.services import services


def find_article(site_name: str, number: int) -> tuple[Site, ArticleRow]:
    """Return a site and an article of it. Raises Forbidden, UnknownSite, NotFound, Unavailable.

    Pages name an article by the database's number of it: an id of a publishing system may have
    characters that no path has.
    """
    site = current_editor().site(site_name)
    number = min(number, MAX_ID)  # the databases have no larger ones
    row = services().publishing.database.read(
        lambda session: find_row_by_number(session, site.name, number)
    )
    return site, row if row is not None else abort(404)
