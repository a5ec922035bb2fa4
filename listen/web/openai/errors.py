"""Errors in OpenAI's format, on the paths that are compatible with its API.

Every error is a problem first (listen/web/problems.py), also one that no view raises, such as an
unknown path, a wrong method, or an origin that may not post. On these paths it is converted to

    {"error": {"message", "type", "param", "code"}}

with status 400 in place of 422.

https://platform.openai.com/docs/guides/error-codes
"""

import json

from flask import Response, request

from listen.errors import ApiError

_PATHS = (
    *("/v1/audio/speech", "/v1/audio/voices", "/v1/audio/models", "/v1/models"),
    *("/v1/audio/transcriptions", "/v1/audio/translations"),  # which this server lacks
)

PARAMS = ("model", "input", "voice", "response_format", "speed", "stream_format", "instructions")
_PARAM_OF_CODE = {f"invalid_{param}": param for param in PARAMS} | {
    "model_not_found": "model",
    "unknown_voice": "voice",
    "unsupported_language": "input",
    "empty_article": "input",
    "too_long": "input",
}


class InvalidParam(ApiError):
    """A parameter of the speech request is invalid."""

    status = 400

    def __init__(self, param: str, detail: str) -> None:
        super().__init__(detail)
        self.code = f"invalid_{param}"


class ModelNotFound(ApiError):
    """The model is not one of this server's."""

    status, code = 404, "model_not_found"


def to_openai_error(response: Response) -> Response:
    """Convert a problem on one of these paths. Other responses are returned unchanged."""
    if response.mimetype != "application/problem+json" or not request.path.startswith(_PATHS):
        return response
    problem = json.loads(response.get_data())
    if response.status_code == 422:
        response.status_code = 400  # OpenAI's speech API has no 422
    error = {
        "message": problem["detail"],
        "type": "server_error" if response.status_code >= 500 else "invalid_request_error",
        "param": _PARAM_OF_CODE.get(problem["code"]),
        "code": problem["code"],
    }
    response.set_data(json.dumps({"error": error}))
    response.mimetype = "application/json"
    return response
