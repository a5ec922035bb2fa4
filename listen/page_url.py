"""The forms of a page's URL by which its article is found.

The query of a URL means nothing unless an article was saved with one: some systems tell articles
apart by it (`/?p=12`, `/article?id=7`). Such an article has the page of each URL that has its
parameters, whatever further ones the URL has. Nothing is ever registered by the query of a reader.
"""

import re
from collections.abc import Iterable
from itertools import combinations
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from listen.host import canonical

_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNQUOTED = "/:@!$&'()*+,;=~%"
"""Signs that a path may have as they are, or that begin an escape."""
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")

_TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|oly|vero|mc|at|ns|wt|itm|stm|trk)_.*"
    r"|_?(?:fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh)"
    r"|_(?:ga|gl|hsenc|hsmi|kx|openstat)|li_fat_id|mkt_tok|wickedid|s_cid|cmpid|cmp|ocid|icid|ncid"
    r"|ref|ref_src|ref_url|referer|referrer|source|src|xtor|smid|spm|share|sharetype|sr_share|partner|rss|campaign"
    r"|traffic_source",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, and never which article a page has."""
_MAX_PARAMETERS, _MAX_IDENTIFYING = 8, 3
"""Parameters of a reader's URL that are looked at, and those of them that identify an article."""


def canonical_page_url(url: str) -> str | None:
    """Return HOST[:PORT]/PATH: without scheme, query, fragment and a slash at the end.

    A page is the same with tracking parameters, over http and https, with or without the slash,
    and however its path is escaped (RFC 3986, section 6.2.2). Returns None for anything but an
    http or https URL.
    """
    try:
        parts = urlsplit(url)
        host = canonical(parts.hostname or "")
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        return None
    suffix = "" if port in (None, *_DEFAULT_PORTS.values()) else f":{port}"
    return f"{host}{suffix}{_canonical_path(parts.path).rstrip('/')}"


def canonical_article_url(url: str) -> str | None:
    """Return `canonical_page_url` of an article's own URL, with its query: ?NAME=VALUE&...

    Tracking parameters are left out, and the others sorted.
    """
    page = canonical_page_url(url)
    return None if page is None else _with_query(page, _parameters(url))


def article_urls_of(url: str) -> list[str]:
    """Return the forms of `canonical_article_url` that the article of a page may have.

    Those with most parameters of the page's URL come first; that without a query is the last one.
    """
    page = canonical_page_url(url)
    if page is None:
        return []
    parameters = _parameters(url)
    looked_at = parameters[:_MAX_PARAMETERS]
    sizes = range(min(len(looked_at), _MAX_IDENTIFYING), -1, -1)
    chosen = [parameters, *(each for size in sizes for each in combinations(looked_at, size))]
    return list(dict.fromkeys(_with_query(page, each) for each in chosen))


def without_query(url: str) -> str:
    """Return a URL without its query and fragment."""
    return url.partition("#")[0].partition("?")[0]


def _parameters(url: str) -> list[tuple[str, str]]:
    """Return the parameters of a valid URL that may identify an article, sorted."""
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True, errors="replace")
    return sorted({pair for pair in pairs if not _TRACKING.fullmatch(pair[0])})


def _with_query(page: str, parameters: Iterable[tuple[str, str]]) -> str:
    query = urlencode(list(parameters), errors="replace")
    return f"{page}?{query}" if query else page


def _canonical_path(path: str) -> str:
    """Return the path in ASCII, with the escapes that it needs, and without `.` and `..`."""
    quoted = _ESCAPE.sub(_canonical_escape, quote(path, safe=_UNQUOTED, errors="replace"))
    if "/." not in quoted:
        return quoted
    return urlsplit(urljoin("http://host/", f".{quoted}")).path


def _canonical_escape(escape: re.Match[str]) -> str:
    """Return an escape in capitals, or the character if that needs none."""
    if escape[1] is None:
        return "%25"
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()
