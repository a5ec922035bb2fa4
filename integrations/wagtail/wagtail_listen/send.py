"""Sends pages after the transaction, in a thread, so that no save waits for the Listen server.

What is not sent when the process ends abruptly is sent by `manage.py listen_sync`.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import connections, transaction

from wagtail_listen.articles import synchronize
from wagtail_listen.client import ListenError
from wagtail_listen.conf import listen_settings

log = logging.getLogger(__name__)

_PAUSES = (2, 8, 32)
"""Seconds before the next attempts."""

_executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="listen")


def send_later(page_id: int) -> None:
    """Send the page when the current transaction is committed."""
    transaction.on_commit(partial(_dispatch, page_id))


def _dispatch(page_id: int) -> None:
    if listen_settings().in_background:
        _executor.submit(_send, page_id)
    else:
        _attempt(page_id)


def _send(page_id: int) -> None:
    try:
        for pause in _PAUSES:
            if _attempt(page_id):
                return
            time.sleep(pause)
        _attempt(page_id)
    finally:
        connections.close_all()


def _attempt(page_id: int) -> bool:
    """Return whether nothing is left to do."""
    try:
        synchronize(page_id)
    except ListenError as error:
        log.warning("page %d was not sent to Listen: %s", page_id, error)
        return not error.may_pass
    except Exception:
        # A template may raise anything, and the page is published all the same.
        log.exception("page %d was not sent to Listen", page_id)
    return True
