"""Bundles the player's ES modules into one script, so that a page loads it with one request.

Top-level names are unique across the modules, so no name has to be rewritten.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r'^import [^;]*? from "\./(?P<path>[\w/.]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|let|class|function|async)", re.MULTILINE)

_COMMENTS_AND_SPACE = re.compile(
    r"^[ \t]*(?://.*\n|/\*\*(?:(?!\*/).|\n)*\*/\n|\n)|^[ \t]+|(?<=[;}]) // [^\"'`\n]+$",
    re.MULTILINE,
)
"""Comments, empty lines and indentation, a third of the source. A comment that follows a statement
is matched only if it has no quotes, because it could be part of a string otherwise."""


def bundle(module: Path) -> str:
    """Return the module after all modules that it imports, each once and minified."""
    return "".join(map(_minify, _dependencies_first(module, set())))


def _dependencies_first(module: Path, seen: set[Path]) -> Iterator[Path]:
    if module in seen:
        return
    seen.add(module)
    for found in _IMPORT.finditer(module.read_text("utf-8")):
        yield from _dependencies_first(module.parent / found["path"], seen)
    yield module


def _minify(module: Path) -> str:
    """Return the module's source without imports, exports, comments and indentation."""
    source = _EXPORT.sub("", _IMPORT.sub("", module.read_text("utf-8")))
    return _COMMENTS_AND_SPACE.sub("", source)
