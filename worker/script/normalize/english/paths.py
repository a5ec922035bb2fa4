"""Paths of files and of web routes: /etc/hosts, ~/.bashrc, C:\\Users\\Anna."""

import re

from worker.script.normalize.english.web import speak_parts
from worker.script.normalize.rules import LETTER, SIGN, Rule


def _path(match: re.Match[str]) -> str:
    if (
        match[0].endswith("/") and match[0].count("/") == 2 and len(match[0]) < _ROUTE
    ):  # a sound: /p/
        return speak_parts(match[0].strip("/"))
    home = "tilde " if match[0].startswith("~") else ""
    return home + speak_parts(match[0].lstrip("~"))


def _windows_path(match: re.Match[str]) -> str:
    """Verbalize C:\\Users."""
    folders = map(speak_parts, filter(None, match["folders"].split("\\")))
    return " backslash ".join([f"{match['drive'].upper()} colon", *folders])


_ROUTE = 5
_NAME = r"[\w.-]{1,64}"

RULES = (
    Rule(
        SIGN,
        rf"(?<![^\s(\[\"'=:])(?:~|(?=/[A-Za-z._])|(?=/[0-9]{{1,64}}/))(?>(?:/{_NAME}(?<![.])){{1,12}})/?(?![^\W_])",
        _path,
    ),
    Rule(
        LETTER,
        rf"(?P<drive>[A-Z]):(?P<folders>(?>(?:\\{_NAME}(?<![.])){{1,12}}))\\?",
        _windows_path,
    ),
)
