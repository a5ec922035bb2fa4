"""Bundle the player's ES modules into one small script.

One request instead of some twenty, without a build step. Module code is inlined, not wrapped in
functions, so top-level names must be unique among the modules. A module that is imported with
`import()` is a bundle of its own, which is served at its path. `minify` knows the subset of
JavaScript that the player uses: template literals must not be nested, a regular expression must
follow one of `( , = : ? & |`, and no key of an object may have the name of a module's constant.
"""

import os
import re
from collections.abc import Iterator
from functools import partial
from itertools import chain, count, product
from pathlib import Path
from string import ascii_letters

_IMPORT = re.compile(r'^import [^;]*? from "(?P<path>\.{1,2}/[\w/.]+)";\n', re.MULTILINE)
_DYNAMIC_IMPORT = re.compile(r'\bimport\((?P<quote>["`])\./(?P<path>[^"`]+)(?P=quote)\)')
_CONSTANT = re.compile(r"^(?:export )?const (?P<name>[A-Z][A-Z0-9_]+) =", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|let|class|function|async)", re.MULTILINE)

_TOKEN = re.compile(
    r"""
    (?P<space> (?: \s | //[^\n]* | /\*(?:(?!\*/).|\n)*\*/ )+ )
    | (?P<template> `(?:\\.|[^`\\])*` )
    | (?P<literal>
        "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
        | (?: (?<=[(,=:?&|]) | (?<=[(,=:?&|][ ]) )                       # a regular expression
          / (?: \\. | \[(?:\\.|[^\]\\\n])*\] | [^/\\\[\n])+ /
      )
    | (?P<private> \#\w+ )
    | (?P<other> [\w$]+ | . )
    """,
    re.VERBOSE,
)
_ENDS_NO_STATEMENT = frozenset("{([,;=?:|&<>!*+-.")
_BEGINS_NO_STATEMENT = frozenset("})],;=?:|&<>*.")
_INDENT = re.compile(r"\n\s+")
_CSS_LINE_END = re.compile(r"(?<=[{};])\n")
_SUBSTITUTION = re.compile(r"(?<=\$\{)[^}]+")


def bundle(module: Path, version: str = "") -> str:
    """Return the script of a module and of all modules it imports, each once, minified.

    Paths in `import()` become relative to `module`, with the version as their query. The bundle
    exports what `module` does. The constants of the other modules get short names.
    """
    module = module.resolve()
    scripts = []
    short_names = _ShortNames("$")
    constants: dict[str, str] = {}
    for path in _in_import_order(module, set()):
        source = _IMPORT.sub("", path.read_text("utf-8"))
        source = _DYNAMIC_IMPORT.sub(partial(_versioned, module, path, version), source)
        if path != module:
            constants |= {name: short_names[name] for name in _CONSTANT.findall(source)}
            source = _EXPORT.sub("", source)
        scripts.append(_minify(source, _ShortNames("#"), constants) + "\n")
    return "".join(scripts)


def _versioned(module: Path, importing: Path, version: str, found: re.Match[str]) -> str:
    """Return an `import()` of the module `importing` as the bundle of `module` needs it."""
    path = os.path.relpath(importing.parent / found["path"], module.parent)
    query = f"?v={version}" if version else ""
    return f"import({found['quote']}./{path}{query}{found['quote']})"


def minify(source: str) -> str:
    """Remove comments, white space and trailing commas, and shorten private names.

    A line break stays where a statement may end, because JavaScript may insert a semicolon there.
    Lines in template literals, which hold HTML and CSS, lose their indentation, and those of CSS
    their ends.
    """
    return _minify(source, _ShortNames("#"), {})


def _minify(source: str, private_names: "_ShortNames", constants: dict[str, str]) -> str:
    script, gap = "", ""
    for match in _TOKEN.finditer(source):
        token = match[0]
        if match["space"]:
            gap = "\n" if "\n" in token else " "
            continue
        if match["private"]:
            token = private_names[token]
        elif match["template"]:
            token = _CSS_LINE_END.sub("", _INDENT.sub("\n", token))
            token = _SUBSTITUTION.sub(
                lambda code: _minify(code[0], private_names, constants), token
            )
        elif token in constants and not _ends_with_dot(script):
            token = constants[token]
        elif token in ")]}":
            script = script.removesuffix(",")
        script += _separator(script[-1:], gap, token[0]) + token
        gap = ""
    return script


def _ends_with_dot(script: str) -> bool:
    """Return whether a property follows, rather than the operand of a spread."""
    return script.endswith(".") and not script.endswith("...")


class _ShortNames(dict[str, str]):
    """Names by the names that they stand for. With the prefix "#": #a, #b, ... #Z, #aa, #ab, ..."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        names = (product(ascii_letters, repeat=length) for length in count(1))
        self._unused = map("".join, chain.from_iterable(names))

    def __missing__(self, name: str) -> str:
        self[name] = self._prefix + next(self._unused)
        return self[name]


def _separator(before: str, gap: str, after: str) -> str:
    """Return what must stand between two tokens: nothing, or the gap between them."""
    if not before or not gap:
        return ""
    if gap == "\n" and before not in _ENDS_NO_STATEMENT and after not in _BEGINS_NO_STATEMENT:
        return gap
    is_word = (before.isalnum() or before in "_$") and (after.isalnum() or after in "_$#")
    return gap if is_word or (before == after and after in "+-/") else ""


def _in_import_order(module: Path, seen: set[Path]) -> Iterator[Path]:
    if module in seen:
        return
    seen.add(module)
    for imported in _IMPORT.finditer(module.read_text("utf-8")):
        yield from _in_import_order((module.parent / imported["path"]).resolve(), seen)
    yield module
