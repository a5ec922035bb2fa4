"""/v1/plays: reports of players, and counts of what was heard."""

from typing import Any

from listen.plays.counts import NAMES
from listen.plays.report import EVENTS
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    Area,
    Schema,
    array,
    closed,
    integer,
    json_content,
    nullable,
    number,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.errors import problems
from listen.web.openapi.operation import operation
from listen.web.plays import DEFAULT_DAYS, MAX_DAYS

_TAG = "Plays"

_DESCRIPTIONS = {
    "loads": "Players that loaded the description of the audio.",
    "plays": "Players in which the audio began to sound.",
    "quarter_25": "Players that played a quarter of the audio.",
    "quarter_50": "Players that played a half of it.",
    "quarter_75": "Players that played three quarters of it.",
    "completions": "Players that reached the end and played three quarters.",
    "seconds": "Seconds of audio that were played. A player counts each second once.",
    "downloads": "Downloads of the podcast episode.",
}
_DAY = string(format="date")
_COUNTS: dict[str, Schema] = {name: integer(_DESCRIPTIONS[name]) for name in NAMES}
_PERIOD = {"from": _DAY, "to": _DAY}
_SITE_NAME = {"site": string("Name of the site.")}
_ARTICLE = string("The site's own id of the article.")
_BY_DAY = {"total": closed(_COUNTS), "days": array(closed({"day": _DAY, **_COUNTS}))}
_CURSOR = nullable(string("For the next page. Null on the last one."))

_SCHEMAS: dict[str, Schema] = {
    "ArticlePlays": closed({**_SITE_NAME, **_PERIOD, "article": _ARTICLE, **_BY_DAY}),
    "SitePlaysByDay": closed({**_SITE_NAME, **_PERIOD, **_BY_DAY}),
    "SitePlaysByArticle": closed(
        {
            **_SITE_NAME,
            **_PERIOD,
            "articles": array(
                closed(
                    {
                        "article": _ARTICLE,
                        "title": string(),
                        "url": nullable(string()),
                        **_COUNTS,
                    }
                ),
                "Most played first.",
            ),
            "cursor": _CURSOR,
        }
    ),
}
_REPORT = closed(
    {
        "token": string("`extensions.plays.token` of the audio resource."),
        "event": string(
            "The last that has happened: the audio was described, has sounded, has ended.",
            enum=[*EVENTS],
        ),
        "seconds": number("Seconds of the audio that were played, each once.", minimum=0),
    },
    "The state of one load of a player. It includes all that was reported before.",
    optional=["seconds"],
)
_PARAMETERS = [
    parameter("site", "query", "The site, if the key is for several.", string(maxLength=64)),
    parameter("from", "query", f"The first day. Defaults to {DEFAULT_DAYS} days up to `to`.", _DAY),
    parameter(
        "to", "query", f"The last day, in UTC: at most {MAX_DAYS} in all. Defaults to today.", _DAY
    ),
    parameter(
        "format",
        "query",
        "The format. Defaults to the one that `Accept` prefers.",
        string(enum=["json", "csv"]),
    ),
]
_ERRORS = ("unauthorized", "unknown_site", "invalid_field", "unavailable")
_EXAMPLE = {"token": "TOKEN", "event": "play", "seconds": 12.5}
_CSV = {"text/csv": {"schema": string()}}


def _counts(*schemas: str) -> dict[str, Any]:
    schema = ref(schemas[0]) if len(schemas) == 1 else {"anyOf": [ref(each) for each in schemas]}
    return response("The counts.", json_content(schema) | _CSV)


_PATHS = {
    "/v1/plays": {
        "post": operation(
            "reportPlay",
            _TAG,
            "Report what a player has played",
            {
                "204": response("It was understood. Whether it counts is not told."),
                **problems("malformed", "upload_timeout", "too_long", "unsupported_media_type"),
            },
            f"curl {SAMPLE_SERVER}/v1/plays "
            '-d \'{"token": "TOKEN", "event": "play", "seconds": 12.5}\'',
            "The body is JSON of any media type, at most 8 KB. A report with `DNT: 1` or "
            "`Sec-GPC: 1` is not counted.",
            body={
                "required": True,
                "content": {"text/plain": {"schema": _REPORT, "example": _EXAMPLE}},
            },
        ),
        "get": operation(
            "getSitePlays",
            _TAG,
            "Get how often the articles of a site were heard",
            {
                "200": _counts("SitePlaysByDay", "SitePlaysByArticle"),
                **problems(*_ERRORS),
            },
            f"curl '{SAMPLE_SERVER}/v1/plays?by=article&format=csv' -H 'x-api-key: KEY'",
            "Counts are seconds old. In CSV, the header `X-Next-Cursor` has the cursor.",
            [
                *_PARAMETERS,
                parameter(
                    "by", "query", "Rows. Defaults to days.", string(enum=["day", "article"])
                ),
                parameter("cursor", "query", "`cursor` of the page before.", string()),
                parameter("limit", "query", "Articles of a page.", integer(minimum=1, maximum=200)),
            ],
        ),
    },
    "/v1/articles/{source_id}/plays": {
        "parameters": [
            parameter(
                "source_id",
                "path",
                "The site's own id of the article.",
                string(pattern="^[^/\\x00-\\x1f]+$"),
            )
        ],
        "get": operation(
            "getArticlePlays",
            _TAG,
            "Get how often an article was heard, by day",
            {"200": _counts("ArticlePlays"), **problems(*_ERRORS, "unknown_article")},
            f"curl {SAMPLE_SERVER}/v1/articles/1/plays -H 'x-api-key: KEY'",
            parameters=_PARAMETERS,
        ),
    },
}

_PATHS["/metrics"] = {
    "get": operation(
        "getMetrics",
        _TAG,
        "Get figures for Prometheus",
        {
            "200": response(
                "Figures, as docs/observability.md lists them.",
                {
                    "text/plain": {"schema": string()},
                    "application/openmetrics-text": {"schema": string()},
                },
            ),
            **problems("unauthorized", "unavailable"),
        },
        f"curl {SAMPLE_SERVER}/metrics -H 'Authorization: Bearer KEY'",
        "Needs a key with the scope `metrics`. The text is OpenMetrics if `Accept` names it.",
    )
}

AREA = Area(_TAG, "Count what is heard, without knowing by whom.", _PATHS, _SCHEMAS)
