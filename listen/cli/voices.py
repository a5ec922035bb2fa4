"""`listen voices`: formats the voices of a server as a table."""

from collections.abc import Iterator, Sequence

from rich.table import Column, Table
from rich.text import Text

from listen.cli.responses import Voice, Voices


def voice_table(voices: Sequence[Voice]) -> Table:
    """Return a table with a row for each voice. Names are never wrapped, so they can be copied."""
    name_width = max((len(voice["id"]) for voice in voices), default=0)
    table = Table(
        Column("voice", min_width=name_width),
        *("languages", "gender", "runs", "status", "rate", "licence"),
    )
    for voice in voices:
        table.add_row(
            Text(", ".join((voice["id"], *voice["names"]))),  # as it is, without markup
            ", ".join(voice["languages"]),
            voice["gender"] or "",
            "local" if voice["offline"] else "online",
            "ok" if voice["works"] else "degraded",
            f"{voice['sample_rate']} Hz",
            Text(voice["licence"]),
        )
    return table


def suggestions(response: Voices) -> Iterator[str]:
    """Yield a line for each voice that could be downloaded, with the languages it would serve."""
    languages: dict[str, list[str]] = {}
    for language, voice in response.get("suggested", {}).items():  # older servers have none
        languages.setdefault(voice, []).append(language)
    if languages:
        yield "No good voice here speaks these languages; `listen voices get VOICE` downloads one:"
    for voice, spoken in sorted(languages.items(), key=lambda item: item[1]):
        yield f"  {', '.join(spoken)}: {voice}"


def engine_problems(response: Voices) -> Iterator[str]:
    """Yield a line for each engine that is unavailable or degraded, with the reason."""
    for engine, reason in response["absent"].items():
        yield f"{engine} is unavailable: {reason}"
    for engine, reason in response["troubles"].items():
        yield f"{engine} is degraded: {reason}"
