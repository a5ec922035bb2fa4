"""`listen voices`: what a server can speak with, for people."""

from collections.abc import Iterator
from typing import Any

from rich.table import Table


def table(voices: list[dict[str, Any]]) -> Table:
    """A row for each, as GET /v1/voices tells it."""
    table = Table("voice", "languages", "gender", "where", "now", "rate", "licence")
    for voice in voices:
        table.add_row(
            ", ".join((voice["id"], *voice["names"])),
            ", ".join(voice["languages"]),
            voice["gender"] or "",
            "here" if voice["offline"] else "online",
            "works" if voice["works"] else "rests",
            f"{voice['sample_rate']} Hz",
            voice["licence"],
        )
    return table


def complaints(selector: dict[str, Any]) -> Iterator[str]:
    """A line for each engine that cannot speak."""
    for engine, why in selector["absent"].items():
        yield f"{engine} cannot speak here: {why}"
    for engine, why in selector["troubles"].items():
        yield f"{engine} cannot speak now: {why}"
