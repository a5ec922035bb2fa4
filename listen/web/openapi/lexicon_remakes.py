"""/v1/lexicon/remakes: articles are made again with another pronunciation."""

from listen.publishing.pronunciations.remake import SEARCHED, SEARCHING
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    SEND_JSON,
    Area,
    Schema,
    array,
    closed,
    header,
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
from listen.web.paging import MAX_ID

_TAG = "Lexicon remakes"

_SCHEMAS: dict[str, Schema] = {
    "Remake": closed(
        {
            "id": integer(minimum=1),
            "site": string(),
            "word": string(),
            "state": string(
                "While it is `searching`, further articles may be found.",
                enum=[SEARCHING, SEARCHED],
            ),
            "editor": string("Name of the API key."),
            "articles": closed(
                {
                    "found": integer("Articles in which the pronunciation changes."),
                    "made": integer("Readers hear their new audio, or they were edited since."),
                    "pending": integer("Their new audio is being made."),
                    "held": integer("Their new audio waits to be published by hand."),
                    "failed": integer("Their new audio could not be made. The old one stays."),
                }
            ),
            "segments": closed(
                {
                    "total": integer("Segments of the articles that are made."),
                    "cached": integer("Those of them that did not change."),
                    "new": integer(),
                }
            ),
            "created_at": TIME,
            "searched_at": nullable(TIME),
        },
        "An order that the articles that hold a word be made again.",
    ),
    "Remakes": closed({"remakes": array(ref("Remake")), "cursor": CURSOR}),
}

_PATHS = {
    "/v1/lexicon/remakes": {
        "post": operation(
            "remakeArticles",
            _TAG,
            "Make the articles that hold a word again",
            {
                "202": response(
                    "The order.",
                    json_content(ref("Remake")),
                    {"Location": header("Path of the order.")},
                ),
                **problems(*KEY_ERRORS, *POST_ERRORS, *BODY_ERRORS, "invalid_field"),
            },
            f"curl {SAMPLE_SERVER}/v1/lexicon/remakes -H 'x-api-key: KEY' {SEND_JSON} "
            '\'{"word": "Kyiv"}\'',
            "Only articles change in which the word is pronounced otherwise now, and only their "
            "sentences with the word are synthesized. Readers hear the old audio until the new "
            "one is whole. What is held stays held.",
            [SITE],
            {
                "required": True,
                "content": json_content(closed({"word": string(minLength=1, maxLength=200)})),
            },
        ),
        "get": operation(
            "listRemakes",
            _TAG,
            "List the orders of the last 30 days, newest first",
            {
                "200": response("Orders.", json_content(ref("Remakes"))),
                **problems(*KEY_ERRORS, "invalid_field"),
            },
            f"curl {SAMPLE_SERVER}/v1/lexicon/remakes -H 'x-api-key: KEY'",
            parameters=[SITE, *PAGING],
        ),
    },
    "/v1/lexicon/remakes/{remake_id}": {
        "parameters": [parameter("remake_id", "path", "Its id.", integer(maximum=MAX_ID))],
        "get": operation(
            "getRemake",
            _TAG,
            "See how far an order is",
            {
                "200": response("The order.", json_content(ref("Remake"))),
                **problems(*KEY_ERRORS, "not_found"),
            },
            f"curl {SAMPLE_SERVER}/v1/lexicon/remakes/1 -H 'x-api-key: KEY'",
            parameters=[SITE],
        ),
    },
}

AREA = Area(_TAG, "Make articles again whose words were mended.", _PATHS, _SCHEMAS)
