"""The OpenAPI document, assembled from its areas."""

from functools import lru_cache
from typing import Any

from listen.web.openapi import (
    articles,
    audio,
    deliveries,
    delivery,
    feeds,
    hooks,
    lexicon,
    lexicon_remakes,
    openai,
    pages,
    plays,
    preview,
    reports,
    server,
    sites,
    voices,
)
from listen.web.openapi.errors import SCHEMAS as ERROR_SCHEMAS

AREAS = (
    *(audio.AREA, delivery.AREA, preview.AREA, voices.AREA),
    *(articles.AREA, deliveries.AREA, sites.AREA, hooks.AREA, plays.AREA),
    *(lexicon.AREA, lexicon_remakes.AREA, reports.AREA, feeds.AREA),
    *(openai.AREA, pages.AREA, server.AREA),
)

_DESCRIPTION = """\
A self-hosted service that turns articles into audio.

- JSON is in UTF-8, and times are in seconds.
- An error is a `Problem` with a stable `code`. Its `type` links to the code's description. OpenAI's
  endpoints have errors in OpenAI's form.
- A GET route answers HEAD too, without a body. A method that a route does not support gets 405
  `method_not_allowed`, and an unknown path 404 `not_found`.
- API keys are made by `listen keys new NAME`. Without a key, the operations that take one answer
  401 `unauthorized`. A server without any key, which only its own machine reaches or which was
  started with `--open`, makes audio for everybody.
- Malformed HTTP, and a request line or header over 8 KB, gets 400, 414 or 431 without JSON.
- Pages of any origin may read `/audio/…`, `/v1/audio/KEY…`, `/feeds/…` and `/episodes/…`. Only
  pages of configured origins may post, and any page may report plays.
"""


@lru_cache(maxsize=1)
def openapi_document() -> dict[str, Any]:
    """Return the document. Callers must not change it."""
    schemas = {name: schema for area in AREAS for name, schema in area.schemas.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Listen",
            "version": "1",
            "description": _DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "This server."}],
        "tags": [{"name": area.tag, "description": area.description} for area in AREAS],
        "paths": {path: item for area in AREAS for path, item in area.paths.items()},
        "components": {
            "schemas": dict(sorted((schemas | ERROR_SCHEMAS).items())),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "x-api-key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
            },
        },
    }
