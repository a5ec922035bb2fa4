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
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.errors import problems
from listen.web.openapi.operation import operation
from listen.web.proxy_watch import TRUSTED_PROXIES

_TAG = "Operations"

_SCHEMAS: dict[str, Schema] = {
    "Health": closed({"status": {"const": "ok"}}),
    "Readiness": closed(
        {
            "status": string(enum=["ready", "waiting"]),
            "missing": array(
                string(
                    enum=[
                        "redis",
                        "redis_memory",
                        "redis_disk",
                        "worker",
                        "store",
                        "store_disk",
                        "extraction",
                    ]
                ),
                "Empty if the server is ready.",
            ),
            "warnings": array(
                string(enum=[TRUSTED_PROXIES]),
                "Settings to look at. `trusted_proxies`: requests come through a proxy that "
                "`LISTEN_TRUSTED_PROXIES` does not count.",
            ),
        }
    ),
}
_CONDITION = [parameter("If-None-Match", "header", "Entity tags that the client has.", string())]
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
                "200": response(
                    "Redis and a worker are available.", json_content(ref("Readiness"))
                ),
                **problems(),
                "503": response("Something is missing.", json_content(ref("Readiness"))),
            },
            f"curl {SAMPLE_SERVER}/readyz",
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
            parameters=_CONDITION,
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
