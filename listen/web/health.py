"""/healthz and /readyz: whether the process runs, and whether it can make audio."""

from flask import Blueprint, Response, jsonify

from listen.web.services import services

health = Blueprint("health", __name__)


@health.get("/healthz")
def show_health() -> Response:
    return jsonify(status="ok")


@health.get("/readyz")
def show_readiness() -> Response:
    missing = services().readiness.missing()
    if not missing and services().extractor.is_warming_up():
        missing = ["extraction"]
    if not missing:
        # Logs settings that name unknown voices now, not at the first request.
        services().catalog.known()
    status = "waiting" if missing else "ready"
    response = jsonify(status=status, missing=missing, warnings=services().proxies.warnings)
    response.status_code = 503 if missing else 200
    response.headers["Cache-Control"] = "no-store"
    return response
