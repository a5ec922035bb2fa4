"""URLs of Redis servers: checked when they are read, and shown without their passwords."""

from urllib.parse import parse_qsl, urlsplit

_SCHEMES = ("redis", "rediss", "unix")


def check_redis_url(url: str) -> None:
    """Raise ValueError, with the rule that the URL breaks. redis-py accepts more and ignores it."""
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES:
        raise ValueError("it must begin with redis://, rediss:// or unix://")
    if parts.scheme == "unix":
        if not parts.path:
            raise ValueError("it must have the path of a socket")
        return
    if not parts.hostname:
        raise ValueError("it must have a host")
    parts.port  # noqa: B018  # raises ValueError for a bad port
    database = parts.path.removeprefix("/")
    if database and not database.isdigit():
        raise ValueError("its path must be the number of a database")


def without_secrets(url: str) -> str:
    """Return the URL for logs: scheme, host, port and database, or the path of the socket."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:
        return "a malformed URL"
    host = f"[{host}]" if ":" in host else host
    database = dict(parse_qsl(parts.query)).get("db")
    return f"{parts.scheme}://{host}{port}{parts.path}" + (f"?db={database}" if database else "")
