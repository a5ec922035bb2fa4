"""/v1/lexicon/reports: words that readers report as said wrongly."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import NotFound

from audio_cache.excerpt import excerpt
from listen.database.tables import ArticleRow, PronunciationReportRow
from listen.errors import UnknownArticle, Unprocessable
from listen.publishing.pronunciations.reports import (
    STATES,
    add_report,
    articles_of_audio,
    find_report,
    list_reports,
    set_report_state,
)
from listen.publishing.readers_audio import UNKNOWN
from listen.web.body import read_json
from listen.web.client_address import client_address
from listen.web.find_audio import find_audio
from listen.web.lexicon import current_site, no_store, read_text, time_text
from listen.web.page_origin import check_page_origin
from listen.web.paging import MAX_ID, read_cursor, read_limit
from listen.web.services import services

reports = Blueprint("reports", __name__, url_prefix="/v1/lexicon/reports")

MAX_REPORT_BODY = 20_000
"""Bytes."""
MAX_WORD, MAX_SENTENCE, MAX_NOTE = 100, 2_000, 300
"""Characters of a report."""
_FIELDS = ("key", "word", "sentence", "note")


@reports.post("")
def report() -> Response:
    """Take a reader's report. Its words must be those of an article, but for the note."""
    fields = read_json(request, MAX_REPORT_BODY)
    if unknown := sorted(fields.keys() - {*_FIELDS}):
        raise Unprocessable(
            f"Unknown field {excerpt(unknown[0])}. The fields are: {', '.join(_FIELDS)}."
        )
    key = read_text(fields, "key") or ""
    word, sentence = _bounded(fields, "word", MAX_WORD), _bounded(fields, "sentence", MAX_SENTENCE)
    note = _bounded(fields, "note", MAX_NOTE)
    audio = find_audio(key)
    article = _reported_article(key)
    services().budgets.take_report(services().sites.get(article.site), client_address())
    if not word or word not in sentence:
        raise Unprocessable(f"'word' must be a word of the sentence, got {excerpt(word)}.")
    if sentence not in _spoken(services().library.spec(audio).text):
        raise Unprocessable(f"'sentence' must be of the article, got {excerpt(sentence)}.")
    services().publishing.database.write(
        lambda session: add_report(session, article, word, sentence, note)
    )
    return Response(status=204)


@reports.get("")
def show_list() -> Response:
    """List reports, newest first. `cursor` of an answer continues the list."""
    site, limit, before = current_site(), read_limit(), read_cursor()
    state = request.args.get("state")
    if state is not None:
        _check_state(state)
    found = services().publishing.database.read(
        lambda session: list_reports(session, site.name, state, before, limit + 1)
    )
    cursor = str(found[limit - 1][0].id) if len(found) > limit else None
    return no_store(jsonify(reports=[_resource(*each) for each in found[:limit]], cursor=cursor))


@reports.put("/<int:report_id>")
def change(report_id: int) -> Response:
    """Set the state of a report."""
    number = min(report_id, MAX_ID)  # the databases have no larger ones
    database = services().publishing.database
    found = database.read(lambda session: find_report(session, number))
    site = services().access.require_site(found[0].site if found else request.args.get("site"))
    if found is None:
        raise NotFound(f"The site {site!r} has no report {report_id}.")
    fields = read_json(request, MAX_REPORT_BODY)
    if unknown := sorted(fields.keys() - {"state"}):
        raise Unprocessable(f"Unknown field {excerpt(unknown[0])}. The only field is state.")
    state = _check_state(fields.get("state"))
    database.write(lambda session: set_report_state(session, number, state))
    found[0].state = state
    return no_store(jsonify(_resource(*found)))


def _bounded(fields: dict[str, Any], name: str, limit: int) -> str:
    """Return a field; an empty string if it is missing. Raises Unprocessable."""
    text = read_text(fields, name) or ""
    if len(text) > limit:
        raise Unprocessable(
            f"{name!r} must not be longer than {limit} characters, got {len(text)}."
        )
    return text


def _reported_article(key: str) -> ArticleRow:
    """Return the article whose readers hear an audio, if its site wants reports.

    Raises UnknownArticle, and OriginNotAllowed for a request from a page of another site.
    """
    rows = services().publishing.database.read(lambda session: articles_of_audio(session, key))
    for row in rows:
        site = services().sites.find(row.site)
        if site and site.report_mispronunciation:
            check_page_origin(site)
            return row
    raise UnknownArticle(UNKNOWN)


def _spoken(text: str) -> str:
    """Return the text with single spaces, as the report has it."""
    return " ".join(text.split())


def _check_state(state: Any) -> str:
    if state not in STATES:
        raise Unprocessable(f"'state' must be one of: {', '.join(STATES)}; got {excerpt(state)}.")
    return str(state)


def _resource(row: PronunciationReportRow, article: ArticleRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "site": row.site,
        "article": article.source_id,
        "title": article.title,
        "url": article.url,
        "word": row.word,
        "sentence": row.sentence,
        "note": row.note,
        "count": row.count,
        "state": row.state,
        "created_at": time_text(row.created_at),
        "reported_at": time_text(row.reported_at),
    }
