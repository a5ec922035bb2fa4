"""Options that several commands share, and their validation."""

from pathlib import Path
from typing import Any

import click

from audio_cache.settings import API_KEY_VARIABLE

SERVER = "http://127.0.0.1:8000"

server_option = click.option("--server", default=SERVER, show_default=True, help="Server URL.")


def _check_key(context: Any, option: Any, key: str | None) -> str | None:
    """Refuse what can't be the value of a header, without showing it."""
    key = (key or "").strip()
    if not all("!" <= character <= "~" for character in key):
        raise click.BadParameter("An API key must consist of ASCII letters, digits and signs.")
    return key or None


key_option = click.option(
    "--key",
    envvar=API_KEY_VARIABLE,
    show_envvar=True,
    callback=_check_key,
    help="API key of the server, from `listen keys new`.",
)


def check_site_url(context: Any, option: Any, url: str | None) -> str | None:
    """Refuse what is no URL of a site."""
    from listen.feeds.urls import article_url  # noqa: PLC0415

    if url is None:
        return None
    clean = article_url(url)
    if clean is None:
        raise click.BadParameter(f"It must be an http or https URL, got {url[:80]!r}.")
    return clean


def _read_lexicon(context: Any, option: Any, file: Path | None) -> list[dict[str, Any]] | None:
    """Return the entries of a lexicon file, as fields of a request."""
    from listen.lexicon.entries import LexiconError  # noqa: PLC0415
    from listen.lexicon.files import load_lexicon_file  # noqa: PLC0415

    if file is None:
        return None
    try:
        # `case` is always sent: without it, the server turns it on for words with capitals.
        return [{"case": entry.case, **entry.to_dict()} for entry in load_lexicon_file(file)]
    except LexiconError as error:
        raise click.BadParameter(f"{error}.") from None


def speech_options(command: Any) -> Any:
    """Add the options of a speech request."""
    for option in (
        click.option(
            "--lexicon",
            type=click.Path(path_type=Path),
            callback=_read_lexicon,
            help="Pronunciation lexicon: a TOML file (.toml) or a W3C PLS file.",
        ),
        click.option(
            "--source-url",
            help="URL that the article comes from; its site's extraction rules apply.",
        ),
        click.option("--speed", type=float, help="Speaking rate, 0.5 to 2; defaults to 1."),
        click.option("--voice", help="Voice, as listed by `listen voices`."),
        click.option("--language", help="BCP 47 tag, such as en; detected by default."),
    ):
        command = option(command)
    return command


def article_options(command: Any) -> Any:
    """Add the argument ARTICLE, and the options of a request for it."""
    title = click.option("--title", help="Title, spoken first unless the text begins with it.")
    return click.argument("article")(title(speech_options(server_option(key_option(command)))))


def check_output(context: Any, option: Any, output: Path | None) -> Path | None:
    """Refuse an output file that could not be written, before audio is generated for it."""
    from listen.cli.say import format_of  # noqa: PLC0415

    if output is None:
        return None
    try:
        format_of(output)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    if not output.parent.is_dir():
        raise click.BadParameter(f"The folder {output.parent} does not exist.")
    return output


class PathOrUrl(click.Path):
    """A parameter type: an existing path, or a URL, which is passed on unchanged."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from listen.cli.source import is_url  # noqa: PLC0415

        return value if is_url(value) else super().convert(value, param, ctx)
