"""Events, speech marks and the report: where the audio is in the text, and how it was made."""

from audio_cache.spec import BLOCK_KINDS
from listen.web.openapi.build import (
    Schema,
    array,
    boolean,
    closed,
    integer,
    mapping,
    nullable,
    number,
    ref,
    string,
)
from listen.web.openapi.resource import FAILURE_CODE, KEY

_OFFSETS: dict[str, Schema] = {
    "start": integer("First code point in the article text."),
    "end": integer("Code point behind the last one."),
}

TIMING: dict[str, Schema] = {
    "block": integer("Index of the block in the article."),
    "sentence": integer("Number of the sentence in the article."),
    **_OFFSETS,
    "start_time": number("Seconds from the start of the audio.", minimum=0),
    "end_time": number("Seconds from the start of the audio.", minimum=0),
}

EVENTS = {
    "text": "TextEvent",
    "segment": "SegmentEvent",
    "progress": "ProgressEvent",
    "finished": "FinishedEvent",
    "failed": "FailedEvent",
}
"""Name of a server-sent event to the schema of its data."""

SCHEMAS: dict[str, Schema] = {
    "TextEvent": closed(
        {
            "text": string("The article text, which the offsets of blocks and segments index."),
            "blocks": array(
                closed({"kind": string(enum=[*BLOCK_KINDS]), **_OFFSETS}),
                "The parts of the text. The `block` of a segment is an index into them.",
            ),
        },
        "Always the first event.",
    ),
    "SegmentEvent": closed(
        {"index": integer("From 0."), "total": integer("Number of segments."), **TIMING},
        "A segment that was spoken.",
    ),
    "ProgressEvent": closed(
        {
            "progress": number("Share of the segments that are done.", minimum=0, maximum=1),
            "done": integer(),
            "total": integer(),
        },
        "Follows each segment.",
    ),
    "FinishedEvent": closed({}, "The last event of an audio that is finished."),
    "FailedEvent": closed(
        {
            "code": FAILURE_CODE,
            "detail": string("A sentence for people."),
            "superseded_by": KEY
            | {"description": "Key of the audio that is made instead. Absent if there is none."},
        },
        "The last event of an audio that failed.",
        optional=["superseded_by"],
    ),
    "SpeechMarks": closed(
        {
            "text": string("The article text: its spoken blocks, joined by blank lines."),
            "marks": array(ref("SpeechMark"), "Each sentence, followed by its words."),
        }
    ),
    "SpeechMark": closed(
        {
            "type": string(enum=["sentence", "word"]),
            **{name: schema for name, schema in TIMING.items() if name != "sentence"},
            "value": string("The text from `start` to `end`."),
            "measured": boolean("False if the times are an estimate, as those of words are."),
        }
    ),
    "LexiconUse": closed(
        {
            "word": string(),
            "count": integer("Occurrences in the article.", minimum=1),
            "ipa": string("The pronunciation in IPA."),
            "say": string("The respelling."),
            "applied": boolean("False if the voice cannot speak IPA, so that the entry is unused."),
        },
        "A lexicon entry whose word occurs in the article.",
        optional=["ipa", "say"],
    ),
    "Report": closed(
        {
            "voice": string("`engine:name@revision`."),
            "engine": string(),
            "revision": string("Revision of the voice."),
            "parts": mapping(
                string("`engine:name@revision`."),
                "Voices of block kinds that another voice spoke.",
                propertyNames={"enum": [*BLOCK_KINDS]},
            ),
            "recipe": integer("Version of the steps from text to sound.", minimum=1),
            "language": string("BCP 47 tag."),
            "duration": number("Seconds.", minimum=0),
            "loudness": nullable(number("LUFS. Null if the audio is too short to measure.")),
            "true_peak": nullable(number("dBTP.")),
            "blocks": mapping(
                integer(minimum=1),
                "Number of blocks of each kind.",
                propertyNames={"enum": [*BLOCK_KINDS]},
            ),
            "characters": integer("Unicode code points of the article text."),
            "prose_share": nullable(
                number("Share of the page's running text that is spoken.", minimum=0, maximum=1)
            ),
            "segments": closed(
                {
                    "total": integer(),
                    "cached": integer("Taken from the sentence cache."),
                    "retried": integer("Spoken again in parts: the first length was implausible."),
                    "silent": integer("The voice has no sound for them."),
                }
            ),
            "lexicon": array(ref("LexiconUse")),
        },
        "How a finished audio was made.",
    ),
}
