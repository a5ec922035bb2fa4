"""/openapi.json, and the same as a page at /docs; the error codes at /docs/errors."""

import hashlib
import json
from functools import lru_cache

from flask import Blueprint, Response, render_template, request

from listen.web.error_codes import openai_codes, problem_codes
from listen.web.openapi.docs_page import markdown, schema_pages, sections
from listen.web.openapi.document import openapi_document
from listen.web.openapi.errors import EVERYWHERE
from listen.web.revalidation import revalidated
from listen.web.services import services

docs = Blueprint("docs", __name__)

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The pages need nothing but the server's own style sheet and icon."""


@docs.get("/openapi.json")
def show_openapi() -> Response:
    """Send the document. Clients revalidate it at each use, since an upgrade changes it."""
    document, etag = _serialized(services().config.public_url or "/")
    response = Response(document, mimetype="application/json")
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(etag)
    response.make_conditional(request)
    return response


@docs.get("/docs")
def show_docs() -> Response:
    document = openapi_document()
    return _page(
        "docs.html",
        introduction=markdown(document["info"]["description"]),
        sections=sections(document, request.url_root.rstrip("/")),
        schemas=schema_pages(document),
        everywhere=EVERYWHERE,
    )


@docs.get("/docs/errors")
def show_error_codes() -> Response:
    """Show the codes. Each has its code as an anchor, which the `type` of a problem links to."""
    return _page("docs_errors.html", problems=problem_codes(), openai=openai_codes())


@lru_cache(maxsize=1)
def _serialized(server_url: str) -> tuple[bytes, str]:
    servers = [{"url": server_url, "description": "This server."}]
    document = json.dumps(openapi_document() | {"servers": servers}, ensure_ascii=False).encode()
    return document, hashlib.sha256(document).hexdigest()


def _page(template: str, **context: object) -> Response:
    response = Response(render_template(template, **context), mimetype="text/html")
    response.headers["Content-Security-Policy"] = _POLICY
    return revalidated(response)
