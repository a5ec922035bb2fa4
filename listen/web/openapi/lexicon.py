"""/v1/lexicon: the pronunciations that editors give a site."""

from listen.publishing.states import STATES
from listen.request.trial import MAX_SENTENCE
from listen.web.lexicon import ENTRY_FIELDS
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
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.errors import BODY_ERRORS, POST_ERRORS, problems
from listen.web.openapi.operation import operation

_TAG = "Pronunciations"

TIME = string(format="date-time")
SITE = parameter("site", "query", "The site, if the key is for several.", string(maxLength=64))
PAGING = (
    parameter("cursor", "query", "`cursor` of the page before.", string()),
    parameter("limit", "query", "Items of a page.", integer(minimum=1, maximum=200)),
)
CURSOR = nullable(string("For the next page. Null on the last one."))
KEY_ERRORS = ("unauthorized", "unknown_site", "unavailable")

_FIELDS = {
    name: schema
    for name, schema in REQUEST_SCHEMAS["LexiconEntry"]["properties"].items()
    if name in ENTRY_FIELDS
}
_WORD = parameter("word", "path", "The word or phrase, as it is written.", string(minLength=1))
_LANGUAGE = parameter(
    "language", "query", "`language` of the entry. Without it: the one for all.", string()
)

_SCHEMAS: dict[str, Schema] = {
    "SiteEntry": closed(
        {
            "word": string("As it is written in the texts."),
            "language": string("Of the articles that it is for. Empty: of all."),
            "say": string("The respelling; empty if there is none."),
            "ipa": string("Empty if there is none."),
            "case": boolean("Whether it matches only in the same letter case."),
            "whole": boolean("Whether it matches whole words only."),
            "removed": boolean("Whether it was removed by this edit."),
            "editor": string("Name of the API key."),
            "edited_at": TIME,
        },
        "An entry of a site's lexicon, or an edit of one.",
    ),
    "SiteEntries": closed({"entries": array(ref("SiteEntry")), "cursor": CURSOR}),
    "SiteWord": closed(
        {
            "word": string(),
            "entries": array(ref("SiteEntry"), "One for each language."),
            "history": array(ref("SiteEntry"), "All edits, newest first."),
        }
    ),
    "WordArticles": closed(
        {
            "word": string(),
            "count": integer("Articles that hold the word."),
            "articles": array(
                closed(
                    {
                        "id": string("The site's own id of the article."),
                        "title": string(),
                        "url": nullable(string()),
                        "language": nullable(string()),
                        "state": string(enum=[*STATES]),
                        "occurrences": integer(minimum=1),
                    }
                ),
                "Newest first.",
            ),
            "cursor": CURSOR,
        }
    ),
    "Trial": closed(
        {
            "sentence": string(),
            "applied": boolean(
                "Whether the entry changes the sentence. It does not if the voice does not speak "
                "IPA, or if the article's own lexicon has the word."
            ),
            "before": ref("Audio"),
            "after": ref("Audio"),
        },
        "A sentence as it is spoken now, and with an entry.",
    ),
}

_PATHS = {
    "/v1/lexicon/entries": {
        "get": operation(
            "listEntries",
            _TAG,
            "List the entries of a site's lexicon, newest first",
            {
                "200": response("Entries.", json_content(ref("SiteEntries"))),
                **problems(*KEY_ERRORS, "invalid_field"),
            },
            f"curl {SAMPLE_SERVER}/v1/lexicon/entries -H 'x-api-key: KEY'",
            "Those of `listen.toml` are not listed.",
            [SITE, parameter("q", "query", "Only words with this in them.", string()), *PAGING],
        )
    },
    "/v1/lexicon/entries/{word}": {
        "parameters": [_WORD],
        "get": operation(
            "getEntry",
            _TAG,
            "Get the entries of a word, and their history",
            {
                "200": response("The word.", json_content(ref("SiteWord"))),
                **problems(*KEY_ERRORS, "not_found"),
            },
            f"curl {SAMPLE_SERVER}/v1/lexicon/entries/Kyiv -H 'x-api-key: KEY'",
            parameters=[SITE],
        ),
        "put": operation(
            "saveEntry",
            _TAG,
            "Say how a word is pronounced",
            {
                "200": response("The entry.", json_content(ref("SiteEntry"))),
                **problems(*KEY_ERRORS, *POST_ERRORS, *BODY_ERRORS, "invalid_field", "conflict"),
            },
            f"curl -X PUT {SAMPLE_SERVER}/v1/lexicon/entries/Kyiv -H 'x-api-key: KEY' "
            f'{SEND_JSON} \'{{"say": "Keev"}}\'',
            "All new audio of the site has it. It overrides the lexicons of `listen.toml`. Audio "
            "that exists stays as it is: see `/v1/lexicon/remakes`.",
            [SITE],
            {
                "required": True,
                "content": json_content(closed(_FIELDS, optional=[*_FIELDS])),
            },
        ),
        "delete": operation(
            "removeEntry",
            _TAG,
            "Remove an entry",
            {
                "204": response("It is removed. Its history stays."),
                **problems(*KEY_ERRORS, *POST_ERRORS, "not_found"),
            },
            f"curl -X DELETE {SAMPLE_SERVER}/v1/lexicon/entries/Kyiv -H 'x-api-key: KEY'",
            parameters=[SITE, _LANGUAGE],
        ),
    },
    "/v1/lexicon/articles": {
        "get": operation(
            "listWordArticles",
            _TAG,
            "List the articles that hold a word, newest first",
            {
                "200": response("Articles.", json_content(ref("WordArticles"))),
                **problems(*KEY_ERRORS, "invalid_field", "too_long"),
            },
            f"curl '{SAMPLE_SERVER}/v1/lexicon/articles?word=Kyiv' -H 'x-api-key: KEY'",
            "Every text of the site is searched, which takes seconds if there are ten thousand. A "
            "word of the lexicon is found where its entry applies, any other in every letter case.",
            [
                SITE,
                parameter("word", "query", "A word or a phrase.", string(), required=True),
                _LANGUAGE,
                *PAGING,
            ],
        )
    },
    "/v1/lexicon/try": {
        "post": operation(
            "tryEntry",
            _TAG,
            "Hear a sentence before and after an entry",
            {
                "200": response("Two audio files.", json_content(ref("Trial"))),
                **problems(
                    *KEY_ERRORS,
                    *POST_ERRORS,
                    *BODY_ERRORS,
                    "queue_full",
                    *("invalid_field", "unknown_article", "unknown_voice", "storage_full"),
                    *("unsupported_language", "empty_article", "withdrawn"),
                ),
            },
            f"curl {SAMPLE_SERVER}/v1/lexicon/try -H 'x-api-key: KEY' {SEND_JSON} "
            '\'{"word": "Kyiv", "say": "Keev", "sentence": "Kyiv is old."}\'',
            "Nothing is saved. The voice is the article's, or else the site's. The sentence is "
            "the first one of the article that holds the word, if only the article is given.",
            [SITE],
            {
                "required": True,
                "content": json_content(
                    closed(
                        {
                            "word": string(minLength=1, maxLength=200),
                            **_FIELDS,
                            "article": nullable(string("The site's own id of the article.")),
                            "sentence": nullable(string(maxLength=MAX_SENTENCE)),
                        },
                        optional=[*_FIELDS, "article", "sentence"],
                    )
                ),
            },
        )
    },
}

AREA = Area(_TAG, "Mend words that are said wrongly.", _PATHS, _SCHEMAS)
