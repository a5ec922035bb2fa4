"""The routes of the server itself: health checks, and this description."""

from listen.web.openapi.build import (
    SAMPLE_SERVER,
    Area,
    Schema,
    array,
    closed,
    header,
    html_content,
    json_content,
    mapping,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.conditions import IF_NONE_MATCH
from listen.web.openapi.errors import problems
from listen.web.openapi.operation import operation
from listen.web.proxy_watch import TRUSTED_PROXIES

_TAG = "Operations"

_MISSING = ("redis", "redis_memory", "redis_disk", "worker", "store", "store_disk")
_PROBLEMS = (*_MISSING, "default_voice", "database", "disk", "disk_full")

_SCHEMAS: dict[str, Schema] = {
    "Health": closed({"status": {"const": "ok"}}),
    "Readiness": closed(
        {
            "status": string(
                "`ready`: everything works. `degraded`: audio is made, but a dependency fails. "
                "`waiting`: no audio can be made. `draining`: the process shuts down.",
                enum=["ready", "degraded", "waiting", "draining"],
            ),
            "missing": array(
                string(enum=[*_MISSING, "extraction"]),
                "The problem without which audio could be made; empty without one.",
            ),
            "warnings": array(
                string(enum=[TRUSTED_PROXIES]),
                "Settings to look at. `trusted_proxies`: requests come through a proxy that "
                "`LISTEN_TRUSTED_PROXIES` does not count.",
            ),
            "dependencies": mapping(
                ref("Dependency"),
                "By name: `redis`, `live_redis` (if it is another one), `workers`, `store`, "
                "`database`, `disk` (that of `data_dir`).",
            ),
        }
    ),
    "Dependency": closed(
        {
            "state": string(
                "`degraded`: it can be used, with a problem.", enum=["ok", "degraded", "down"]
            ),
            "problem": string("A code, if there is a problem.", enum=[*_PROBLEMS]),
        },
        optional=("problem",),
    ),
}
_ETAG = {"ETag": header("The checksum of the document.")}

_PATHS = {
    "/healthz": {
        "get": operation(
            "getHealth",
            _TAG,
            "Check that the process runs",
            {"200": response("It runs.", json_content(ref("Health"))), **problems()},
            f"curl {SAMPLE_SERVER}/healthz",
        )
    },
    "/readyz": {
        "get": operation(
            "getReadiness",
            _TAG,
            "Check that audio can be made",
            {
                "200": response("Audio can be made.", json_content(ref("Readiness"))),
                **problems(),
                "503": response(
                    "No audio can be made, or the process shuts down.",
                    json_content(ref("Readiness")),
                ),
            },
            f"curl {SAMPLE_SERVER}/readyz",
            "All dependencies are checked at once, for at most 1.5 seconds.",
            parameters=[
                parameter(
                    "for",
                    "query",
                    "`delivery`: 503 only if finished audio cannot be played either, or if the "
                    "process shuts down. For load balancers.",
                    string(),
                )
            ],
        )
    },
    "/openapi.json": {
        "get": operation(
            "getOpenApi",
            _TAG,
            "Get this description",
            {
                "200": response("OpenAPI 3.1.", json_content({"type": "object"}), _ETAG),
                "304": response("The client has it already.", headers=_ETAG),
                **problems(),
            },
            f"curl {SAMPLE_SERVER}/openapi.json",
            parameters=[IF_NONE_MATCH],
        )
    },
    "/docs": {
        "get": operation(
            "getDocs",
            _TAG,
            "Get this description as a page",
            {"200": response("The page.", html_content()), **problems()},
            f"curl {SAMPLE_SERVER}/docs",
        )
    },
    "/docs/errors": {
        "get": operation(
            "getErrorCodes",
            _TAG,
            "Get the error codes as a page",
            {"200": response("The page.", html_content()), **problems()},
            f"curl {SAMPLE_SERVER}/docs/errors",
            "The `type` of a problem links to its code on this page.",
        )
    },
}

AREA = Area(_TAG, "Run the server.", _PATHS, _SCHEMAS)
