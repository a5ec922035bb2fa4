"""The audio resource."""

from audio_cache.formats import FORMATS
from audio_cache.spec import BLOCK_KINDS
from audio_cache.state import FAILED, FINISHED, QUEUED, STARTED
from listen.library.audio import EVICTED
from listen.web.openapi.build import Schema, closed, integer, mapping, nullable, number, string
from listen.web.openapi.errors import AUDIO_ERRORS

KEY = string("64 hexadecimal digits.", pattern="^[0-9a-f]{64}$", examples=["0" * 64])

PART_VOICES = mapping(
    string("`engine:name`."),
    "Voices of block kinds that another voice speaks. Absent if one voice speaks all.",
    propertyNames={"enum": [*BLOCK_KINDS]},
    minProperties=1,
)
FAILURE_CODE = string("The code of the failure.", enum=[*AUDIO_ERRORS])

_PATH = string(format="uri-reference")

SCHEMAS: dict[str, Schema] = {
    "Audio": closed(
        {
            "key": KEY | {"description": "Identifies the request: equal requests have equal keys."},
            "state": string(
                "`evicted`: the audio was made once and deleted since.",
                enum=[QUEUED, STARTED, FINISHED, FAILED, EVICTED],
            ),
            "progress": number("Share of the segments that are done.", minimum=0, maximum=1),
            "title": string("The title, else the first heading, else the first sentence."),
            "language": string("BCP 47 tag."),
            "voice": string("`engine:name`."),
            "part_voices": PART_VOICES,
            "speed": number(minimum=0.5, maximum=2),
            "characters": integer("Unicode code points of the article text."),
            "words": integer(),
            "duration": nullable(number("Seconds. Null until the audio is finished.")),
            "estimated_duration": nullable(
                number("Seconds. Null if the voice's pace is unknown.", minimum=0)
            ),
            "segments": closed(
                {
                    "total": nullable(integer("Null until the text is segmented.")),
                    "done": integer(),
                    "cached": integer("Done segments that came from the sentence cache."),
                }
            ),
            "error": closed(
                {"code": FAILURE_CODE, "detail": string("A sentence for people.")},
                "Set if the state is `failed`.",
            )
            | {"type": ["object", "null"]},
            "disclosure": closed(
                {
                    "text": string("In the language of the article, or in English."),
                    "language": string("BCP 47 tag of the text."),
                },
                "The line by which the player says that a synthetic voice reads. Null if the "
                "publisher wants none.",
            )
            | {"type": ["object", "null"]},
            "links": closed(
                {
                    "self": _PATH,
                    "audio": _PATH,
                    "formats": closed(dict.fromkeys(FORMATS, _PATH)),
                    "marks": _PATH,
                    "captions": _PATH,
                    "report": _PATH,
                    "events": _PATH,
                    "embed": _PATH,
                },
                "Paths on this server, with the path of its public URL.",
            ),
            "live": closed(
                {
                    "frame_bytes": integer("Size of a frame.", minimum=1),
                    "frame_seconds": number("Duration of a frame.", exclusiveMinimum=0),
                    "placeholder_frames": integer("Frames before the first one with sound."),
                    "delay_seconds": number("Silence before the sound.", minimum=0),
                },
                "Frame layout of the live MP3 stream, by which a player maps a time to a byte "
                "offset. Null if the audio is finished.",
            )
            | {"type": ["object", "null"]},
            "superseded_by": KEY
            | {"description": "Key of the audio that is made instead. Absent if there is none."},
            "extensions": closed(
                {
                    "plays": closed(
                        {"token": string("With it, the player reports what is played.")}
                    ),
                    "report": closed(
                        {
                            "key": KEY,
                            "marks": string("Path of the marks below the server's URL."),
                            "reports": string("Path to which a report is sent."),
                        },
                        "Readers can report a word that is said wrongly.",
                    ),
                },
                "Data of the player's extensions, by name. Absent if there are none.",
                optional=["plays", "report"],
            ),
        },
        "The state of an audio.",
        optional=["part_voices", "superseded_by", "extensions"],
    )
}
