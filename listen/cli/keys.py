"""listen keys: makes, lists and revokes API keys, in the database of this machine's settings."""

import click

from listen.cli.publishers import data_dir_option, open_publishers
from listen.keys.api_key import ADMIN, DEFAULT_SCOPES, MAX_LIMIT, SCOPES, ApiKey


@click.group()
def keys() -> None:
    """Make, list and revoke API keys."""


@keys.command()
@click.argument("name")
@click.option("--site", help="Site that the key is for; defaults to the only one.")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(SCOPES),
    multiple=True,
    help="What the key allows; can be repeated. Defaults to synthesize and publish.",
)
@click.option(
    "--requests-per-minute",
    type=click.IntRange(0, MAX_LIMIT),
    metavar="N",
    help="Limit of the key; 0: none. Defaults to the setting of the server.",
)
@click.option(
    "--characters-per-day",
    type=click.IntRange(0, MAX_LIMIT),
    metavar="N",
    help="Limit of the key's new audio; 0: none. Defaults to the setting of the server.",
)
@data_dir_option
def new(
    name: str,
    site: str | None,
    scopes: tuple[str, ...],
    requests_per_minute: int | None,
    characters_per_day: int | None,
    data_dir: str | None,
) -> None:
    """Make a key, and print it. It is not stored and cannot be shown again."""
    with open_publishers(data_dir) as publishers:
        scopes = scopes or DEFAULT_SCOPES
        if site is None and ADMIN not in scopes:
            names = [each.name for each in publishers.sites.all()]
            if len(names) > 1:
                raise click.UsageError(f"Name the key's site with --site: {', '.join(names)}.")
            site = names[0]
        elif site is not None:
            publishers.sites.get(site)
        text, _ = publishers.keys.create(
            name, site, scopes, requests_per_minute, characters_per_day
        )
    click.echo(text)


@keys.command("list")
@data_dir_option
def list_keys(data_dir: str | None) -> None:
    """List all keys, without the keys themselves."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    with open_publishers(data_dir) as publishers:
        found = publishers.keys.all()
    if not found:
        click.echo("There is no API key. Make one with `listen keys new NAME`.")
        return
    table = Table(box=None)
    for title in ("id", "name", "site", "scopes", "limits", "made", "last used", "state"):
        table.add_column(title, no_wrap=title == "id")  # `revoke` takes it
    for key in found:
        table.add_row(*_row(key))
    Console().print(table)


@keys.command()
@click.argument("name")
@data_dir_option
def revoke(name: str, data_dir: str | None) -> None:
    """Revoke the keys with this name or id. Servers refuse them within a second."""
    with open_publishers(data_dir) as publishers:
        revoked = publishers.keys.revoke(name)
    if not revoked:
        raise click.ClickException(f"There is no active key with the name or id {name!r}.")
    click.echo(f"{len(revoked)} revoked: {', '.join(key.id for key in revoked)}")


def _row(key: ApiKey) -> tuple[str, ...]:
    day = "%Y-%m-%d %H:%M"
    return (
        key.id,
        key.name,
        key.site or "all",
        ", ".join(key.scopes),
        _limits(key),
        key.created_at.strftime(day),
        key.last_used_at.strftime(day) if key.last_used_at else "never",
        "revoked" if key.revoked_at else "active",
    )


def _limits(key: ApiKey) -> str:
    limits = (("requests/min", key.requests_per_minute), ("characters/day", key.characters_per_day))
    own = [f"{limit or 'no limit of'} {unit}" for unit, limit in limits if limit is not None]
    return ", ".join(own) or "the server's"
