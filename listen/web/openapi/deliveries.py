"""/v1/deliveries: the log of callbacks to publishers."""

from listen.publishing.deliveries import EVENTS
from listen.publishing.delivery_rows import STATES
from listen.web.openapi.build import (
    SAMPLE_SERVER,
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
from listen.web.openapi.errors import problems
from listen.web.openapi.operation import operation
from listen.web.paging import MAX_ID

_TAG = "Deliveries"

_TIME = string(format="date-time")
_SCHEMAS: dict[str, Schema] = {
    "Delivery": closed(
        {
            "id": integer(minimum=1),
            "site": string("Name of the site."),
            "event": string(
                "`audio.withdrawn` goes to the site's cache, the others to its callbacks.",
                enum=[*EVENTS],
            ),
            "article": nullable(string("The site's own id of the article.")),
            "message_id": string("The header `webhook-id`, the same at each attempt."),
            "url": string("The receiver, without the query of its URL."),
            "state": string(
                "`pending`: the next attempt is at `next_at`. `sending`: it is being sent. "
                "`failed`: no attempts are left, or the receiver answered 410.",
                enum=[*STATES],
            ),
            "attempts": integer(),
            "next_at": nullable(_TIME),
            "last_status": nullable(integer("HTTP status. Null if there was no answer.")),
            "last_error": nullable(string("A sentence for people.")),
            "created_at": _TIME,
            "delivered_at": nullable(_TIME),
        },
        "A callback to a site, or a purge of its cache.",
    ),
    "Deliveries": closed(
        {
            "deliveries": array(ref("Delivery")),
            "cursor": nullable(string("For the next page. Null on the last one.")),
        }
    ),
}

_SITE = parameter("site", "query", "The site, if the key is for several.", string(maxLength=64))
_ERRORS = ("unauthorized", "unknown_site", "unavailable")

_PATHS = {
    "/v1/deliveries": {
        "get": operation(
            "listDeliveries",
            _TAG,
            "List the callbacks to a site, newest first",
            {
                "200": response("Deliveries.", json_content(ref("Deliveries"))),
                **problems(*_ERRORS, "invalid_field"),
            },
            f"curl {SAMPLE_SERVER}/v1/deliveries -H 'x-api-key: KEY'",
            "Deliveries that ended are kept for 30 days.",
            [
                _SITE,
                parameter("state", "query", "Only in this state.", string(enum=[*STATES])),
                parameter("cursor", "query", "`cursor` of the page before.", string()),
                parameter(
                    "limit", "query", "Deliveries of a page.", integer(minimum=1, maximum=200)
                ),
            ],
        )
    },
    "/v1/deliveries/{delivery_id}/replay": {
        "parameters": [parameter("delivery_id", "path", "Its id.", integer(maximum=MAX_ID))],
        "post": operation(
            "replayDelivery",
            _TAG,
            "Send a delivery again",
            {
                "202": response("It will be sent.", json_content(ref("Delivery"))),
                **problems(*_ERRORS, "origin_not_allowed", "not_found", "conflict"),
            },
            f"curl -X POST {SAMPLE_SERVER}/v1/deliveries/1/replay -H 'x-api-key: KEY'",
            "It has all its attempts again. Its `message_id` stays. 409 while it is being sent.",
            [_SITE],
        ),
    },
}

AREA = Area(_TAG, "See what a site was told, and tell it again.", _PATHS, _SCHEMAS)
