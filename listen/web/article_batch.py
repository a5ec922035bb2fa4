"""POST /v1/articles/batch: many articles, one JSON object a line (NDJSON), one answer a line.

The body is written to a temporary file first: a client that sends all before it reads would
otherwise wait for this server, and this server for the client.
"""

import json
import logging
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Blueprint, Response, request, stream_with_context
from redis import RedisError

from listen.errors import ApiError, Malformed, TooLong, Unavailable
from listen.fetch.page import MAX_PAGE_BYTES
from listen.publishing.change import Save, Withdraw
from listen.publishing.change_time import accepted_now
from listen.publishing.save import save_patiently
from listen.publishing.states import PENDING
from listen.publishing.withdraw import withdraw_article
from listen.sites.site import Site
from listen.web.article_resource import article_resource
from listen.web.limits import admit_article
from listen.web.services import services

log = logging.getLogger(__name__)

article_batch = Blueprint("article_batch", __name__, url_prefix="/v1/articles")

_MAX_BODY = 100_000_000
_MAX_LINE = MAX_PAGE_BYTES
"""Bytes."""
_IN_MEMORY = 1_000_000
_BLOCK = 64 * 1024
_MEDIA_TYPE = "application/x-ndjson"


@article_batch.post("/batch")
def save_batch() -> Response:
    """Save or withdraw an article for each line of the body."""
    site = services().sites.get(services().access.require_site(request.args.get("site")))
    file = _receive()
    response = Response(stream_with_context(_answers(file, site)), mimetype=_MEDIA_TYPE)
    response.call_on_close(file.close)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _receive() -> IO[bytes]:
    """Return the body in a file. Raises TooLong."""
    request.max_content_length = _MAX_BODY + 1
    too_long = TooLong(f"The body must not be longer than {_MAX_BODY} bytes.")
    if (request.content_length or 0) > _MAX_BODY:
        raise too_long
    file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # the response closes it
    while block := request.stream.read(_BLOCK):
        file.write(block)
        if file.tell() > _MAX_BODY:
            file.close()
            raise too_long
    file.seek(0)
    return file


def _answers(file: IO[bytes], site: Site) -> Iterator[bytes]:
    with file:
        for number, line in enumerate(_lines(file), 1):
            if line is None or line.strip():
                answer = {"line": number, **_answer(site, line)}
                yield json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the lines; None for one that is too long, which is skipped."""
    while line := file.readline(_MAX_LINE):
        if line.endswith(b"\n") or len(line) < _MAX_LINE:
            yield line
            continue
        while (rest := file.readline(_BLOCK)) and not rest.endswith(b"\n"):
            pass
        yield None


def _answer(site: Site, line: bytes | None) -> dict[str, Any]:
    source_id = None
    try:
        if line is None:
            raise TooLong(f"A line must not be longer than {_MAX_LINE} bytes.")
        fields = services().extractor.parse_json(line)
        source_id = fields.pop("id", None)
        return {"id": source_id, **_apply(site, source_id, fields)}
    except ApiError as error:
        return _error(source_id, error)
    except RedisError:
        return _error(source_id, Unavailable("The queue is unreachable. Send the line again."))
    except Exception:
        log.exception("unhandled error in a batch")
        return _error(source_id, ApiError("Internal error. See the server log."))


def _apply(site: Site, source_id: Any, fields: dict[str, Any]) -> dict[str, Any]:
    ctx = services().publishing
    if not isinstance(source_id, str):
        raise Malformed("'id' must be a string: the site's own id of the article.")
    if fields.pop("withdrawn", False) is True:
        withdraw_article(ctx, site, Withdraw(source_id, accepted_now()))
        return {"status": 204}
    row = save_patiently(ctx, site, Save(source_id, fields, accepted_now()), admit_article())
    resource = article_resource(ctx, services().signer, row, request.url_root)
    return {"status": 202 if row.state == PENDING else 200, "article": resource}


def _error(source_id: Any, error: ApiError) -> dict[str, Any]:
    shown = source_id if isinstance(source_id, str) else None
    return {
        "id": shown,
        "status": error.status,
        "error": {"code": error.code, "detail": str(error)},
    }
