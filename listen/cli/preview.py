"""`listen preview`: formats a preview as text."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator

from listen.cli.responses import LexiconUse, Preview

_MAX_WIDTH = 100
_MIN_WIDTH = 40
_INDENT = 14
"""Columns: the longest kind of block and two spaces."""


def format_article(preview: Preview) -> Iterator[str]:
    """Yield lines: the blocks to be read, the skipped parts with reasons, the lexicon's words."""
    yield from _format_header(preview)
    for block in preview["blocks"]:
        yield from _format_row(block["kind"], block["text"])
    skipped = ((part["reason"], part["text"]) for part in preview["dropped"])
    yield from _format_section("Skipped", skipped)
    uses = ((use["word"], _format_use(use)) for use in preview["lexicon"])
    yield from _format_section("Lexicon", uses)


def format_segments(preview: Preview) -> Iterator[str]:
    """Yield lines: each segment, followed by its spoken form if that differs."""
    yield from _format_header(preview)
    for number, segment in enumerate(preview["segments"], 1):
        text = " ".join(segment["text"].split())
        yield from _format_row(str(number), text)
        if segment["spoken"] != text:
            yield from _format_row("", f"→ {segment['spoken'] or 'nothing'}")


def _format_header(preview: Preview) -> Iterator[str]:
    minutes, seconds = divmod(round(preview["estimated_duration"]), 60)
    yield preview["title"]
    yield (
        f"{preview['language']}, {preview['voice']}, about {minutes}:{seconds:02d}, "
        f"{preview['characters']} characters"
    )
    yield ""


def _format_section(heading: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    lines = [line for label, text in rows for line in _format_row(label, text)]
    if lines:
        yield from ("", f"{heading}:", *lines)


def _format_row(label: str, text: str) -> Iterator[str]:
    """Yield the text wrapped beside its label, or below a label that is too long."""
    blank = " " * _INDENT
    first = f"{label:<{_INDENT}}"
    if len(label) >= _INDENT:
        yield label
        first = blank
    width = max(min(shutil.get_terminal_size().columns, _MAX_WIDTH), _MIN_WIDTH)
    yield from textwrap.wrap(text, width, initial_indent=first, subsequent_indent=blank)


def _format_use(use: LexiconUse) -> str:
    times = "once" if use["count"] == 1 else f"{use['count']} times"
    spoken = f"/{use['ipa']}/" if "ipa" in use else use["say"]
    if use["applied"]:
        return f"{times}: {spoken}"
    return f"{times}, as written: the voice does not support IPA"
