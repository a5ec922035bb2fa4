"""/newsroom/SITE/plays: how often the articles of a site are heard, and which ones most."""

from flask import Blueprint, Response

from listen.plays.history import article_counts, latest_days
from listen.web.newsroom.editor import current_editor
from listen.web.newsroom.heard import DAYS, heard
from listen.web.newsroom.page import page
from listen.web.newsroom.wording import say_count
from listen.web.services import services

most_played = Blueprint("most_played", __name__)

_LIMIT = 20
"""Articles of the list."""


@most_played.get("/<site>/plays")
def show(site: str) -> Response:
    chosen = current_editor().site(site)
    database = services().publishing.database
    found = article_counts(database, chosen.name, latest_days(DAYS), _LIMIT) if chosen.plays else []
    lines = [
        (each.title or each.url or each.article, say_count(each.counts.plays, "play"))
        for each in found
    ]
    return page("newsroom/plays.html", chosen, heard=heard(chosen), lines=lines)
