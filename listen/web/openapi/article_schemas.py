"""The article resource, and the article to save."""

from audio_cache.priorities import PRIORITIES
from listen.publishing.fields import MAX_TAG, MAX_TAGS
from listen.publishing.source_id import MAX_SOURCE_ID
from listen.publishing.states import ACCESS, STATES
from listen.request.schema import CALLBACK_URL
from listen.web.openapi.article_request import SCHEMAS as REQUEST_SCHEMAS
from listen.web.openapi.build import (
    Schema,
    array,
    boolean,
    closed,
    integer,
    nullable,
    ref,
    string,
)
from listen.web.openapi.resource import KEY
from listen.web.openapi.resource import SCHEMAS as RESOURCE_SCHEMAS

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
    if name not in (*_WRITTEN, CALLBACK_URL)
} | {
    "priority": {
        "enum": [*PRIORITIES, None],
        "default": "publish",
        "description": "`publish` for a new article, `backfill` for old ones.",
    }
}
_FIELDS = {**_REQUESTED, **_WRITTEN}

_AUDIO = {"anyOf": [ref("Audio"), {"type": "null"}]}

SCHEMAS: dict[str, Schema] = {
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
                "description": "An AudioObject (schema.org) for the article's page. Its "
                "`digitalSourceType` says that it is synthetic.",
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
