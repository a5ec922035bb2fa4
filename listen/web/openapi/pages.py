"""Pages for people, the player, and oEmbed."""

from listen.web.openapi.audio import KEY_PARAMETER
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    Area,
    Schema,
    closed,
    header,
    html_content,
    integer,
    json_content,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.errors import html_problems, problems
from listen.web.openapi.operation import operation

_TAG = "Embedding"

_OEMBED: Schema = closed(
    {
        "type": {"const": "rich"},
        "version": {"const": "1.0"},
        "title": string(),
        "provider_name": string(),
        "provider_url": string(format="uri"),
        "width": integer("CSS pixels.", minimum=1),
        "height": integer("CSS pixels.", minimum=1),
        "html": string("An iframe."),
    },
    "An [oEmbed](https://oembed.com) response of type `rich`.",
)
_PIXELS = integer(minimum=1, maximum=999_999)
_CONDITION = [parameter("If-None-Match", "header", "Entity tags that the client has.", string())]
_ETAG = {"ETag": header("The checksum of the file.")}

_PATHS = {
    "/embed/{key}": {
        "parameters": [KEY_PARAMETER],
        "get": operation(
            "getEmbedPage",
            _TAG,
            "Get the player as a page for an iframe",
            {
                "200": response("The page.", html_content()),
                "307": response(
                    "A fallback voice speaks the article.",
                    html_content(),
                    {"Location": header("Path of its page.")},
                ),
                **html_problems("unknown_audio", "gone", "unavailable"),
            },
            f"curl {SAMPLE_SERVER}/embed/KEY",
            parameters=[
                parameter(
                    "theme",
                    "query",
                    "`light` or `dark`. Defaults to the visitor's preference.",
                    string(),
                ),
                parameter(
                    "transcript", "query", "`0` shows the player without the text.", string()
                ),
            ],
        ),
    },
    "/oembed": {
        "get": operation(
            "getOembed",
            _TAG,
            "Get the oEmbed response of an embed page",
            {
                "200": response("The response.", json_content(ref("OEmbed"))),
                **problems(
                    *(
                        "malformed",
                        "not_found",
                        "unknown_audio",
                        "gone",
                        "not_implemented",
                        "unavailable",
                    )
                ),
            },
            f"curl --get {SAMPLE_SERVER}/oembed --data-urlencode 'url={SAMPLE_SERVER}/embed/KEY'",
            parameters=[
                parameter(
                    "url",
                    "query",
                    "URL of an embed page of this server.",
                    string(),
                    required=True,
                ),
                parameter("maxwidth", "query", "Available width in CSS pixels.", _PIXELS),
                parameter(
                    "maxheight",
                    "query",
                    "Available height in CSS pixels. The text is left out below 320.",
                    _PIXELS,
                ),
                parameter("format", "query", "The format.", {"enum": ["json"]}),
            ],
        )
    },
    "/player.js": {
        "get": operation(
            "getPlayer",
            _TAG,
            "Get the player",
            {
                "200": response(
                    "A JavaScript module that defines `<listen-article>`.",
                    {"text/javascript": {"schema": string()}},
                    _ETAG,
                ),
                "304": response("The client has it already.", headers=_ETAG),
                **problems(),
            },
            f"curl {SAMPLE_SERVER}/player.js",
            parameters=_CONDITION,
        )
    },
    "/": {
        "get": operation(
            "getDemoPage",
            _TAG,
            "Get the demo page",
            {"200": response("The page.", html_content()), **html_problems()},
            f"curl {SAMPLE_SERVER}/",
        )
    },
}

AREA = Area(_TAG, "Put the player on a page.", _PATHS, {"OEmbed": _OEMBED})
