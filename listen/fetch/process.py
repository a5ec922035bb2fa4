"""A process that sends requests: python -m listen.fetch.process TIMEOUT

It answers one message after the other until its input ends: {"page": URL, "allowed": ...}, or
{"request": ..., "allowed": ...} with the request's body.
"""

import sys
from collections.abc import Mapping
from typing import Any

from listen.errors import ApiError
from listen.fetch.allowed import Allowed
from listen.fetch.connection import tls_context
from listen.fetch.fetcher import Fetcher
from listen.fetch.request import Request
from listen.processes.child_logs import configure_child_logs
from listen.processes.messages import encode_text, read_request, until_pool_ends, write_message


def handle(
    fetcher: Fetcher, message: Mapping[str, Any], body: bytes | None, allowed: Allowed
) -> tuple[dict[str, Any], bytes | None]:
    """Return the fields of the answer and its body, or {"error": NAME, "detail": ...}."""
    try:
        if "page" in message:
            page = fetcher.fetch(message["page"])
            return {"url": page.url, "kind": page.kind}, encode_text(page.body)
        found = fetcher.send(Request(**message["request"], body=body), allowed)
        answer = {"url": found.url, "status": found.status, "headers": dict(found.headers)}
        return answer, found.body
    except ApiError as error:
        return {"error": type(error).__name__, "detail": str(error)}, None


def main() -> None:
    configure_child_logs("fetch")
    timeout, tls = float(sys.argv[1]), tls_context()
    with until_pool_ends():
        while True:
            message, body = read_request(sys.stdin.buffer)
            allowed = Allowed(**message["allowed"])
            fetcher = Fetcher(allowed, tls=tls, timeout=timeout)
            write_message(sys.stdout.buffer, *handle(fetcher, message, body, allowed))


if __name__ == "__main__":
    main()
