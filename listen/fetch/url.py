"""Parses URLs, and refuses those that are ambiguous or not requested at all."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from listen.errors import UrlNotAllowed
from listen.host import canonical

PORTS = {"http": 80, "https": 443}
"""Default ports of the schemes."""
_MAX_LENGTH = 4000
"""Characters."""
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
"""Characters that URL parsers disagree about."""
_UNQUOTED = "/%:@!$&'()*+,;=~?[]|"


@dataclass(frozen=True)
class Url:
    """A parsed URL. The parts that are checked are the parts that are requested."""

    scheme: str
    host: str
    """Canonical."""
    port: int
    target: str
    """Request target: path and query, in ASCII."""

    @property
    def authority(self) -> str:
        """The host, with the port unless it is the default: the value of the Host header."""
        host = self._bracketed_host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def host_and_port(self) -> str:
        """The host, always with the port."""
        return f"{self._bracketed_host}:{self.port}"

    @property
    def origin(self) -> str:
        """The URL without path and query, which may be secret."""
        return f"{self.scheme}://{self.authority}"

    @property
    def _bracketed_host(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    def join(self, location: str) -> "Url":
        """Return the target of a redirect. Raises UrlNotAllowed."""
        try:
            return parse_url(urljoin(str(self), location))
        except ValueError:
            raise UrlNotAllowed(
                f"{self.host} redirects to an invalid URL: {location[:80]!r}."
            ) from None


def parse_url(text: str) -> Url:
    """Parse an http or https URL, without its fragment.

    Raises UrlNotAllowed for other schemes, credentials, and ambiguous characters.
    """
    text = text.strip(" \t\r\n")
    if len(text) > _MAX_LENGTH:
        raise UrlNotAllowed(
            f"A URL must not be longer than {_MAX_LENGTH} characters, got {len(text)}."
        )
    if found := _UNSAFE.search(text):
        raise UrlNotAllowed(
            f"A URL must not contain spaces, backslashes or control characters, got {found[0]!r}."
        )
    try:
        parts = urlsplit(text)
        if parts.scheme not in PORTS:
            raise UrlNotAllowed(f"A URL must begin with http:// or https://, got {text[:80]!r}.")
        host, explicit_port = canonical(parts.hostname or ""), parts.port
    except ValueError:
        raise UrlNotAllowed(f"The URL is invalid: {text[:80]!r}.") from None
    if "@" in parts.netloc:
        raise UrlNotAllowed("A URL must not contain a user name or password.")
    port = PORTS[parts.scheme] if explicit_port is None else explicit_port
    if not port:
        raise UrlNotAllowed("The port of a URL must not be 0.")
    target = quote(parts.path or "/", safe=_UNQUOTED)
    if parts.query:
        target += "?" + quote(parts.query, safe=_UNQUOTED)
    return Url(parts.scheme, host, port, target)
