"""/v1/lexicon/reports: words that readers report as said wrongly."""

from listen.publishing.pronunciations.reports import STATES
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    SEND_JSON,
    Area,
    Schema,
    array,
    closed,
    integer,
    json_content,
    nullable,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.errors import BODY_ERRORS, POST_ERRORS, problems
from listen.web.openapi.lexicon import CURSOR, KEY_ERRORS, PAGING, SITE, TIME
from listen.web.openapi.operation import operation
from listen.web.openapi.resource import KEY
from listen.web.paging import MAX_ID
from listen.web.reports import MAX_NOTE, MAX_SENTENCE, MAX_WORD

_TAG = "Reports"

_SCHEMAS: dict[str, Schema] = {
    "ReaderReport": closed(
        {
            "id": integer(minimum=1),
            "site": string(),
            "article": string("The site's own id of the article."),
            "title": string("Of the article."),
            "url": nullable(string("Of the article.")),
            "word": string(),
            "sentence": string(),
            "note": string("What the first reader with a note wrote."),
            "count": integer("How often the word was reported here.", minimum=1),
            "state": string(
                "One that is `done` opens again when it is reported again.", enum=[*STATES]
            ),
            "created_at": TIME,
            "reported_at": TIME,
        },
        "A word that readers reported. It says nothing of the readers.",
    ),
    "ReaderReports": closed({"reports": array(ref("ReaderReport")), "cursor": CURSOR}),
}

_PATHS = {
    "/v1/lexicon/reports": {
        "post": operation(
            "reportWord",
            _TAG,
            "Report a word that is said wrongly",
            {
                "204": response("It is counted."),
                **problems(
                    *POST_ERRORS,
                    *BODY_ERRORS,
                    *("unknown_audio", "unknown_article", "gone", "invalid_field"),
                    *("rate_limited", "quota_exceeded", "unavailable"),
                ),
            },
            f"curl {SAMPLE_SERVER}/v1/lexicon/reports {SEND_JSON} "
            '\'{"key": "KEY", "word": "Kyiv", "sentence": "Kyiv is old."}\'',
            "For readers, without a key, on sites with `report_mispronunciation`. The audio must "
            "be that of an article, and the sentence be in it. Pages of other sites get 403.",
            [parameter("token", "query", "Of audio with a signed URL.", string())],
            {
                "required": True,
                "content": json_content(
                    closed(
                        {
                            "key": KEY,
                            "word": string(minLength=1, maxLength=MAX_WORD),
                            "sentence": string(minLength=1, maxLength=MAX_SENTENCE),
                            "note": nullable(string(maxLength=MAX_NOTE)),
                        },
                        optional=["note"],
                    )
                ),
            },
        ),
        "get": operation(
            "listReports",
            _TAG,
            "List what readers reported, newest first",
            {
                "200": response("Reports.", json_content(ref("ReaderReports"))),
                **problems(*KEY_ERRORS, "invalid_field"),
            },
            f"curl '{SAMPLE_SERVER}/v1/lexicon/reports?state=open' -H 'x-api-key: KEY'",
            parameters=[
                SITE,
                parameter("state", "query", "Only in this state.", string(enum=[*STATES])),
                *PAGING,
            ],
        ),
    },
    "/v1/lexicon/reports/{report_id}": {
        "parameters": [parameter("report_id", "path", "Its id.", integer(maximum=MAX_ID))],
        "put": operation(
            "changeReport",
            _TAG,
            "Set the state of a report",
            {
                "200": response("The report.", json_content(ref("ReaderReport"))),
                **problems(*KEY_ERRORS, *POST_ERRORS, *BODY_ERRORS, "invalid_field", "not_found"),
            },
            f"curl -X PUT {SAMPLE_SERVER}/v1/lexicon/reports/1 -H 'x-api-key: KEY' {SEND_JSON} "
            '\'{"state": "done"}\'',
            parameters=[SITE],
            body={
                "required": True,
                "content": json_content(closed({"state": string(enum=[*STATES])})),
            },
        ),
    },
}

AREA = Area(_TAG, "Hear from readers which words are said wrongly.", _PATHS, _SCHEMAS)
