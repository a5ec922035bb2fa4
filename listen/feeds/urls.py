"""URLs of articles: absolute, without what only campaigns need, and in a form to compare."""

import re
from contextlib import suppress
from hashlib import sha256
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from listen.feeds.texts import line
from listen.host import canonical

_DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_LENGTH = 2000
"""Characters. Browsers and servers differ about longer URLs."""

MAX_ID = 255
"""Characters. Of a longer id, the SHA-256 is used."""

_TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|vero|oly)_\w*|(?:fb|g|d|ms|y|tw|tt|li_fat_|wb|gb)(?:r)?clid"
    r"|fbclid|gclsrc|igshid|igsh|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|at_(?:medium|campaign|\w+_id)"
    r"|_ga|_gl|srsltid|ref_src|cmpid|ns_(?:source|mchannel|campaign)",
    re.IGNORECASE,
)
"""Query parameters that name a campaign or a click, and never an article."""


def article_url(url: str, base: str = "") -> str | None:
    """Return the absolute http or https URL, without fragment and tracking parameters.

    None for anything else, such as mailto:, a URL without a valid host, or a URL of more than
    2,000 characters.
    """
    try:
        parts = urlsplit(urljoin(base, "".join(url.split())))
        if parts.scheme not in _DEFAULT_PORTS or len(url) > _MAX_LENGTH:
            return None
        host, port = canonical(parts.hostname or ""), parts.port
    except ValueError:
        return None
    authority = f"[{host}]" if ":" in host else host
    if port not in (None, _DEFAULT_PORTS[parts.scheme]):
        authority += f":{port}"
    query = "&".join(
        pair
        for pair in parts.query.split("&")
        if pair and not _TRACKING.fullmatch(pair.partition("=")[0])
    )
    return urlunsplit((parts.scheme, authority, parts.path or "/", query, ""))


def url_id(url: str) -> str:
    """Return an id for the page at a URL, such as "news.example:2024:bridge".

    It is the same with and without a slash at the end, for all ways to escape and order the URL,
    and after a move from http to https.
    """
    with suppress(ValueError):
        url = canonicalize_url(url)
    return _safe(url.partition("://")[2].rstrip("/") or url)


def entry_id(given: str, url: str) -> str:
    """Return the id of an entry: the one that its list gives it, else that of its URL.

    An id that is a URL gets the same form as url_id.
    """
    if address := article_url(given):
        return url_id(address)
    given = line(given, len(given))
    return _safe(given) if given.strip("./") else url_id(url)


def _safe(text: str) -> str:
    """Return the text as one segment of a path: it ends URLs of the API."""
    text = text.replace("/", ":")
    return text if len(text) <= MAX_ID else f"sha256-{sha256(text.encode()).hexdigest()}"


def is_same_site(url: str, other: str) -> bool:
    """Return whether two URLs have the same host, apart from "www."."""
    return _site(url) == _site(other)


def _site(url: str) -> str:
    try:
        return canonical(urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
