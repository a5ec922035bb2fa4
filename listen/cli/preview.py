"""`listen preview`: what would be read, for people, as a printer's proof shows a page."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

_WIDEST = 100
_INDENT = 14
"""Columns: the longest kind of block and two blanks."""


def proof(preview: dict[str, Any]) -> Iterator[str]:
    """Lines: the article as it would be read, what would not be and why, the lexicon's words."""
    yield from _head(preview)
    for block in preview["blocks"]:
        yield from _entry(block["kind"], block["text"])
    yield from _section("Not read", ((part["reason"], part["text"]) for part in preview["dropped"]))
    yield from _section("Lexicon", ((use["word"], _said(use)) for use in preview["lexicon"]))


def spoken(preview: dict[str, Any]) -> Iterator[str]:
    """Lines: each segment, and below it what is said for it where that differs."""
    yield from _head(preview)
    for number, segment in enumerate(preview["segments"], 1):
        written = " ".join(segment["text"].split())
        yield from _entry(str(number), written)
        if segment["spoken"] != written:
            yield from _entry("", f"→ {segment['spoken'] or 'nothing'}")


def _head(preview: dict[str, Any]) -> Iterator[str]:
    minutes, seconds = divmod(round(preview["estimated_duration"]), 60)
    yield preview["title"]
    yield (
        f"{preview['language']}, {preview['voice']}, about {minutes}:{seconds:02d}, "
        f"{preview['characters']} characters"
    )
    yield ""


def _section(name: str, entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    lines = [line for label, text in entries for line in _entry(label, text)]
    if lines:
        yield from ("", f"{name}:", *lines)


def _entry(label: str, text: str) -> Iterator[str]:
    """The text beside its label, or below one that is too long."""
    blank = " " * _INDENT
    first = f"{label:<{_INDENT}}"
    if len(label) >= _INDENT:
        yield label
        first = blank
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    yield from textwrap.wrap(text, max(width, 40), initial_indent=first, subsequent_indent=blank)


def _said(use: dict[str, Any]) -> str:
    times = "once" if use["count"] == 1 else f"{use['count']} times"
    said = f"/{use['ipa']}/" if "ipa" in use else use["say"]
    return f"{times}: {said}" if use["applied"] else f"{times}, as written: the voice knows no IPA"
