"""Data of the audio resource for extensions of the player: modules that few pages load."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from flask import request

from listen.plays.article_of_audio import ArticleName
from listen.publishing.article_rows import find_row_of_page
from listen.web.find_audio import TOKEN
from listen.web.opt_out import has_opted_out, is_of_editor
from listen.web.services import services

Extensions = dict[str, Any]
"""Data by the name of the module in `static/player/extensions/`."""


def extensions_for_audio(key: str) -> Extensions:
    """Return the extensions of a player that shows an audio."""
    if not (_is_counted() or _is_reported()):
        return {}
    return _extensions(key, services().plays.articles.find(key))


def extensions_for_page(key: str, url: str) -> Extensions:
    """Return the extensions of the player of a page, whose words another article may have too."""
    if not (_is_counted() or _is_reported()):
        return {}
    row = services().publishing.database.read(lambda session: find_row_of_page(session, url))
    return _extensions(key, [ArticleName(row.site, row.source_id)] if row else [])


def _extensions(key: str, articles: Sequence[ArticleName]) -> Extensions:
    token = services().plays.token(key, articles) if _is_counted() else None
    plays = {"plays": {"token": token}} if token else {}
    return {**plays, **(_report(key) if _is_reported(articles) else {})}


def _report(key: str) -> Extensions:
    """Return what a player needs to report a word that is said wrongly."""
    token = request.args.get(TOKEN)
    query = f"?{TOKEN}={quote(token)}" if token else ""
    return {
        "report": {
            "key": key,
            "marks": f"v1/audio/{key}/marks{query}",
            "reports": f"v1/lexicon/reports{query}",
        }
    }


def _is_counted() -> bool:
    """Return whether the request is a reader's, who may be counted."""
    return (
        request.method == "GET"
        and not has_opted_out()
        and not is_of_editor()
        and services().plays.is_counted_anywhere()
    )


def _is_reported(articles: Sequence[ArticleName] | None = None) -> bool:
    """Return whether a site wants reports of mispronunciations: any, or one of the articles'."""
    names = None if articles is None else {article.site for article in articles}
    return request.method == "GET" and any(
        site.report_mispronunciation and (names is None or site.name in names)
        for site in services().sites.all()
    )
