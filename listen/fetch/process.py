"""A process that fetches pages: python -m listen.fetch.process TIMEOUT

It answers one message {"url": ..., "hosts": [...]} after the other until its input ends.
"""

import logging
import sys
from contextlib import suppress
from typing import Any

from listen.errors import ApiError
from listen.fetch.connection import tls_context
from listen.fetch.fetcher import Fetcher
from listen.processes.messages import encode_text, read_message, write_message


def handle(fetcher: Fetcher, url: str) -> tuple[dict[str, Any], bytes | None]:
    """Return {"url": ..., "kind": ...} and the page, or {"error": NAME, "detail": ...}."""
    try:
        page = fetcher.fetch(url)
    except ApiError as error:
        return {"error": type(error).__name__, "detail": str(error)}, None
    return {"url": page.url, "kind": page.kind}, encode_text(page.body)


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    timeout, tls = float(sys.argv[1]), tls_context()
    with suppress(EOFError):
        while True:
            message, _ = read_message(sys.stdin.buffer)
            fetcher = Fetcher(message["hosts"], tls=tls, timeout=timeout)
            write_message(sys.stdout.buffer, *handle(fetcher, message["url"]))


if __name__ == "__main__":
    main()
