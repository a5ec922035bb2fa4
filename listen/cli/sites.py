"""listen sites: shows, makes, checks and deletes sites, in the database of this machine."""

from pathlib import Path
from typing import Any

import click

from listen.cli.publishers import data_dir_option, open_publishers


@click.group()
def sites() -> None:
    """Show, make, check and delete sites."""


@sites.command("list")
@data_dir_option
def list_sites(data_dir: str | None) -> None:
    """List all sites."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    with open_publishers(data_dir) as publishers:
        table = Table("name", "hosts", "sources", "from")
        for site in publishers.sites.all():
            origin = "listen.toml" if publishers.sites.is_configured(site.name) else "database"
            table.add_row(
                site.name,
                ", ".join(site.hosts) or "any",
                ", ".join(source.kind for source in site.sources) or "none",
                origin if site.hosts else "built in",  # there is no other site
            )
    Console().print(table)


@sites.command()
@click.argument("name")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_dir_option
def save(name: str, file: Path, data_dir: str | None) -> None:
    """Make the site NAME, or replace its settings, by those in the TOML file FILE.

    The file has the settings of the table [sites.NAME] of listen.toml. Servers know the site within
    seconds.
    """
    from listen.sites.admin import save_site  # noqa: PLC0415

    with open_publishers(data_dir) as publishers:
        site = save_site(publishers.sites, publishers.site_store, name, _read(file))
    click.echo(f"The site {site.name!r} is saved: {', '.join(site.hosts)}")


@sites.command()
@click.argument("name", required=False)
@data_dir_option
def check(name: str | None, data_dir: str | None) -> None:
    """Check the podcast of the site NAME, or of all sites, by the rules of directories.

    Exits with 1 if a site breaks one.
    """
    from listen.fetch.client import HttpClient  # noqa: PLC0415
    from listen.podcast.check import podcast_problems  # noqa: PLC0415

    failed = False
    with open_publishers(data_dir) as publishers:
        known, config = publishers.sites, publishers.config
        for site in [known.get(name)] if name else known.all():
            problems = podcast_problems(site, config.data_dir, config.public_url, HttpClient())
            failed = failed or bool(problems)
            for line in problems or ["right" if site.podcast else "has no podcast"]:
                click.echo(f"{site.name}: {line}")
    if failed:
        raise SystemExit(1)


@sites.command()
@click.argument("name")
@data_dir_option
def delete(name: str, data_dir: str | None) -> None:
    """Delete the site NAME. Its articles and their audio stay."""
    from listen.sites.admin import delete_site  # noqa: PLC0415

    with open_publishers(data_dir) as publishers:
        delete_site(publishers.sites, publishers.site_store, name)
    click.echo(f"The site {name!r} is deleted.")


def _read(file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415

    try:
        return tomllib.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{file} must be TOML in UTF-8: {error}.") from None
