"""/v1/hooks: webhooks of content management systems."""

from listen.publishing.hooks.receive import SENDERS
from listen.web.openapi.build import SAMPLE_SERVER, SEND_JSON, Area, parameter, response, string
from listen.web.openapi.errors import problems
from listen.web.openapi.operation import operation

_TAG = "Webhooks"

_HEADERS = {
    "webhook-id": "Standard Webhooks: the id of the message.",
    "webhook-timestamp": "Standard Webhooks: seconds since 1970.",
    "webhook-signature": "Standard Webhooks: v1,BASE64 for each secret, separated by spaces.",
    "X-Ghost-Signature": "Ghost: sha256=HEX, t=MILLISECONDS.",
}

_PATHS = {
    "/v1/hooks/{site}/{sender}": {
        "parameters": [
            parameter("site", "path", "Name of the site.", string(minLength=1)),
            parameter(
                "sender",
                "path",
                "The system. `generic` is any one that sends Standard Webhooks.",
                string(enum=[*SENDERS]),
            ),
        ],
        "post": operation(
            "receiveWebhook",
            _TAG,
            "Report that an article was saved or withdrawn",
            {
                "202": response("The message is signed. What it says is done soon, or is logged."),
                **problems(
                    *("unauthorized", "unknown_site", "not_found", "origin_not_allowed"),
                    *("malformed", "upload_timeout", "too_long", "unsupported_media_type"),
                    *("unavailable", "storage_full"),
                ),
            },
            f"curl {SAMPLE_SERVER}/v1/hooks/default/generic {SEND_JSON} "
            """'{"type": "article.withdrawn", "data": {"id": "a-1"}}'""",
            "The body must be signed with one of the site's secrets, less than 5 minutes ago, and "
            "is accepted once. A body that is no event is accepted and logged, so that no system "
            "switches the webhook off.",
            [
                parameter(
                    "event",
                    "query",
                    "Name of the event, for versions of Ghost that do not send it.",
                    string(),
                ),
                *(parameter(name, "header", text, string()) for name, text in _HEADERS.items()),
            ],
            {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {"type": "object"},
                        "example": {
                            "type": "article.saved",
                            "timestamp": "2026-03-01T09:00:00Z",
                            "data": {"id": "a-1", "html": "<h1>An example</h1><p>An article.</p>"},
                        },
                    }
                },
            },
            is_signed=True,
        ),
    }
}

AREA = Area(_TAG, "Hear of changes from content management systems.", _PATHS)
