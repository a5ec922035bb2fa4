"""Lexicon files: W3C PLS, or TOML as in listen.toml."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from audio_cache.spec import LexiconEntry
from listen.lexicon.entries import MAX_ON_SERVER, LexiconError, merge, parse_entries
from listen.lexicon.pls import parse_pls

_MAX_BYTES = 10_000_000


def load_lexicon_files(paths: Iterable[Path]) -> tuple[LexiconEntry, ...]:
    """Return the entries of all files; later files override earlier ones.

    Raises LexiconError, which names the file.
    """
    return merge(*(load_lexicon_file(path) for path in paths))


def load_lexicon_file(path: Path) -> tuple[LexiconEntry, ...]:
    """Return the entries of a file: TOML if its name ends in .toml, else PLS.

    Raises LexiconError, which names the file.
    """
    try:
        size = path.stat().st_size
        if size > _MAX_BYTES:
            raise LexiconError(f"it must not be larger than {_MAX_BYTES} bytes, got {size}")
        document = path.read_bytes()
        if path.suffix.lower() == ".toml":
            return parse_entries(_parse_toml(document), MAX_ON_SERVER)
        entries = parse_pls(document)
        if len(entries) > MAX_ON_SERVER:
            raise LexiconError(
                f"it must not have more than {MAX_ON_SERVER} entries, got {len(entries)}"
            )
    except OSError as error:
        raise LexiconError(f"{path} must be a readable file: {error.strerror}") from None
    except LexiconError as error:
        raise LexiconError(f"{path} is invalid: {error}") from None
    return merge(entries)


def _parse_toml(document: bytes) -> object:
    """Return the entries at the top level, or in a table [lexicon] or an array [[lexicon]]."""
    try:
        table = tomllib.loads(document.decode())
    except ValueError as error:
        raise LexiconError(f"it must be TOML in UTF-8: {error}") from None
    return table.get("lexicon", table) if set(table) <= {"lexicon"} else table
