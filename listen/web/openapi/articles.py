"""/v1/articles: the articles of publishers."""

from audio_cache.queue import PRIORITIES
from listen.keys.audio_signer import DEFAULT_LIFETIME
from listen.publishing.fields import MAX_SOURCE_ID, MAX_TAG, MAX_TAGS
from listen.publishing.states import ACCESS, STATES
from listen.web.article_token import MAX_LIFETIME
from listen.web.openapi.article_request import BODY, QUERY_PARAMETERS
from listen.web.openapi.article_request import SCHEMAS as REQUEST_SCHEMAS
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    SEND_JSON,
    Area,
    Schema,
    array,
    boolean,
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
from listen.web.openapi.errors import ARTICLE_ERRORS, BODY_ERRORS, POST_ERRORS, problems
from listen.web.openapi.operation import operation
from listen.web.openapi.resource import KEY
from listen.web.openapi.resource import SCHEMAS as RESOURCE_SCHEMAS

_TAG = "Articles"

_URL = nullable(string("http or https.", format="uri", maxLength=2000))
_TIME = nullable(string("ISO 8601. Without a zone: UTC.", format="date-time"))
_LABEL = nullable(string(maxLength=500))
_TAGS = array(string(maxLength=MAX_TAG), maxItems=MAX_TAGS)
_ACCESS = string(
    "Who may read the article. Only the public part of one for `members` or `paid` is spoken: what "
    "stands above `<!--members-only-->` in `html`, else what the page shows without a login. One "
    "with a `password`, or a `private` one, has no audio. On a site with `protected_audio`, all of "
    "it is spoken, and the URLs of the audio must be signed.",
    enum=[*ACCESS],
)
_HOLD = nullable(
    boolean("Whether the audio waits until it is published. Defaults to the site's setting.")
)

_WRITTEN = {
    "url": _URL
    | {
        "description": "URL of the article's page, on a host of the site. The page is "
        "fetched if neither `text` nor `html` is given."
    },
    "author": _LABEL,
    "image": _URL,
    "published_at": _TIME,
    "updated_at": _TIME,
    "tags": {**_TAGS, "type": ["array", "null"]},
    "access": {**_ACCESS, "type": ["string", "null"], "enum": [*ACCESS, None], "default": "public"},
    "hold": _HOLD,
}
_REQUESTED = {
    name: schema
    for name, schema in REQUEST_SCHEMAS["ArticleRequest"]["properties"].items()
    if name not in _WRITTEN
} | {
    "priority": {
        "enum": [*PRIORITIES, None],
        "default": "publish",
        "description": "`publish` for a new article, `backfill` for old ones.",
    }
}
_FIELDS = {**_REQUESTED, **_WRITTEN}

_AUDIO = {"anyOf": [ref("Audio"), {"type": "null"}]}

_SCHEMAS: dict[str, Schema] = {
    "ArticleToSave": closed(
        _FIELDS, "An article. One of `text`, `html` and `url` must be given.", optional=[*_FIELDS]
    ),
    "Article": closed(
        {
            "id": string("The site's own id.", minLength=1, maxLength=MAX_SOURCE_ID),
            "site": string("Name of the site."),
            "url": _URL,
            "urls": array(string(format="uri"), "All URLs that the article has or had."),
            "title": string(),
            "author": _LABEL,
            "image": _URL,
            "tags": _TAGS,
            "language": nullable(string("BCP 47 tag.")),
            "voice": nullable(string("The voice that was requested for this article.")),
            "access": _ACCESS,
            "hold": boolean(),
            "state": string(
                "`pending`: its newest audio is being made. `held`: the newest audio waits to be "
                "published. `failed`: it could not be made. Earlier audio stays public meanwhile.",
                enum=[*STATES],
            ),
            "version": integer("Number of versions with other words or another voice."),
            "published_at": _TIME,
            "updated_at": _TIME,
            "changed_at": _TIME | {"description": "When words, audio or access changed."},
            "segments": closed(
                {
                    "total": nullable(integer("Null until the text is segmented.")),
                    "cached": nullable(integer("Segments that were spoken before.")),
                    "new": nullable(integer("Segments that had to be spoken.")),
                },
                "How much of the newest version had to be made.",
            ),
            "audio": _AUDIO
            | {"description": "What readers hear, else the audio that is being made."},
            "next_audio": _AUDIO | {"description": "The audio that will replace it."},
            "error": closed({"code": string(), "detail": string("A sentence for people.")})
            | {"type": ["object", "null"]},
            "jsonld": {
                "type": ["object", "null"],
                "description": "An AudioObject (schema.org) for the article's page.",
            },
        },
        "An article of a site, and its audio.",
    ),
    "SignedAudio": closed(
        {
            "token": string("For the attribute `token` of the player."),
            "expires_at": string("ISO 8601.", format="date-time"),
            "key": KEY,
            "links": RESOURCE_SCHEMAS["Audio"]["properties"]["links"],
        },
        "Signed URLs of an article's audio.",
    ),
    "Articles": closed(
        {
            "articles": array(ref("Article")),
            "cursor": nullable(string("For the next page. Null on the last one.")),
        }
    ),
}

