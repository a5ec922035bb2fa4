"""/v1/preview: the spoken parts of an article."""

from audio_cache.spec import BLOCK_KINDS
from listen.web.openapi.article_request import BODY, QUERY_PARAMETERS
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    SEND_JSON,
    Area,
    Schema,
    array,
    closed,
    integer,
    json_content,
    nullable,
    number,
    ref,
    response,
    string,
)
from listen.web.openapi.errors import ARTICLE_ERRORS, BODY_ERRORS, SYNTHESIZE_ERRORS, problems
from listen.web.openapi.operation import operation
from listen.web.openapi.resource import KEY, PART_VOICES

_TAG = "Preview"

_PREVIEW: Schema = closed(
    {
        "key": KEY | {"description": "The key that a request for the audio would have."},
        "title": string(),
        "language": string("BCP 47 tag."),
        "voice": string("`engine:name`."),
        "part_voices": PART_VOICES,
        "characters": integer("Unicode code points of `text`."),
        "estimated_duration": nullable(number("Seconds.", minimum=0)),
        "text": string("The article text: its spoken blocks, joined by blank lines."),
        "blocks": array(
            closed(
                {
                    "kind": string(enum=[*BLOCK_KINDS]),
                    "text": string(),
                    "start": integer("First code point in `text`."),
                    "end": integer("Code point behind the last one."),
                }
            )
        ),
        "prose_share": nullable(
            number(
                "Share of the page's visible running text that is spoken. Null for text, and for "
                "a page without paragraphs.",
                minimum=0,
                maximum=1,
            )
        ),
        "dropped": array(
            closed({"text": string(), "reason": string()}), "Parts that are not spoken."
        ),
        "segments": array(
            closed(
                {
                    "block": integer("Index into `blocks`."),
                    "sentence": integer("Number of the sentence. A long one has several segments."),
                    "start": integer(),
                    "end": integer(),
                    "text": string("As written."),
                    "spoken": string("As spoken, with numbers and abbreviations in words."),
                }
            )
        ),
        "lexicon": array(ref("LexiconUse")),
    },
    "The parts of an article that would be spoken.",
    optional=["part_voices"],
)

_PATHS = {
    "/v1/preview": {
        "post": operation(
            "previewArticle",
            _TAG,
            "Preview the spoken parts of an article",
            {
                "200": response("The preview.", json_content(ref("Preview"))),
                **problems(*SYNTHESIZE_ERRORS, *BODY_ERRORS, *ARTICLE_ERRORS, "unavailable"),
            },
            f'curl {SAMPLE_SERVER}/v1/preview {SEND_JSON} \'{{"text": "It cost $5."}}\'',
            "The request is the same as for `POST /v1/audio`. No audio is made.",
            QUERY_PARAMETERS,
            BODY,
        )
    },
}

AREA = Area(_TAG, "See what would be spoken.", _PATHS, {"Preview": _PREVIEW})
