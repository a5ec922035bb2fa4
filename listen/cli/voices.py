"""`listen voices`: formats the voices of a server as a table."""

from collections.abc import Iterable, Iterator

from rich.table import Table

from listen.cli.responses import Voice, Voices


def voice_table(voices: Iterable[Voice]) -> Table:
    """Return a table with a row for each voice."""
    table = Table("voice", "languages", "gender", "runs", "status", "rate", "licence")
    for voice in voices:
        table.add_row(
            ", ".join((voice["id"], *voice["names"])),
            ", ".join(voice["languages"]),
            voice["gender"] or "",
            "locally" if voice["offline"] else "online",
            "ok" if voice["works"] else "degraded",
            f"{voice['sample_rate']} Hz",
            voice["licence"],
        )
    return table


def engine_problems(response: Voices) -> Iterator[str]:
    """Yield a line for each engine that is unavailable or degraded, with the reason."""
    for engine, reason in response["absent"].items():
        yield f"{engine} is unavailable: {reason}"
    for engine, reason in response["troubles"].items():
        yield f"{engine} is degraded: {reason}"
