"""The objects of the commands for publishers: the database and the sites of this machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from audio_cache.settings_values import SettingsError
from listen.config import WebConfig
from listen.errors import ApiError

if TYPE_CHECKING:
    from listen.database.database import Database
    from listen.keys.key_store import KeyStore
    from listen.sites.sites import Sites
    from listen.sites.store import SiteStore

data_dir_option = click.option(
    "--data-dir",
    type=click.Path(file_okay=False),
    help="Data directory of the server; defaults to its setting.",
)


@dataclass(frozen=True)
class Publishers:
    """The database, and what is in it."""

    config: WebConfig
    database: "Database"
    keys: "KeyStore"
    site_store: "SiteStore"
    sites: "Sites"


@contextmanager
def open_publishers(data_dir: str | None) -> Iterator[Publishers]:
    """Open the database of the settings. Errors become one clear line."""
    # Imported here because these libraries are slow to load.
    from listen.database.database import Database  # noqa: PLC0415
    from listen.keys.key_store import KeyStore  # noqa: PLC0415
    from listen.sites.sites import Sites  # noqa: PLC0415
    from listen.sites.store import SiteStore  # noqa: PLC0415

    try:
        overrides = {"data_dir": data_dir} if data_dir else {}
        config = WebConfig.load(os.environ, **overrides)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    database = Database(config.database)
    store = SiteStore(database)
    sites = Sites(config.sites, config.default_profile, config.fetch, store)
    try:
        yield Publishers(config, database, KeyStore(database), store, sites)
    except ApiError as error:
        raise click.ClickException(str(error)) from None
    finally:
        database.close()
