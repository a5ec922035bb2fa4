"""/audio: the bytes of an audio, its captions and its chapters."""

from typing import Any

from audio_cache.formats import FORMATS
from listen.web.openapi.audio import KEY_PARAMETER, TOKEN_PARAMETER
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    Area,
    array,
    closed,
    header,
    integer,
    number,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.conditions import IF_NONE_MATCH
from listen.web.openapi.errors import AUDIO_ERRORS, problems
from listen.web.openapi.operation import operation
from listen.web.openapi.stored_document import document_responses
from worker.documents.chapters import VERSION

_TAG = "Delivery"

_PARAMETERS = [
    parameter(
        "from",
        "query",
        "The byte to begin at, so that a client can resume a live stream. `Range` takes precedence "
        "if the audio is finished.",
        integer(maximum=10**12, default=0),
    ),
    parameter(
        "download",
        "query",
        "A file name, for `Content-Disposition`. The file has marks: its title, IPTC's digital "
        "source type, engine and voice. MP3, FLAC and WAV are signed (C2PA) if the server signs.",
        string(),
    ),
    TOKEN_PARAMETER,
    parameter("Range", "header", "Bytes of a finished audio (RFC 9110).", string()),
    IF_NONE_MATCH,
    parameter("If-Match", "header", "Entity tags that the file must have.", string()),
]
_ETAG = {"ETag": header("The checksum of the file.")}
_FILE_HEADERS = {
    "ETag": header("The checksum of the file. Absent from a live stream.", required=False),
    "Last-Modified": header("Absent from a live stream.", required=False),
    "Accept-Ranges": header("`bytes` if the audio is finished.", required=False),
    "Cache-Control": header("Finished audio may be cached forever, a live stream may not."),
    "Link": header(
        "The signature of the stored file, `rel=c2pa-manifest`, if the server signs.",
        required=False,
    ),
    "Surrogate-Key": header("The key, by which a cache can purge the response."),
    "Cache-Tag": header("The key, for caches that use this name."),
}

_SIGNATURE_HEADERS = {
    "ETag": header("The checksum of the manifest."),
    "Last-Modified": header("Time at which the audio was finished."),
    "Cache-Control": header("The manifest may change: with another certificate."),
}

_CODES = (
    *("unknown_audio", "gone", "not_found", "invalid_field", "precondition_failed"),
    *("rate_limited", "queue_full"),
)
_ERRORS = problems(*_CODES, *AUDIO_ERRORS, "range_not_satisfiable")
_CONTENT: dict[str, Any] = {media_type: {"schema": {}} for media_type in FORMATS.values()}
_RESPONSES = {
    "200": response(
        "The finished file. An audio that is being made is sent from its beginning, without a "
        "length, while it is made.",
        _CONTENT,
        _FILE_HEADERS,
    ),
    "206": response(
        "A part of the finished file.",
        _CONTENT,
        _FILE_HEADERS | {"Content-Range": header("The bytes that are sent.")},
    ),
    "304": response("The client has the file already.", headers=_ETAG),
    "307": response(
        "Another audio is made instead: of a fallback voice, or of the voice's new revision. Or "
        "the file is in an object store, to which the server redirects readers.",
        headers={"Location": header("Path of that audio, or URL of the file.")},
    ),
}

_PATHS = {
    "/audio/{key}.{extension}.c2pa": {
        "parameters": [
            KEY_PARAMETER,
            parameter("extension", "path", "The format.", {"enum": [*FORMATS]}),
        ],
        "get": operation(
            "getSignature",
            _TAG,
            "Get the signature of a finished audio",
            {
                "200": response(
                    "The C2PA manifest of the stored file.",
                    {"application/c2pa": {"schema": {}}},
                    _SIGNATURE_HEADERS,
                ),
                "206": response(
                    "The part that `Range` requests.",
                    {"application/c2pa": {"schema": {}}},
                    _SIGNATURE_HEADERS | {"Content-Range": header("The bytes that are sent.")},
                ),
                "304": response("The client has the manifest already.", headers=_ETAG),
                **problems(
                    *("unknown_audio", "gone", "forbidden", "not_found", "not_finished"),
                    *("unavailable", "precondition_failed", "range_not_satisfiable"),
                ),
            },
            f"curl {SAMPLE_SERVER}/audio/KEY.mp3.c2pa -o article.c2pa",
            "404 if the server does not sign.",
            [TOKEN_PARAMETER],
        ),
    },
    "/audio/{key}.{extension}": {
        "parameters": [
            KEY_PARAMETER,
            parameter("extension", "path", "The format.", {"enum": [*FORMATS]}),
        ],
        "get": operation(
            "getAudioFile",
            _TAG,
            "Get or stream an audio",
            {**_RESPONSES, **_ERRORS},
            f"curl {SAMPLE_SERVER}/audio/KEY.mp3 -o article.mp3",
            "A finished audio supports ranges, conditional requests and unlimited caching. An "
            "audio that is being made is streamed; `Range` is ignored. A stream that ends is "
            "complete, and one that fails breaks the connection. `ogg` (Opus), `flac` and `wav` "
            "are made on the first request. Without an API key, an address has a limit of audio "
            "that must be made first. 503 means that the audio has no sound yet after 15 s.",
            _PARAMETERS,
        ),
        "head": operation(
            "headAudioFile",
            _TAG,
            "Get the headers of an audio",
            {
                status: {name: value for name, value in described.items() if name != "content"}
                for status, described in {**_RESPONSES, **_ERRORS}.items()
                if status not in ("206", "416")
            },
            f"curl --head {SAMPLE_SERVER}/audio/KEY.mp3",
            "Never starts making an audio.",
            [each for each in _PARAMETERS if each["name"] != "Range"],
        ),
    },
    "/audio/{key}.vtt": {
        "parameters": [KEY_PARAMETER],
        "get": operation(
            "getCaptions",
            _TAG,
            "Get the captions of a finished audio",
            document_responses("WebVTT.", {"text/vtt": {"schema": string()}}),
            f"curl {SAMPLE_SERVER}/audio/KEY.vtt",
        ),
    },
    "/audio/{key}.chapters.json": {
        "parameters": [KEY_PARAMETER],
        "get": operation(
            "getChapters",
            _TAG,
            "Get the chapters of a finished audio",
            document_responses(
                "Podcasting 2.0's JSON: one for the title and for each heading.",
                {"application/json+chapters": {"schema": ref("Chapters")}},
            ),
            f"curl {SAMPLE_SERVER}/audio/KEY.chapters.json",
        ),
    },
}

_SCHEMAS = {
    "Chapters": closed(
        {
            "version": {"const": VERSION},
            "chapters": array(
                closed({"startTime": number("Seconds."), "title": string()}),
                "In order. The first one begins at 0.",
            ),
        },
        "The chapters of an audio.",
    )
}

AREA = Area(_TAG, "Play or download the audio.", _PATHS, _SCHEMAS)
