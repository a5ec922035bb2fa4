"""One module of the many that the player is written in: one request, however slow the line.

The parts' top-level names are unique, so that nothing of them has to be rewritten.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r'^import [^;]*? from "\./(?P<path>[\w/.]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|let|class|function|async)", re.MULTILINE)

_FOR_PEOPLE = re.compile(
    r"^[ \t]*(?://.*\n|/\*\*(?:(?!\*/).|\n)*\*/\n|\n)|^[ \t]+|(?<=[;}]) // [^\"'`\n]+$",
    re.MULTILINE,
)
"""Comments, empty lines, indentation: a third of what would be sent. A comment behind a statement
goes if it has no quotes: then it cannot be a part of a string."""


def assemble(module: Path) -> str:
    """The module with all that it imports before it, each once."""
    return "".join(map(_bare, _in_order(module, set())))


def _in_order(module: Path, seen: set[Path]) -> Iterator[Path]:
    if module in seen:
        return
    seen.add(module)
    for found in _IMPORT.finditer(module.read_text("utf-8")):
        yield from _in_order(module.parent / found["path"], seen)
    yield module


def _bare(module: Path) -> str:
    return _FOR_PEOPLE.sub("", _EXPORT.sub("", _IMPORT.sub("", module.read_text("utf-8"))))
