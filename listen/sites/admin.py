"""Changes sites in the database, for the API and the command line."""

from collections.abc import Mapping
from typing import Any

from audio_cache.settings_values import SettingsError
from listen.errors import Conflict, Unprocessable
from listen.sites.parse import check_hosts_differ, parse_site
from listen.sites.site import Site
from listen.sites.sites import Sites
from listen.sites.store import SiteStore

SECRET_SETTINGS = ("secrets", "ghost_content_key", "purge_headers")
"""Settings that are never shown."""


def save_site(sites: Sites, store: SiteStore, name: str, settings: Mapping[str, Any]) -> Site:
    """Create a site or replace its settings, those of the table [sites.NAME] of listen.toml.

    Secrets that are left out stay as they are. Raises Conflict for a site of listen.toml, and
    Unprocessable for wrong settings.
    """
    _check_is_stored(sites, name)
    known = store.all()
    kept = {key: value for key, value in known.get(name, {}).items() if key in SECRET_SETTINGS}
    merged = {**kept, **settings}
    try:
        site = parse_site(name, merged)
        others = [each for each in sites.all() if each.name != name]
        check_hosts_differ([*others, site])
    except SettingsError as error:
        raise Unprocessable(str(error)) from None
    store.save(name, merged)
    sites.refresh()
    return site


def delete_site(sites: Sites, store: SiteStore, name: str) -> None:
    """Delete a site. Its articles and their audio stay. Raises Conflict and UnknownSite."""
    _check_is_stored(sites, name)
    if not store.delete(name):
        sites.get(name)
        raise Conflict(f"The site {name!r} has no settings to delete.")
    sites.refresh()


def shown_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings without secrets."""
    return {name: value for name, value in settings.items() if name not in SECRET_SETTINGS}


def _check_is_stored(sites: Sites, name: str) -> None:
    if sites.is_configured(name):
        raise Conflict(f"The site {name!r} is in listen.toml, and can only be changed there.")
