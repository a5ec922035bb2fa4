"""/healthz and /readyz: whether the process runs, and what it can do."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from listen.library.readiness import OK, Dependency, problems_of
from listen.web.services import services

health = Blueprint("health", __name__)

EXTRACTION = "extraction"
DELIVERY = "delivery"
"""The value of ?for= of a load balancer that asks if finished audio can be played."""


@health.get("/healthz")
def show_health() -> Response:
    return jsonify(status="ok")


@health.get("/readyz")
def show_readiness() -> Response:
    """Show all dependencies. 503 if no audio can be made, or with ?for=delivery, none be played."""
    readiness = services().readiness
    found = readiness.dependencies()
    missing = problems_of(found)
    if not missing and services().extractor.is_warming_up():
        missing = [EXTRACTION]
    if not missing:
        # Logs settings that name unknown voices now, not at the first request.
        services().catalog.known()
    status = _status(found, missing)
    response = jsonify(
        status=status,
        missing=missing,
        warnings=services().proxies.warnings,
        dependencies={name: _to_json(each) for name, each in found.items()},
    )
    if request.args.get("for") == DELIVERY:
        is_ready = readiness.can_deliver()
    else:
        is_ready = status in ("ready", "degraded")
    response.status_code = 200 if is_ready else 503
    response.headers["Cache-Control"] = "no-store"
    return response


def _status(found: dict[str, Dependency], missing: list[str]) -> str:
    if services().readiness.is_draining:
        return "draining"
    if missing:
        return "waiting"
    return "ready" if all(each.state == OK for each in found.values()) else "degraded"


def _to_json(dependency: Dependency) -> dict[str, Any]:
    fields = {"state": dependency.state}
    return {**fields, "problem": dependency.problem} if dependency.problem else fields
