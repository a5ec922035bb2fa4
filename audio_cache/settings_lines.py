"""Finds the line of a setting in a TOML file, for errors: Python's parser keeps no lines."""

import re
from pathlib import Path

_NAME = re.compile(r"'([\w.-]+)'")
_HEADER = re.compile(r"\s*\[+\s*([^\[\]#]+?)\s*\]+\s*(?:#.*)?")
_KEY = re.compile(r"\s*([\w.\"' -]+?)\s*=")


def locate(path: Path, text: str, message: str) -> str:
    """Return an error message with the file and the line of the setting that it names.

    `text` is that of the file. The setting is the first name in single quotes. A setting that is
    not found leaves the line out.
    """
    found = _NAME.search(message)
    line = line_of(text, found[1]) if found else None
    place = f"{path}, line {line}" if line else str(path)
    return f"{place}: {message}"


def line_of(text: str, setting: str) -> int | None:
    """Return the line of a setting such as sites.news.hosts, from 1; None if it is not found.

    A setting that is missing is at the line of its table.
    """
    names = setting.split(".")
    table: tuple[str, ...] = ()
    best, best_length = None, 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            table = _split(header[1])
            name = table
        elif key := _KEY.match(line):
            name = (*table, *_split(key[1]))
        else:
            continue
        if len(name) > best_length and list(name) == names[: len(name)]:
            best, best_length = number, len(name)
    return best


def _split(name: str) -> tuple[str, ...]:
    return tuple(part.strip(" \"'") for part in name.split("."))
