"""What the commands that talk to a server can be told, and how it is read."""

from pathlib import Path
from typing import Any

import click

SERVER = "http://127.0.0.1:8000"

server_option = click.option("--server", default=SERVER, show_default=True)


def _read_lexicon(context: Any, option: Any, file: Path | None) -> list[dict[str, Any]] | None:
    from listen.lexicon.entries import LexiconError  # noqa: PLC0415
    from listen.lexicon.files import load_lexicon_file  # noqa: PLC0415

    if file is None:
        return None
    try:
        # `case` even if it is off, because words with capitals have it on.
        return [{"case": entry.case, **entry.to_dict()} for entry in load_lexicon_file(file)]
    except LexiconError as error:
        raise click.BadParameter(f"{error}.") from None


def speech_options(command: Any) -> Any:
    for option in (
        click.option(
            "--lexicon",
            type=click.Path(path_type=Path),
            callback=_read_lexicon,
            help="How words are said: a file in TOML (its name ends with .toml) or PLS.",
        ),
        click.option("--source-url", help="Where it is from: it is read as that site says."),
        click.option("--speed", type=float, help="0.5 to 2."),
        click.option("--voice", help="One of `listen voices`."),
        click.option("--language", help="BCP 47, such as en."),
    ):
        command = option(command)
    return command


def article_options(command: Any) -> Any:
    title = click.option("--title", help="Spoken first, when the text does not begin with it.")
    return click.argument("article")(title(speech_options(server_option(command))))


def check_output(context: Any, option: Any, output: Path | None) -> Path | None:
    """So that nothing is made that could not be saved."""
    from listen.cli.say import format_of  # noqa: PLC0415

    if output is None:
        return None
    try:
        format_of(output)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    if not output.parent.is_dir():
        raise click.BadParameter(f"There is no folder {output.parent}.")
    return output


class PathOrUrl(click.Path):
    """What is there, or a URL as it is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from listen.cli.source import is_url  # noqa: PLC0415

        return value if is_url(value) else super().convert(value, param, ctx)
