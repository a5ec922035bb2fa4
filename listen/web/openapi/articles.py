"""/v1/articles: the articles of publishers."""

from listen.keys.audio_signer import DEFAULT_LIFETIME
from listen.publishing.source_id import MAX_SOURCE_ID
from listen.publishing.states import STATES
from listen.web.article_token import MAX_LIFETIME
from listen.web.openapi.article_request import BODY, QUERY_PARAMETERS
from listen.web.openapi.article_schemas import SCHEMAS
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    SEND_JSON,
    Area,
    closed,
    integer,
    json_content,
    number,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.errors import (
    ARTICLE_ERRORS,
    BODY_ERRORS,
    NEW_AUDIO_ERRORS,
    POST_ERRORS,
    problems,
)
from listen.web.openapi.operation import operation

_TAG = "Articles"

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
                    *(*_KEY_ERRORS, *POST_ERRORS, *BODY_ERRORS, *ARTICLE_ERRORS),
                    *("storage_full", *NEW_AUDIO_ERRORS),
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
    "/v1/articles/{source_id}/hold": {
        "parameters": _ID,
        "post": operation(
            "holdArticle",
            _TAG,
            "Hold an article until it is published",
            {
                "200": _article("It is held, or its audio failed."),
                "202": _article("Its audio is being made, and will be held."),
                **problems(*_FIND_ERRORS, *POST_ERRORS, "conflict", "storage_full"),
            },
            f"curl -X POST {SAMPLE_SERVER}/v1/articles/1/hold -H 'x-api-key: KEY'",
            "Readers hear nothing of it until then, also if it is saved again without `hold`. The "
            "URLs of its audio answer 403, unless another public article has the same.",
            [_SITE],
        ),
    },
    "/v1/articles/{source_id}/remake": {
        "parameters": _ID,
        "post": operation(
            "remakeArticle",
            _TAG,
            "Make the audio of an article again",
            {
                "200": _article("Nothing has changed since its audio was made."),
                "202": _article("Its audio is being made."),
                **problems(
                    *(*_FIND_ERRORS, *POST_ERRORS, *ARTICLE_ERRORS, "conflict"),
                    *("storage_full", "queue_full"),
                ),
            },
            f"curl -X POST {SAMPLE_SERVER}/v1/articles/1/remake -H 'x-api-key: KEY'",
            "With the words that were saved last, and the present voices and pronunciations. If "
            "the last save failed, the page of the article is read again.",
            [_SITE],
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

AREA = Area(_TAG, "Keep audio equal to the articles of a site.", _PATHS, SCHEMAS)
