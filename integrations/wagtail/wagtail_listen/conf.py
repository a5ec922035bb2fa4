"""The setting LISTEN of the Django project."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class ListenSettings:
    """LISTEN = {"server": ..., "key": ...}, and what else it may have."""

    server: str
    """URL of the Listen server."""
    key: str
    """API key with the scope `publish`."""
    page_types: tuple[str, ...] = ()
    """Page models that are articles, such as "blog.BlogPage". Empty: all."""
    in_background: bool = True
    """False: a save waits until the server has answered."""


def listen_settings() -> ListenSettings:
    """Return the setting. Raises ImproperlyConfigured."""
    given = dict(getattr(settings, "LISTEN", {}))
    given["page_types"] = tuple(given.get("page_types", ()))
    try:
        found = ListenSettings(**given)
    except TypeError:
        raise ImproperlyConfigured(
            "LISTEN must have 'server' and 'key', and may have 'page_types' and 'in_background', "
            f"got {sorted(given)}."
        ) from None
    return found
