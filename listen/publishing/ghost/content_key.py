"""Finds the Content API key that the pages of a Ghost site use, which is public."""

import re

import requests

_KEY = re.compile(r"""\bdata-key=["']?([0-9a-f]{26})\b""")
_TIMEOUT = (5.0, 30.0)
"""Seconds to connect, and to wait for an answer."""


def find_content_key(site_url: str) -> str | None:
    """Return the key that the home page gives to its search and its sign-up form."""
    try:
        page = requests.get(f"{site_url}/", timeout=_TIMEOUT).text
    except requests.RequestException:
        return None
    found = _KEY.search(page)
    return found[1] if found else None
