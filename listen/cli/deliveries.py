"""listen deliveries: the log of callbacks, in the database of this machine's settings."""

from typing import TYPE_CHECKING

import click

from listen.cli.publishers import data_dir_option, open_publishers

if TYPE_CHECKING:
    from listen.database.tables import DeliveryRow

_STATES = ("pending", "sending", "delivered", "failed")
_MAX_ID = 2**31 - 1


@click.group()
def deliveries() -> None:
    """List the callbacks to sites, or send one again."""


@deliveries.command("list")
@click.option("--site", help="Only deliveries of this site.")
@click.option("--state", type=click.Choice(_STATES), help="Only deliveries in this state.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Newest ones."
)
@data_dir_option
def list_command(site: str | None, state: str | None, limit: int, data_dir: str | None) -> None:
    """List deliveries, newest first."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from listen.publishing.delivery_rows import list_deliveries  # noqa: PLC0415

    with open_publishers(data_dir) as publishers:
        found = publishers.database.read(
            lambda session: list_deliveries(session, site, state, _MAX_ID, limit)
        )
    if not found:
        click.echo("There is no such delivery.")
        return
    table = Table("id", "site", "event", "URL", "made", "state", "attempts", "last answer")
    for row in found:
        table.add_row(*_cells(row))
    Console(markup=False).print(table)


@deliveries.command()
@click.argument("delivery_id", metavar="ID", type=click.IntRange(1, _MAX_ID))
@data_dir_option
def replay(delivery_id: int, data_dir: str | None) -> None:
    """Send the delivery ID again. The message keeps its webhook-id."""
    from listen.database.types import now  # noqa: PLC0415
    from listen.publishing.delivery_rows import replay_delivery  # noqa: PLC0415

    with open_publishers(data_dir) as publishers:
        row = publishers.database.write(
            lambda session: replay_delivery(session, delivery_id, now())
        )
    if row is None:
        raise click.ClickException(f"There is no delivery {delivery_id}.")
    click.echo(f"{row.event} is sent again, by `listen publish`.")


def _cells(row: "DeliveryRow") -> tuple[str, ...]:
    from listen.publishing.delivery_rows import public_url_of  # noqa: PLC0415

    return (
        str(row.id),
        row.site,
        row.event,
        public_url_of(row),
        row.created_at.strftime("%Y-%m-%d %H:%M"),
        row.state,
        str(row.attempts),
        row.last_error or str(row.last_status or ""),
    )
