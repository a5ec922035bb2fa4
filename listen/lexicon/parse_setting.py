"""Parses the server's settings `lexicon` and `lexicon_files`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from audio_cache.settings_values import SettingsError, parse_list, parse_table
from audio_cache.spec import LexiconEntry
from listen.lexicon.entries import MAX_ON_SERVER, LexiconError, parse_entries
from listen.lexicon.files import load_lexicon_files


def parse_lexicon(value: Any) -> tuple[LexiconEntry, ...]:
    """Raises SettingsError."""
    try:
        return parse_entries(parse_table("lexicon", value), MAX_ON_SERVER)
    except LexiconError as error:
        raise SettingsError(f"The setting 'lexicon' is invalid: {error}.") from None


def parse_lexicon_files(value: str | Iterable[str]) -> tuple[LexiconEntry, ...]:
    """Load the files of a list. Raises SettingsError."""
    try:
        return load_lexicon_files(Path(name) for name in parse_list(value))
    except LexiconError as error:
        raise SettingsError(f"The setting 'lexicon_files' is invalid: {error}.") from None
