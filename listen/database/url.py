"""The setting that names the database. SQLAlchemy is not imported: gevent must patch first."""

from typing import Any
from urllib.parse import urlsplit

from audio_cache.settings_values import SettingsError

FILE = "listen.db"
"""Name of SQLite's file in the data directory."""

_SCHEMES = ("postgresql", "postgres")


def parse_database_url(value: Any) -> str:
    """Return the URL of PostgreSQL, or "" for SQLite. Raises SettingsError, without the URL."""
    if value == "":
        return ""
    try:
        scheme, _, rest = value.partition("://")
        name = urlsplit(f"http://{rest}").path.strip("/")
        if scheme in _SCHEMES and name and _has_valid_port(rest):
            return f"postgresql://{rest}"
    except (AttributeError, ValueError):
        pass
    raise SettingsError(
        "The setting 'database_url' must be like postgresql://USER:PASSWORD@HOST:PORT/NAME."
    )


def _has_valid_port(rest: str) -> bool:
    """Raises ValueError for another one."""
    return urlsplit(f"http://{rest}").port != 0
