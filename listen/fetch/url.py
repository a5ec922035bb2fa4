"""Which URLs are fetched at all, before anything is looked up."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from listen.errors import UrlNotAllowed
from listen.host import canonical

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4000
"""Characters."""
_STRANGE = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
"""What programs that read URLs disagree about."""
_AS_IS = "/%:@!$&'()*+,;=~?[]|"


@dataclass(frozen=True)
class Url:
    """Its parts as they are used: what was checked is what is asked for."""

    scheme: str
    host: str
    """Canonical."""
    port: int
    target: str
    """Path and query, in ASCII."""

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    def join(self, location: str) -> "Url":
        """Where a redirect leads. Raises UrlNotAllowed."""
        try:
            return parse_url(urljoin(str(self), location))
        except ValueError:
            raise UrlNotAllowed("The page leads to what is no URL.") from None


def parse_url(text: str) -> Url:
    """Raises UrlNotAllowed."""
    text = text.strip(" \t\r\n")
    if len(text) > _LONGEST or _STRANGE.search(text):
        raise UrlNotAllowed(
            f"A URL has no spaces, no backslashes, and at most {_LONGEST} characters."
        )
    try:
        parts = urlsplit(text)
        if parts.scheme not in _PORTS:
            raise UrlNotAllowed("Only URLs that begin with http:// or https:// are fetched.")
        host, given = canonical(parts.hostname or ""), parts.port
    except ValueError:
        raise UrlNotAllowed("That is no URL of a page.") from None
    if "@" in parts.netloc:
        raise UrlNotAllowed("URLs with a user's name are not fetched.")
    port = _PORTS[parts.scheme] if given is None else given
    if port not in _PORTS.values():
        raise UrlNotAllowed("Only the ports 80 and 443 are asked for pages.")
    target = quote(parts.path or "/", safe=_AS_IS)
    if parts.query:
        target += "?" + quote(parts.query, safe=_AS_IS)
    return Url(parts.scheme, host, port, target)
