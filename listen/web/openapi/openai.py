"""OpenAI's endpoints for speech."""

from listen.web.openai.request import FORMATS, MAX_SPEED, MIN_SPEED, MODELS, STREAM_FORMATS
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    SEND_JSON,
    Area,
    Schema,
    array,
    closed,
    event_stream,
    header,
    integer,
    json_content,
    nullable,
    number,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.conditions import IF_NONE_MATCH
from listen.web.openapi.errors import (
    AUDIO_ERRORS,
    BODY_ERRORS,
    NEW_AUDIO_ERRORS,
    SYNTHESIZE_ERRORS,
    openai_errors,
)
from listen.web.openapi.operation import operation
from listen.web.openapi.voices import LISTED

_TAG = "OpenAI"

MODEL_PATTERN = f"^({'|'.join(MODELS)})(-[0-9]{{4}}(-[0-9]{{2}}-[0-9]{{2}})?)?$"

EVENTS = {
    "speech.audio.delta": "SpeechDeltaEvent",
    "speech.audio.done": "SpeechDoneEvent",
}
"""`type` of an event's data to its schema. The events themselves have no names."""

_SPEECH_TYPES = ("audio/mpeg", "audio/ogg", "audio/flac", "audio/wav", "audio/pcm")

_SCHEMAS: dict[str, Schema] = {
    "CreateSpeechRequest": {
        "type": "object",
        "description": "Unknown fields are ignored.",
        "required": ["input"],
        "properties": {
            "input": string("The text, which is spoken verbatim.", minLength=1),
            "model": nullable(
                string("All names mean this server.", pattern=MODEL_PATTERN, default=MODELS[0])
            ),
            "voice": {
                "description": "A voice of `GET /v1/audio/voices`, one of OpenAI's, or `auto`.",
                "anyOf": [
                    {"type": ["string", "null"]},
                    {
                        "type": "object",
                        "required": ["id"],
                        "properties": {"id": {"type": "string"}},
                    },
                ],
                "default": "auto",
            },
            "response_format": {
                "enum": [*FORMATS, None],
                "default": "mp3",
                "description": "`opus` is in Ogg. `pcm` is 24 kHz, 16 bits, little-endian, mono.",
            },
            "speed": nullable(
                number(
                    "Clamped to the voices' range, 0.5 to 2. X-Listen-Speed names the speed heard.",
                    minimum=MIN_SPEED,
                    maximum=MAX_SPEED,
                    default=1,
                )
            ),
            "stream_format": {"enum": [*STREAM_FORMATS, None], "default": "audio"},
            "instructions": nullable(string("Ignored.")),
        },
    },
    "SpeechDeltaEvent": closed(
        {
            "type": {"const": "speech.audio.delta"},
            "audio": string("A part of the audio in Base64.", contentEncoding="base64"),
        }
    ),
    "SpeechDoneEvent": closed(
        {
            "type": {"const": "speech.audio.done"},
            "usage": closed(
                {
                    "input_tokens": integer("Characters of the input: tokens are not counted."),
                    "output_tokens": integer(),
                    "total_tokens": integer(),
                }
            ),
        }
    ),
    "Models": closed({"object": {"const": "list"}, "data": array(ref("Model"))}),
    "AudioModels": closed(
        {"models": array(closed({"id": string(), "name": string()}))},
    ),
    "Model": closed(
        {
            "id": string(),
            "object": {"const": "model"},
            "created": integer(),
            "owned_by": string(),
        }
    ),
}

_PATHS = {
    "/v1/audio/speech": {
        "post": operation(
            "createSpeech",
            _TAG,
            "Speak a text",
            {
                "200": response(
                    "The audio, sent while it is made.",
                    {
                        **{media_type: {"schema": {}} for media_type in _SPEECH_TYPES},
                        **event_stream(EVENTS, is_named=False),
                    },
                    {"X-Listen-Speed": header("The speed that is heard.")},
                ),
                **openai_errors(
                    *SYNTHESIZE_ERRORS,
                    *NEW_AUDIO_ERRORS,
                    *BODY_ERRORS,
                    *("invalid_input", "invalid_model", "invalid_voice", "invalid_instructions"),
                    *("invalid_response_format", "invalid_stream_format", "invalid_speed"),
                    *("model_not_found", "unknown_voice", "unsupported_language"),
                    *("empty_article", *AUDIO_ERRORS),
                ),
            },
            f"curl {SAMPLE_SERVER}/v1/audio/speech {SEND_JSON} "
            '\'{"model": "tts-1", "voice": "alloy", "input": "Some words to speak."}\' '
            "-o speech.mp3",
            "The server-sent events have no names: their data has a `type`. A failure after the "
            "first sound breaks the connection.",
            body={"required": True, "content": json_content(ref("CreateSpeechRequest"))},
        )
    },
    "/v1/audio/voices": {
        "get": operation(
            "listSpeechVoices",
            _TAG,
            "List the voices of this server",
            {**LISTED, **openai_errors("unavailable")},
            f"curl {SAMPLE_SERVER}/v1/audio/voices",
            "The same as `GET /v1/voices`.",
            parameters=[IF_NONE_MATCH],
        )
    },
    "/v1/audio/models": {
        "get": operation(
            "listAudioModels",
            _TAG,
            "List the models where Open WebUI looks for them",
            {
                "200": response("The models.", json_content(ref("AudioModels"))),
                **openai_errors(),
            },
            f"curl {SAMPLE_SERVER}/v1/audio/models",
        )
    },
    "/v1/models": {
        "get": operation(
            "listModels",
            _TAG,
            "List the models",
            {"200": response("The models.", json_content(ref("Models"))), **openai_errors()},
            f"curl {SAMPLE_SERVER}/v1/models",
        )
    },
    "/v1/models/{name}": {
        "parameters": [parameter("name", "path", "The name of a model.", string())],
        "get": operation(
            "retrieveModel",
            _TAG,
            "Get a model",
            {
                "200": response("The model.", json_content(ref("Model"))),
                **openai_errors("model_not_found", "not_found"),
            },
            f"curl {SAMPLE_SERVER}/v1/models/tts-1",
        ),
    },
}

AREA = Area(
    _TAG,
    "Endpoints for clients of OpenAI's API. Their base URL is this server's URL with `/v1`; any "
    "API key will do.",
    _PATHS,
    _SCHEMAS,
)