_ID = [
    parameter(
        "source_id",
        "path",
        "The site's own id of the article, without a slash.",
        string(minLength=1, maxLength=MAX_SOURCE_ID, pattern="^[^/\\x00-\\x1f\\x7f]+$"),
    )
]
_SITE = parameter("site", "query", "The site, if the key is for several.", string(maxLength=64))
_KEY_ERRORS = ("unauthorized", "unknown_site", "unavailable")
_FIND_ERRORS = (*_KEY_ERRORS, "unknown_article", "withdrawn", "invalid_field")
_BODY = {
    **BODY,
    "content": {
        **BODY["content"],
        "application/json": {
            "schema": ref("ArticleToSave"),
            "example": {"html": "<h1>An example</h1><p>A short article.</p>"},
        },
    },
}


def _article(description: str) -> dict[str, object]:
    return response(description, json_content(ref("Article")))


_PATHS = {
    "/v1/articles/{source_id}": {
        "parameters": _ID,
        "put": operation(
            "saveArticle",
            _TAG,
            "Save an article",
            {
                "200": _article("Its audio is there, or it has none."),
                "202": _article("Its audio is being made."),
                **problems(
                    *_KEY_ERRORS, *POST_ERRORS, *BODY_ERRORS, *ARTICLE_ERRORS, "storage_full"
                ),
            },
            f"curl -X PUT {SAMPLE_SERVER}/v1/articles/1 -H 'x-api-key: KEY' {SEND_JSON} "
            '\'{"text": "A short article."}\'',
            "Repeating it changes nothing. An edit makes only its changed sentences. Of "
            "overlapping saves the last one that was accepted wins, and none fails.",
            [_SITE, *QUERY_PARAMETERS],
            _BODY,
        ),
        "get": operation(
            "getArticle",
            _TAG,
            "Get an article",
            {"200": _article("The article."), **problems(*_FIND_ERRORS)},
            f"curl {SAMPLE_SERVER}/v1/articles/1 -H 'x-api-key: KEY'",
            parameters=[_SITE],
        ),
        "delete": operation(
            "withdrawArticle",
            _TAG,
            "Withdraw an article",
            {
                "204": response("It is withdrawn."),
                **problems(*_FIND_ERRORS, *POST_ERRORS, "storage_full"),
            },
            f"curl -X DELETE {SAMPLE_SERVER}/v1/articles/1 -H 'x-api-key: KEY'",
            "The URLs of its audio answer 410 `gone`, unless another article has the same.",
            [_SITE],
        ),
    },
    "/v1/articles/{source_id}/publish": {
        "parameters": _ID,
        "post": operation(
            "publishArticle",
            _TAG,
            "Publish an article that is held",
            {
                "200": _article("It is ready."),
                **problems(*_FIND_ERRORS, *POST_ERRORS, "conflict", "storage_full"),
            },
            f"curl -X POST {SAMPLE_SERVER}/v1/articles/1/publish -H 'x-api-key: KEY'",
            parameters=[_SITE],
        ),
    },
    "/v1/articles/{source_id}/token": {
        "parameters": _ID,
        "post": operation(
            "signArticle",
            _TAG,
            "Sign the URLs of an article's audio",
            {
                "200": response("The token and the URLs.", json_content(ref("SignedAudio"))),
                **problems(*_FIND_ERRORS, *POST_ERRORS, *BODY_ERRORS, "conflict"),
            },
            f"curl -X POST {SAMPLE_SERVER}/v1/articles/1/token -H 'x-api-key: KEY'",
            "For audio that not everybody may have. A site's own server requests a token for each "
            "reader who may, and puts it into the page.",
            [_SITE],
            {
                "content": json_content(
                    closed(
                        {
                            "lifetime": number(
                                "Seconds that the token is valid for.",
                                minimum=1,
                                maximum=MAX_LIFETIME,
                                default=DEFAULT_LIFETIME,
                            )
                        },
                        optional=["lifetime"],
                    )
                )
            },
        ),
    },
    "/v1/articles/batch": {
        "post": operation(
            "saveArticles",
            _TAG,
            "Save or withdraw many articles",
            {
                "200": response(
                    "A JSON object a line: `line`, `id`, `status` as of a request of its own, and "
                    "`article` or `error`.",
                    {"application/x-ndjson": {"schema": string()}},
                ),
                **problems(*_KEY_ERRORS, *POST_ERRORS, "malformed", "upload_timeout", "too_long"),
            },
            f"curl {SAMPLE_SERVER}/v1/articles/batch -H 'x-api-key: KEY' "
            "--data-binary @articles.ndjson",
            "Each line is a JSON object with `id` and the fields of an article, or `id` and "
            '`"withdrawn": true`. A line that is wrong is one error line. Empty lines are skipped. '
            "A body has at most 100 MB, a line 10 MB.",
            [_SITE],
            {
                "required": True,
                "content": {"application/x-ndjson": {"schema": string()}},
            },
        )
    },
    "/v1/articles": {
        "get": operation(
            "listArticles",
            _TAG,
            "List the articles of a site, newest first",
            {
                "200": response("Articles.", json_content(ref("Articles"))),
                **problems(*_KEY_ERRORS, "invalid_field"),
            },
            f"curl {SAMPLE_SERVER}/v1/articles -H 'x-api-key: KEY'",
            parameters=[
                _SITE,
                parameter("state", "query", "Only articles in this state.", string(enum=[*STATES])),
                parameter("q", "query", "Only articles with this in title or URL.", string()),
                parameter("cursor", "query", "`cursor` of the page before.", string()),
                parameter("limit", "query", "Articles of a page.", integer(minimum=1, maximum=200)),
            ],
        )
    },
}

AREA = Area(_TAG, "Keep audio equal to the articles of a site.", _PATHS, _SCHEMAS)
