"""Lexicons in files: PLS, or TOML as in listen.toml."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from audio_cache.spec import LexiconEntry
from listen.lexicon.entries import MOST_ON_SERVER, LexiconError, merge, read_entries
from listen.lexicon.pls import read_pls

_LONGEST = 10_000_000
"""Bytes."""


def read_files(paths: Iterable[Path]) -> tuple[LexiconEntry, ...]:
    """Raises LexiconError, with the name of the file."""
    return merge(*(read_file(path) for path in paths))


def read_file(path: Path) -> tuple[LexiconEntry, ...]:
    """Raises LexiconError, with the name of the file."""
    try:
        if path.stat().st_size > _LONGEST:
            raise LexiconError(f"it has more than {_LONGEST} bytes")
        document = path.read_bytes()
        if path.suffix.lower() == ".toml":
            return read_entries(_table(document), MOST_ON_SERVER)
        entries = read_pls(document)
        if len(entries) > MOST_ON_SERVER:
            raise LexiconError(f"it has more than {MOST_ON_SERVER} entries")
    except OSError as error:
        raise LexiconError(f"{path} cannot be read: {error.strerror}") from None
    except LexiconError as error:
        raise LexiconError(f"{path} cannot be read: {error}") from None
    return merge(entries)


def _table(document: bytes) -> object:
    """The words at its top, or in a table [lexicon] or [[lexicon]]."""
    try:
        table = tomllib.loads(document.decode())
    except ValueError as error:
        raise LexiconError(f"it is not TOML: {error}") from None
    return table.get("lexicon", table) if set(table) <= {"lexicon"} else table
