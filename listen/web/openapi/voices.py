"""/v1/voices, and the same at /v1/audio/voices, where clients of OpenAI's API look."""

from listen.web.openapi.build import (
    SAMPLE_SERVER,
    Area,
    Schema,
    array,
    boolean,
    closed,
    header,
    integer,
    json_content,
    mapping,
    nullable,
    number,
    ref,
    response,
    string,
)
from listen.web.openapi.conditions import IF_NONE_MATCH
from listen.web.openapi.errors import problems
from listen.web.openapi.operation import operation

_TAG = "Voices"

_SCHEMAS: dict[str, Schema] = {
    "Voices": closed(
        {
            "voices": array(ref("Voice"), "The voices that a request may name."),
            "absent": mapping(string(), "Engines that could not be loaded, each with the reason."),
            "troubles": mapping(string(), "Engines that fail now, each with the reason."),
            "suggested": mapping(
                string(),
                "Languages that no good voice of this server speaks, each with the voice that "
                "`listen voices get` would download.",
            ),
        }
    ),
    "Voice": closed(
        {
            "id": string("`engine:name`."),
            "engine": string(),
            "name": string(),
            "revision": string("Changes whenever the voice would sound different."),
            "languages": array(string(), "BCP 47 primary subtags."),
            "scripts": array(string(), "Unicode script names that it can speak; empty for any."),
            "sample_rate": integer("Hz.", minimum=1),
            "letters_per_second": number("Pace at speed 1, for estimates.", exclusiveMinimum=0),
            "max_characters": integer("Longest segment, in Unicode code points.", minimum=1),
            "offline": boolean("False if the text leaves this machine."),
            "licence": string(),
            "gender": nullable(string()),
            "ipa": boolean("Whether it speaks lexicon entries in IPA."),
            "names": array(string(), "The server's own aliases for the voice."),
            "works": boolean("False if its engine fails now."),
        }
    ),
}

_ETAG = {"ETag": header("A checksum of the answer.")}
LISTED = {
    "200": response("The voices.", json_content(ref("Voices")), _ETAG),
    "304": response("The client has them already.", headers=_ETAG),
}

_PATHS = {
    "/v1/voices": {
        "get": operation(
            "listVoices",
            _TAG,
            "List the voices",
            {**LISTED, **problems("unavailable")},
            f"curl {SAMPLE_SERVER}/v1/voices",
            parameters=[IF_NONE_MATCH],
        )
    }
}

AREA = Area(_TAG, "Voices of this server.", _PATHS, _SCHEMAS)
