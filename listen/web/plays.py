"""/v1/plays: what players report, and how often the articles of a site are heard."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request

from listen.errors import Unprocessable
from listen.plays.history import Period, article_counts, daily_counts, total
from listen.plays.report import parse_report
from listen.plays.table import article_table, day_table
from listen.request.json_body import parse_json_object
from listen.web.articles import find_article
from listen.web.body import read_body
from listen.web.client_address import client_address
from listen.web.opt_out import has_opted_out
from listen.web.paging import read_limit
from listen.web.services import services

plays = Blueprint("plays", __name__, url_prefix="/v1")

MAX_REPORT = 8192
"""Bytes. A token names its article, whose id may have 255 characters."""
MAX_DAYS = 400
DEFAULT_DAYS = 30

_BY = ("day", "article")
_FORMATS = ("json", "csv")
_CSV = "text/csv"
_MAX_OFFSET = 1_000_000


@plays.post("/plays")
def take_report() -> Response:
    """Take a player's report. It learns not whether it counted.

    Browsers send reports as text, also when the page is closed (navigator.sendBeacon).
    """
    report = parse_report(parse_json_object(read_body(request, MAX_REPORT)))
    if not has_opted_out():
        user_agent = request.headers.get("User-Agent", "")
        services().plays.count(report, client_address(), user_agent)
    return Response(status=204)


@plays.get("/plays")
def show_site() -> Response:
    """Show the counts of a site, by day or by article."""
    name = services().access.require_site(request.args.get("site"))
    period, by = _period(), _choice("by", _BY, "day")
    if by == "article":
        return _by_article(name, period)
    return _by_day(name, period)


@plays.get("/articles/<source_id>/plays")
def show_article(source_id: str) -> Response:
    """Show the counts of an article by day. They stay when the article is withdrawn."""
    row = find_article(source_id)
    return _by_day(row.site, _period(), row.source_id)


def _by_day(site: str, period: Period, article: str | None = None) -> Response:
    days = daily_counts(services().publishing.database, site, period, article)
    if _is_csv():
        return _table(day_table(days))
    named = {} if article is None else {"article": article}
    return _json(
        site,
        period,
        **named,
        total=total(days).to_dict(),
        days=[{"day": each.day.isoformat(), **each.counts.to_dict()} for each in days],
    )


def _by_article(site: str, period: Period) -> Response:
    limit, offset = read_limit(), _offset()
    found = article_counts(services().publishing.database, site, period, limit + 1, offset)
    shown = found[:limit]
    cursor = str(offset + limit) if len(found) > limit else None
    if _is_csv():
        response = _table(article_table(shown))
        if cursor:
            response.headers["X-Next-Cursor"] = cursor
        return response
    articles = [
        {"article": each.article, "title": each.title, "url": each.url, **each.counts.to_dict()}
        for each in shown
    ]
    return _json(site, period, articles=articles, cursor=cursor)


def _json(site: str, period: Period, **fields: Any) -> Response:
    first, last = period.first.isoformat(), period.last.isoformat()
    response = jsonify({"site": site, "from": first, "to": last, **fields})
    return _no_store(response)


def _table(text: str) -> Response:
    response = Response(text, mimetype=_CSV)
    response.headers["Content-Disposition"] = 'attachment; filename="plays.csv"'
    return _no_store(response)


def _no_store(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept"
    return response


def _is_csv() -> bool:
    """Return whether the client wants CSV: `format` decides, else the header Accept."""
    if "format" in request.args:
        return _choice("format", _FORMATS, "json") == "csv"
    return request.accept_mimetypes.best_match(["application/json", _CSV]) == _CSV


def _period() -> Period:
    """Return the days that the query names. Raises Unprocessable."""
    last = _day("to") or datetime.now(UTC).date()
    try:
        first = _day("from") or last - timedelta(days=DEFAULT_DAYS - 1)
    except OverflowError:
        first = last
    period = Period(first, last)
    if not 1 <= period.days <= MAX_DAYS:
        raise Unprocessable(
            f"'from' and 'to' must be 1 to {MAX_DAYS} days, in order, got {first} to {last}."
        )
    return period


def _day(name: str) -> date | None:
    value = request.args.get(name)
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise Unprocessable(
            f"{name!r} must be a day such as 2026-11-29, got {value[:80]!r}."
        ) from None


def _choice(name: str, choices: tuple[str, ...], default: str) -> str:
    value = request.args.get(name, default)
    if value not in choices:
        raise Unprocessable(f"{name!r} must be one of: {', '.join(choices)}; got {value[:80]!r}.")
    return value


def _offset() -> int:
    """Return the number of articles before those of the page. Raises Unprocessable."""
    value = request.args.get("cursor", "0")
    if not (value.isascii() and value.isdigit() and int(value[:11]) <= _MAX_OFFSET):
        raise Unprocessable(f"'cursor' must come from an earlier answer, got {value[:80]!r}.")
    return int(value)
