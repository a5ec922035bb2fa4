"""The memory that glibc's malloc keeps. Other C libraries have no such functions."""

import ctypes
from contextlib import suppress

_M_ARENA_MAX = -8
"""From malloc.h."""


def limit_arenas() -> None:
    """Limit malloc to two arenas: one per thread would fragment memory and return little.

    mallopt(3), M_ARENA_MAX.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def trim() -> None:
    """Return the free pages of all arenas to the kernel: malloc_trim(3)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
