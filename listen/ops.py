"""Operations: is the process up, can it do its work."""

from flask import Blueprint, Response, jsonify

from listen.services import services

ops = Blueprint("ops", __name__)


@ops.get("/healthz")
def show_health() -> Response:
    return jsonify(status="ok")


@ops.get("/readyz")
def show_readiness() -> Response:
    missing = services().readiness.missing()
    if not missing:
        # Names in the settings that no worker has are told as it starts, not at the first request.
        services().catalog.known()
    response = jsonify(status="waiting" if missing else "ready", missing=missing)
    response.status_code = 503 if missing else 200
    response.headers["Cache-Control"] = "no-store"
    return response
