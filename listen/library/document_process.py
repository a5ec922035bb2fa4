"""A process that makes documents again: python -m listen.library.document_process STORE_URL.

It answers one message {"rendition": NAME} after the other until its input ends.
"""

import logging
import sys
from typing import Any

from audio_cache.rendition import Rendition
from audio_cache.stores import Store, StoreError, open_store
from listen.errors import Unavailable
from listen.processes.child_logs import configure_child_logs
from listen.processes.messages import read_request, until_pool_ends, write_message
from worker.documents.make import restore_documents

log = logging.getLogger(__name__)


def handle(store: Store, name: str) -> dict[str, Any]:
    """Return {"restored": BOOLEAN}, or {"error": NAME, "detail": ...}."""
    try:
        restored = restore_documents(store, Rendition.from_name(name))
    except StoreError as error:
        return {"error": Unavailable.__name__, "detail": str(error)}
    log.info("%s: documents %s", name[:12], "made again" if restored else "lost")
    return {"restored": restored}


def main() -> None:
    """Answer messages until the input ends."""
    configure_child_logs("documents")
    store = open_store(sys.argv[1])
    with until_pool_ends():
        while True:
            message, _ = read_request(sys.stdin.buffer)
            write_message(sys.stdout.buffer, handle(store, message["rendition"]))


if __name__ == "__main__":
    main()
