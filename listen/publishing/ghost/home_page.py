"""Reads from the home page of a Ghost site what its Admin API does not tell an integration."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests

_KEY = re.compile(r"""\bdata-key=["']?([0-9a-f]{26})\b""")
_TIMEOUT = (5.0, 30.0)
"""Seconds to connect, and to wait for an answer."""


@dataclass(frozen=True)
class HomePage:
    """Facts that the home page shows."""

    content_key: str | None
    """The Content API key that Ghost gives to its search and its sign-up form."""
    is_private: bool
    """True: visitors need a password for all pages, also for posts whose visibility is public."""


def read_home_page(site_url: str) -> HomePage:
    """Fetch the home page of a site, which may be out of reach from here."""
    try:
        page = requests.get(f"{site_url}/", timeout=_TIMEOUT)
    except requests.RequestException:
        return HomePage(content_key=None, is_private=False)
    found = _KEY.search(page.text)
    return HomePage(found[1] if found else None, urlsplit(page.url).path.endswith("/private/"))
