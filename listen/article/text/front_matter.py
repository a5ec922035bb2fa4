"""Splits off the front matter of static-site generators and wikis, which holds the title."""

import json
import tomllib
from dataclasses import dataclass

import regex

from listen.article.text.clean import one_line

_MAX_LENGTH = 20_000
"""Characters of front matter."""
_KNOWN_KEYS = (
    *("title", "subtitle", "date", "author", "authors", "layout", "tags", "tag", "category"),
    *("type", "categories", "keywords", "slug", "draft", "description", "summary", "excerpt"),
    *("permalink", "published", "publishdate", "pubdate", "lastmod", "modified", "updated"),
    *("lang", "language", "locale", "status", "template", "weight", "image", "cover", "toc"),
    *("url", "aliases", "series", "canonical", "copyright", "sidebar_label"),
    *("sidebar_position", "comments"),
)
_FENCED = regex.compile(
    r"\s*+(?:---+ *\n(?P<yaml>(?>.*\n)*?)(?:---+|\.\.\.) *(?:\n|\Z)"
    r"|\+\+\+ *\n(?P<toml>(?>.*\n)*?)\+\+\+ *(?:\n|\Z)"
    r"|;;; *\n(?P<json>(?>.*\n)*?);;; *(?:\n|\Z))"
)
_YAML_LINE = regex.compile(
    r"(?P<key>[\"']?[\w-]+(?:[. ][\w-]+)?[\"']?) ?:(?: .*)?|[ \t].*|- .*|-|#.*|[\]}],?|"
)
_HEADER = regex.compile(
    r"\s*+(?P<header>(?:(?P<key>\p{L}[\p{L} _-]{0,30}):(?: .*| *)\n(?:[ \t]+\S.*\n)*)+)"
    r"(?P<rule>-{3,} *)?\n"
)
_HEADER_KEY = regex.compile(r"^(\p{L}[\p{L} _-]{0,30}):", regex.MULTILINE)
_TITLE = regex.compile(
    r"^[\"']?title[\"']?[ \t]*:[ \t]*(?P<value>.*)(?P<folded>(?:\n[ \t]+\S.*)*)",
    regex.MULTILINE | regex.IGNORECASE,
)
_ORG = regex.compile(r"\s*+(?:#\+[A-Za-z_]{2,30}:.*(?:\n|\Z))++")
_ORG_TITLE = regex.compile(r"^#\+title:[ \t]*(.*)$", regex.MULTILINE | regex.IGNORECASE)
_PANDOC = regex.compile(
    r"\s*+% (?P<title>.+(?:\n +\S.*)*)\n(?:%(?: .*(?:\n +\S.*)*)?(?:\n|\Z)){0,2}"
)


@dataclass(frozen=True)
class FrontMatter:
    """The front matter of a text, and the title in it."""

    text: str
    title: str = ""
    """Empty if there is none."""


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Return the front matter (empty if there is none) and the rest of a text.

    The formats are YAML between "---" lines (or up to "..."), TOML between "+++", JSON, the
    "Title: ..." lines of MultiMarkdown and Pelican, those of Org ("#+title: ...") and the title
    block of Pandoc ("% Title").
    """
    found = _fenced(text) or _json_object(text) or _header(text) or _marked_lines(text)
    return found or (FrontMatter(""), text)


def _fenced(text: str) -> tuple[FrontMatter, str] | None:
    match = _FENCED.match(text, 0, _MAX_LENGTH)
    if match is None:
        return None
    if match["yaml"] is not None:
        title = _yaml_title(match["yaml"]) if _is_yaml(match["yaml"]) else None
    elif match["toml"] is not None:
        title = _toml_title(match["toml"])
    else:
        title = _json_title(match["json"])
    if title is None:
        return None
    return FrontMatter(match[0].strip(), title), text[match.end() :]


def _json_object(text: str) -> tuple[FrontMatter, str] | None:
    start = len(text) - len(text.lstrip())
    if not text.startswith("{", start):
        return None
    try:
        _, end = json.JSONDecoder().raw_decode(text[: start + _MAX_LENGTH], start)
    except (ValueError, RecursionError):
        return None
    title = _json_title(text[start:end])
    rest = text[end:]
    if title is None or not rest.startswith("\n"):
        return None
    return FrontMatter(text[start:end], title), rest


def _header(text: str) -> tuple[FrontMatter, str] | None:
    match = _HEADER.match(text, 0, _MAX_LENGTH)
    if match is None:
        return None
    keys = [key.lower().strip() for key in _HEADER_KEY.findall(match["header"])]
    known = sum(key in _KNOWN_KEYS for key in keys)
    min_known = 1 if match["rule"] else 2
    if known < min_known or 2 * known < len(keys) or keys[0] not in _KNOWN_KEYS:
        return None
    return FrontMatter(match[0].strip(), _yaml_title(match["header"])), text[match.end() :]


def _marked_lines(text: str) -> tuple[FrontMatter, str] | None:
    """Split off lines that begin with "#+" (Org) or "%" (Pandoc), down to a blank line."""
    if org := _ORG.match(text, 0, _MAX_LENGTH):
        title = _ORG_TITLE.search(org[0])
        return FrontMatter(org[0].strip(), one_line(title[1]) if title else ""), text[org.end() :]
    pandoc = _PANDOC.match(text, 0, _MAX_LENGTH)
    if pandoc is None or text[pandoc.end() : pandoc.end() + 1].strip():
        return None
    return FrontMatter(pandoc[0].strip(), one_line(pandoc["title"])), text[pandoc.end() :]


def _is_yaml(lines: str) -> bool:
    matches = [_YAML_LINE.fullmatch(line) for line in lines.split("\n")]
    if not all(matches):
        return False
    keys = [match["key"].strip("\"'").lower() for match in matches if match and match["key"]]
    return len(keys) > 1 or any(key in _KNOWN_KEYS for key in keys) or not lines.strip()


def _yaml_title(lines: str) -> str:
    match = _TITLE.search(lines)
    if match is None:
        return ""
    value = match["value"].strip()
    if value[:1] in ("|", ">"):
        value = ""
    if value[:1] in ("'", '"'):
        quoted = regex.match(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", f"{value}{match['folded']}")
        return one_line(_unquote(quoted[0] if quoted else value))
    return one_line(regex.sub(r"\s#.*", "", f"{value}{match['folded']}"))


def _unquote(value: str) -> str:
    if value.startswith("'"):
        return value.strip("'").replace("''", "'")
    try:
        return str(json.loads(one_line(value)))
    except ValueError:
        return value.strip('"')


def _toml_title(lines: str) -> str | None:
    try:
        table = tomllib.loads(lines)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    title = table.get("title") or table.get("Title")
    return one_line(title) if isinstance(title, str) else ""


def _json_title(value: str) -> str | None:
    """Return the title of an object; None if it is not front matter."""
    try:
        fields = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or not any(key.lower() in _KNOWN_KEYS for key in fields):
        return None
    title = next((fields[key] for key in fields if key.lower() == "title"), "")
    return one_line(title) if isinstance(title, str) else ""
