"""The request that names an article: as a JSON body, or as the article with a query."""

from typing import Any

from audio_cache.priorities import CLICK, PRIORITIES
from listen.lexicon.entries import MAX_IN_REQUEST
from listen.request.schema import CALLBACK_URL, MAX_CALLBACK_URL, MAX_SPEED, MAX_TITLE, MIN_SPEED
from listen.web.openapi.build import (
    Schema,
    array,
    boolean,
    closed,
    mapping,
    nullable,
    number,
    parameter,
    ref,
    string,
)

TAG_PATTERN = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"

_MAX_ENTRY = 200
"""Characters of a lexicon entry's fields."""

_SOURCES: dict[str, Schema] = {
    "text": string("The article as plain text or Markdown, also pasted from a page."),
    "html": string("The article as HTML: a page, or the HTML of a CMS."),
    "url": string("The http or https URL of the article's page, which the server fetches."),
}
_OPTIONS: dict[str, Schema] = {
    "source_url": nullable(
        string(
            "The http or https URL of the page that `text` or `html` comes from. It selects the "
            "site's extraction rules and is not fetched."
        )
    ),
    "title": nullable(string("The title, spoken first.", maxLength=MAX_TITLE)),
    "language": nullable(
        string(
            "The article's language as a BCP 47 tag. Defaults to the language of `voice` if that "
            "is given, else it is detected.",
            pattern=TAG_PATTERN,
        )
    ),
    "voice": nullable(
        string(
            "`engine:name`, a name, or one of the aliases of `GET /v1/voices`. `auto` (default) "
            "selects the first voice of the server's order that speaks the language."
        )
    ),
    "speed": nullable(
        number("Relative to the voice's normal pace.", minimum=MIN_SPEED, maximum=MAX_SPEED)
        | {"default": 1}
    ),
    "priority": {
        "enum": [*PRIORITIES, None],
        "default": CLICK,
        "description": "`click` for a listener who waits, `publish` for a new article, "
        "`backfill` for everything else.",
    },
    CALLBACK_URL: nullable(
        string(
            "A URL that is told how the audio ends, by a signed `audio.finished` or "
            "`audio.failed`. It must be on a host of the key's site or of its `callbacks`, and "
            "needs a key with the scope `publish`. Each URL is told once. A preview ignores it.",
            maxLength=MAX_CALLBACK_URL,
            pattern="^https?://[!-~]+$",
        )
    ),
}
_LEXICON = {"description": "Pronunciations, which override those of the server."}

_QUERY = {
    name: {**schema, "type": "string" if name == "priority" else schema["type"][0]}
    for name, schema in _OPTIONS.items()
}
_QUERY["priority"]["enum"] = [*PRIORITIES]
_QUERY["lexicon"] = string("Pronunciations: the JSON of a `Lexicon`.")

SCHEMAS: dict[str, Schema] = {
    "ArticleRequest": closed(
        {
            **{name: nullable(schema) for name, schema in _SOURCES.items()},
            **_OPTIONS,
            "lexicon": {"anyOf": [ref("Lexicon"), {"type": "null"}], **_LEXICON},
        },
        "An article, and how it is to be spoken. Exactly one of `text`, `html` and `url` must be "
        "given.",
        optional=[*_SOURCES, *_OPTIONS, "lexicon"],
    )
    | {
        "oneOf": [
            {"required": [name], "properties": {name: {"type": "string"}}} for name in _SOURCES
        ]
    },
    "Lexicon": {
        "description": "Words with a respelling for each, or a list of entries.",
        "anyOf": [
            mapping(
                {"anyOf": [{"type": "string"}, {"type": "object"}]},
                'For example `{"Kyiv": "Keev"}`.',
                maxProperties=MAX_IN_REQUEST,
            ),
            array(ref("LexiconEntry"), maxItems=MAX_IN_REQUEST),
        ],
    },
    "LexiconEntry": closed(
        {
            "word": string("A word or a phrase.", minLength=1, maxLength=_MAX_ENTRY),
            "say": string("A respelling, spoken like the article's text.", maxLength=_MAX_ENTRY),
            "ipa": string(
                "The pronunciation in the International Phonetic Alphabet. If `say` is given too, "
                "voices without `ipa` use that.",
                maxLength=_MAX_ENTRY,
            ),
            "case": boolean(
                "Whether the word matches only in the same letter case. Defaults to true if the "
                "word has capitals."
            ),
            "whole": boolean("Whether the word matches whole words only.", default=True),
            "language": string(
                "BCP 47 tag of the articles that the entry is for. Defaults to all.",
                maxLength=_MAX_ENTRY,
            ),
        },
        "The pronunciation of a word. `say` or `ipa` must be given.",
        optional=["say", "ipa", "case", "whole", "language"],
    ),
}

_ALL_PARAMETERS = [
    parameter(
        name,
        "query",
        schema["description"],
        {keyword: value for keyword, value in schema.items() if keyword != "description"},
    )
    for name, schema in _QUERY.items()
]
CALLBACK_PARAMETERS = [each for each in _ALL_PARAMETERS if each["name"] == CALLBACK_URL]
QUERY_PARAMETERS = [each for each in _ALL_PARAMETERS if each["name"] != CALLBACK_URL]
"""The options of a request whose body is the article itself. A JSON body ignores them."""

BODY: dict[str, Any] = {
    "required": True,
    "description": "The article and its options as JSON, or the article itself with its options "
    "in the query. A JSON body ignores the query. A body must not have a `Content-Encoding`.",
    "content": {
        "application/json": {
            "schema": ref("ArticleRequest"),
            "example": {"text": "A short article.", "title": "An example"},
        },
        "text/plain": {"schema": string("The article as plain text or Markdown.")},
        "text/html": {"schema": string("The article's page, or its HTML.")},
    },
}
