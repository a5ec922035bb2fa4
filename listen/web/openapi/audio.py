"""/v1/audio: request an audio and follow it."""

from listen.web.openapi.article_request import BODY, CALLBACK_PARAMETERS, QUERY_PARAMETERS
from listen.web.openapi.article_request import SCHEMAS as REQUEST_SCHEMAS
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    SEND_JSON,
    Area,
    event_stream,
    header,
    json_content,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.errors import (
    ARTICLE_ERRORS,
    AUDIO_ERRORS,
    BODY_ERRORS,
    NEW_AUDIO_ERRORS,
    POST_ERRORS,
    SYNTHESIZE_ERRORS,
    problems,
)
from listen.web.openapi.operation import operation
from listen.web.openapi.resource import KEY
from listen.web.openapi.resource import SCHEMAS as RESOURCE_SCHEMAS
from listen.web.openapi.stored_document import document_responses
from listen.web.openapi.timing import EVENTS
from listen.web.openapi.timing import SCHEMAS as TIMING_SCHEMAS

_TAG = "Audio"

KEY_PARAMETER = parameter(
    "key",
    "path",
    "The key of an audio.",
    {name: value for name, value in KEY.items() if name != "description"},
)

TOKEN_PARAMETER = parameter(
    "token", "query", "Signs the URL of an audio that not everybody may have.", string()
)

_SITE = parameter(
    "site", "query", "The site of `callback_url`, if the key is for several.", string(maxLength=64)
)

_LOCATION = {"Location": header("Path of the audio resource.")}


def _resource(description: str, is_located: bool = True) -> dict[str, object]:
    return response(description, json_content(ref("Audio")), _LOCATION if is_located else None)


_REQUESTED = {
    "200": response(
        "The audio is finished. With `Accept: audio/mpeg`, the audio itself: it is sent while it "
        "is made, and `Location` names the audio that is sent.",
        {**json_content(ref("Audio")), "audio/mpeg": {"schema": {}}},
        _LOCATION,
    ),
    "202": _resource("The audio is queued or being made."),
}

_PATHS = {
    "/v1/audio": {
        "post": operation(
            "requestAudio",
            _TAG,
            "Request the audio of an article",
            {
                **_REQUESTED,
                **problems(
                    *(*SYNTHESIZE_ERRORS, *BODY_ERRORS, *ARTICLE_ERRORS, *AUDIO_ERRORS),
                    *("unknown_site", *NEW_AUDIO_ERRORS),
                ),
            },
            f'curl {SAMPLE_SERVER}/v1/audio {SEND_JSON} \'{{"text": "A short article."}}\'',
            "Equal requests have equal keys, and their audio is made once. Codes of a failed audio "
            "(`engine_failed`, `voice_changed`, `storage_full`) occur with `Accept: audio/mpeg` "
            "only.",
            [*QUERY_PARAMETERS, *CALLBACK_PARAMETERS, _SITE],
            BODY,
        )
    },
    "/v1/audio/{key}": {
        "parameters": [KEY_PARAMETER, TOKEN_PARAMETER],
        "get": operation(
            "getAudio",
            _TAG,
            "Get the state of an audio",
            {
                "200": _resource("The audio resource."),
                **problems("unknown_audio", "gone", "unavailable"),
            },
            f"curl {SAMPLE_SERVER}/v1/audio/KEY",
        ),
        "post": operation(
            "requestAudioAgain",
            _TAG,
            "Request a failed or evicted audio again",
            {
                "200": _resource("The audio is finished."),
                "202": _resource("The audio is queued or being made."),
                **problems(
                    *(*POST_ERRORS, "unknown_audio", "gone", "rate_limited", "unavailable"),
                    "queue_full",
                ),
            },
            f"curl -X POST {SAMPLE_SERVER}/v1/audio/KEY",
            "The request has no body, and needs no API key: its text was accepted before. An audio "
            "that is queued, started or finished stays as it is. Without an API key, an address "
            "has a limit for an hour.",
        ),
    },
    "/v1/audio/{key}/events": {
        "parameters": [KEY_PARAMETER, TOKEN_PARAMETER],
        "get": operation(
            "streamEvents",
            _TAG,
            "Follow an audio by server-sent events",
            {
                "200": response(
                    "Events from the first one on. The stream ends after `finished` or `failed`. "
                    "A comment every 15 s keeps the connection alive.",
                    event_stream(EVENTS),
                ),
                **problems("unknown_audio", "gone", "not_finished", "rate_limited", "unavailable"),
            },
            f"curl --no-buffer {SAMPLE_SERVER}/v1/audio/KEY/events",
            "An evicted audio has no events: the answer is 409 `not_finished`.",
        ),
    },
    "/v1/audio/{key}/marks": {
        "parameters": [KEY_PARAMETER, TOKEN_PARAMETER],
        "get": operation(
            "getMarks",
            _TAG,
            "Get the speech marks of a finished audio",
            document_responses(
                "The article text, and the times of its sentences and words.",
                json_content(ref("SpeechMarks")),
            ),
            f"curl {SAMPLE_SERVER}/v1/audio/KEY/marks",
        ),
    },
    "/v1/audio/{key}/report": {
        "parameters": [KEY_PARAMETER, TOKEN_PARAMETER],
        "get": operation(
            "getReport",
            _TAG,
            "Get the report of a finished audio",
            document_responses("The report.", json_content(ref("Report"))),
            f"curl {SAMPLE_SERVER}/v1/audio/KEY/report",
        ),
    },
}

AREA = Area(
    _TAG,
    "Request the audio of an article, follow its progress, and read its speech marks.",
    _PATHS,
    {**REQUEST_SCHEMAS, **RESOURCE_SCHEMAS, **TIMING_SCHEMAS},
)
