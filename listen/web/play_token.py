"""The play tokens in the answers that players get."""

from urllib.parse import urlsplit

from flask import request

from listen.plays.article_of_audio import ArticleName
from listen.publishing.article_rows import find_row_of_page
from listen.web.opt_out import has_opted_out
from listen.web.services import services


def token_for_audio(key: str) -> str | None:
    """Return a token for a player of an audio; None if its plays are not counted."""
    return services().plays.token_for_audio(key) if _is_counted() else None


def token_for_page(key: str, url: str) -> str | None:
    """Return a token for the player of a page, whose words another article may have too."""
    if not _is_counted():
        return None
    row = services().publishing.database.read(lambda session: find_row_of_page(session, url))
    return services().plays.token(key, [ArticleName(row.site, row.source_id)] if row else [])


def _is_counted() -> bool:
    """Return whether the request is a reader's, who may be counted."""
    return (
        request.method == "GET"
        and not has_opted_out()
        and not _is_of_editor()
        and services().plays.is_counted_anywhere()
    )


def _is_of_editor() -> bool:
    """Return whether the player is on a page of the newsroom."""
    path = urlsplit(request.referrer or "").path
    return f"{path}/".startswith(f"{request.root_path}/newsroom/")
