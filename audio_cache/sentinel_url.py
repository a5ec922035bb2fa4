"""URLs of Redis behind Sentinels: redis+sentinel://HOST:PORT,HOST:PORT/SERVICE/DATABASE."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

SCHEMES = {"redis+sentinel": "redis", "rediss+sentinel": "rediss"}
"""Schemes, and those of the servers behind the Sentinels. `rediss` is for the Sentinels too."""

DEFAULT_PORT = 26379
_SERVICE = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_OWN_OPTIONS = ("sentinel_username", "sentinel_password")


@dataclass(frozen=True)
class SentinelUrl:
    """The parts of a URL."""

    service: str
    """The name of the master in the configuration of the Sentinels."""
    sentinel_urls: tuple[str, ...]
    """The URL of each Sentinel, as redis:// or rediss://, without database and options."""
    redis_url: str
    """The URL of the master, with a host that must be replaced by the one that Sentinels name."""
    username: str | None = None
    """Credentials for the Sentinels, which have none by default."""
    password: str | None = None


def is_sentinel_url(url: str) -> bool:
    """Return whether the URL names Sentinels, which know where Redis is."""
    return url.startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def parse_sentinel_url(url: str) -> SentinelUrl:
    """Split a URL. Raises ValueError, with the rule that the URL breaks and nothing of the URL."""
    parts = urlsplit(url)
    scheme = SCHEMES[parts.scheme]
    credentials, at, addresses = parts.netloc.rpartition("@")
    service, _, database = parts.path.removeprefix("/").partition("/")
    if not _SERVICE.fullmatch(service):
        raise ValueError(
            "it must name the service of the Sentinels after their addresses, such as "
            "redis+sentinel://HOST:26379/mymaster/0"
        )
    hosts = [_with_port(address) for address in addresses.split(",")]
    query = parse_qsl(parts.query, keep_blank_values=True)
    own = dict(pair for pair in query if pair[0] in _OWN_OPTIONS)
    if "" in own.values():
        raise ValueError("its options for the Sentinels must have values")
    options = urlencode([pair for pair in query if pair[0] not in _OWN_OPTIONS])
    master = SplitResult(scheme, credentials + at + hosts[0], f"/{database}", options, "")
    return SentinelUrl(
        service,
        tuple(f"{scheme}://{host}" for host in hosts),
        master.geturl(),
        own.get("sentinel_username"),
        own.get("sentinel_password"),
    )


def _with_port(address: str) -> str:
    has_port = ":" in address.rpartition("]")[2]
    return address if has_port else f"{address}:{DEFAULT_PORT}"
