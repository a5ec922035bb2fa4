"""What the audio resource tells extensions of the player: modules that few pages load."""

from typing import Any

from flask import request

from listen.plays.article_of_audio import ArticleName
from listen.publishing.article_rows import find_row_of_page
from listen.web.opt_out import has_opted_out, is_of_editor
from listen.web.services import services

Extensions = dict[str, Any]
"""Data by the name of the module in `static/player/extensions/`."""


def extensions_for_audio(key: str) -> Extensions:
    """Return the extensions of a player that shows an audio."""
    return _plays(services().plays.token_for_audio(key) if _is_counted() else None)


def extensions_for_page(key: str, url: str) -> Extensions:
    """Return the extensions of the player of a page, whose words another article may have too."""
    if not _is_counted():
        return {}
    row = services().publishing.database.read(lambda session: find_row_of_page(session, url))
    articles = [ArticleName(row.site, row.source_id)] if row else []
    return _plays(services().plays.token(key, articles))


def _plays(token: str | None) -> Extensions:
    return {"plays": {"token": token}} if token else {}


def _is_counted() -> bool:
    """Return whether the request is a reader's, who may be counted."""
    return (
        request.method == "GET"
        and not has_opted_out()
        and not is_of_editor()
        and services().plays.is_counted_anywhere()
    )
