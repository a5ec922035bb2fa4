"""Checks whether any API key exists, for a process that must not load SQLAlchemy itself."""

import multiprocessing
from pathlib import Path

from listen.errors import Unavailable


def keys_exist(location: Path | str) -> bool:
    """Return whether an active key exists; True if that is unknown, so that nothing is opened.

    Another process looks: gevent must patch the standard library before SQLAlchemy is imported.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_keys_exist, (location,))


def _keys_exist(location: Path | str) -> bool:
    from listen.database.database import Database  # noqa: PLC0415
    from listen.keys.key_store import KeyStore  # noqa: PLC0415

    try:
        return bool(KeyStore(Database(location)).active())
    except Unavailable:
        return True
