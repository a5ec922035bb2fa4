"""Pages for people, the player, and oEmbed."""

from listen.web.openapi.article_request import QUERY_PARAMETERS
from listen.web.openapi.audio import KEY_PARAMETER, TOKEN_PARAMETER
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
from listen.web.openapi.conditions import IF_NONE_MATCH
from listen.web.openapi.errors import ARTICLE_ERRORS, html_problems, problems
from listen.web.openapi.operation import operation
from listen.web.page_audio import PAGE_OPTIONS

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
_LOCATION = {"Location": header("Path of the audio resource.")}
_PIXELS = integer(minimum=1, maximum=999_999)
_ETAG = {"ETag": header("The checksum of the file.")}

_VERSION = parameter("v", "query", "With the current version, clients may keep it.", string())
_PATHS = {
    "/v1/pages": {
        "get": operation(
            "getPageAudio",
            _TAG,
            "Get the audio of an article's page",
            {
                status: response(description, json_content(ref("Audio")), _LOCATION)
                for status, description in (
                    ("200", "The audio is finished."),
                    ("202", "The audio is queued or being made."),
                )
            }
            | problems(
                *("origin_not_allowed", "url_not_allowed", "unknown_article", "withdrawn"),
                *("rate_limited", "quota_exceeded", "queue_full", "unavailable"),
                *("too_long", *ARTICLE_ERRORS),
            ),
            f"curl --get {SAMPLE_SERVER}/v1/pages "
            "--data-urlencode 'url=https://news.example/bridge'",
            "What a player without `audio-key` asks. The page must be that of a saved article with "
            "public audio, or an article on a host of a site: the server then fetches it, and "
            "requests the audio within the limits of the site. The fragment of the URL is ignored, "
            "and so are parameters that the article was not saved with. The options, and codes of "
            "an article that cannot be spoken (413, 422), are for pages of other hosts, on a "
            "server that makes audio for the client.",
            [
                parameter("url", "query", "URL of the page.", string(minLength=1), required=True),
                *(each for each in QUERY_PARAMETERS if each["name"] in PAGE_OPTIONS),
            ],
        )
    },
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
                TOKEN_PARAMETER,
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
                    "Available height in CSS pixels. The text is left out below 360.",
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
            parameters=[IF_NONE_MATCH],
        )
    },
    "/player/{name}.js": {
        "get": operation(
            "getPlayerModule",
            _TAG,
            "Get a module that the player imports when it needs it",
            {
                "200": response(
                    "A JavaScript module.", {"text/javascript": {"schema": string()}}, _ETAG
                ),
                "304": response("The client has it already.", headers=_ETAG),
                **problems("not_found"),
            },
            f"curl {SAMPLE_SERVER}/player/read_along.js",
            parameters=[
                parameter("name", "path", "Name of the module.", string()),
                _VERSION,
                IF_NONE_MATCH,
            ],
        )
    },
    "/player/features/{name}.js": {
        "get": operation(
            "getPlayerFeature",
            _TAG,
            "Get a feature that the player imports when it is wanted",
            {
                "200": response(
                    "A JavaScript module.", {"text/javascript": {"schema": string()}}, _ETAG
                ),
                "304": response("The client has it already.", headers=_ETAG),
                **problems("not_found"),
            },
            f"curl {SAMPLE_SERVER}/player/features/menu.js",
            parameters=[
                parameter("name", "path", "Name of the module.", string()),
                _VERSION,
                IF_NONE_MATCH,
            ],
        )
    },
    "/player/labels/{language}.js": {
        "get": operation(
            "getPlayerLabels",
            _TAG,
            "Get the labels of the player in a language",
            {
                "200": response(
                    "A JavaScript module.", {"text/javascript": {"schema": string()}}, _ETAG
                ),
                "304": response("The client has it already.", headers=_ETAG),
                **problems("not_found"),
            },
            f"curl {SAMPLE_SERVER}/player/labels/de.js",
            parameters=[
                parameter(
                    "language",
                    "path",
                    "BCP 47 tag of a table, such as `de` or `zh-Hant`.",
                    string(),
                ),
                _VERSION,
                IF_NONE_MATCH,
            ],
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
