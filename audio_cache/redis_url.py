"""URLs of Redis servers: checked when they are read, and shown without their passwords."""

import os
import re
import sys
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from audio_cache.sentinel_url import SentinelUrl, is_sentinel_url, parse_sentinel_url

_SCHEMES = ("redis", "rediss", "unix")
_ALIASES = {"valkey://": "redis://", "valkeys://": "rediss://"}
"""Valkey's names of the schemes, by which its managed services give URLs."""

_TEXT, _INTEGER, _SECONDS = r".+", r"[0-9]{1,9}", r"(?!0*\.?0*\Z)[0-9]{1,6}(?:\.[0-9]{1,6})?"
_SWITCH = r"(?i:true|false|yes|no|1|0)"
_OPTIONS = {
    **dict.fromkeys(("db", "max_connections", "health_check_interval"), _INTEGER),
    **dict.fromkeys(("socket_timeout", "socket_connect_timeout"), _SECONDS),
    **dict.fromkeys(("socket_keepalive", "retry_on_timeout", "ssl_check_hostname"), _SWITCH),
    **dict.fromkeys(("username", "password", "client_name"), _TEXT),
    **dict.fromkeys(("ssl_keyfile", "ssl_certfile", "ssl_ca_certs", "ssl_ca_path"), _TEXT),
    "ssl_cert_reqs": r"none|optional|required",
}
"""Options of redis-py that a query may have, and their values. Others would change the types of its
results. redis-py checks them at the first command, and must not be imported here: gevent patches
the standard library later."""

_PERCENT_ENCODE = "'/', '?', '#' and '@' in a password must be percent-encoded"
_BLANK = re.compile(r"[\s\x00-\x20\x7f]")
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
_NUMBER = re.compile(r"[0-9]{1,9}")
MAX_SOCKET_PATH = 103 if sys.platform == "darwin" else 107
"""Bytes in sockaddr_un, without the final NUL."""


def check_redis_url(url: str) -> None:
    """Raise ValueError, with the rule that the URL breaks and nothing of the URL.

    redis-py accepts more: it ignores some of it, and fails at the first command for the rest.
    """
    if _BLANK.search(url):
        raise ValueError("it must not contain blanks or control characters")
    if is_sentinel_url(url):
        sentinels = _parse_sentinels(url)
        for each in (*sentinels.sentinel_urls, sentinels.redis_url):
            _check_server(each)
    else:
        _check_server(redis_py_url(url))


def redis_py_url(url: str) -> str:
    """Return the URL of one server with a scheme that redis-py knows."""
    for alias, known in _ALIASES.items():
        if url.startswith(alias):
            return known + url.removeprefix(alias)
    return url


def _parse_sentinels(url: str) -> SentinelUrl:
    if _is_ambiguous(_split(url)):
        raise ValueError(_PERCENT_ENCODE)
    return parse_sentinel_url(url)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise ValueError("its host must be a name or an address, IPv6 in brackets") from None


def _check_server(url: str) -> None:
    if not url.startswith(tuple(f"{scheme}://" for scheme in _SCHEMES)):
        raise ValueError(
            "it must begin with redis://, rediss://, valkey://, valkeys://, redis+sentinel://, "
            "rediss+sentinel:// or unix://"
        )
    parts = _split(url)
    if _is_ambiguous(parts):
        raise ValueError(_PERCENT_ENCODE)
    _check_socket(parts) if parts.scheme == "unix" else _check_address(parts)
    _check_options(parts)


def without_secrets(url: str) -> str:
    """Return the URL for logs: scheme, host, port and database, or the path of the socket.

    Of Sentinels, their addresses, the service and the database.
    """
    if is_sentinel_url(url):
        return _sentinels_without_secrets(url)
    try:
        parts = urlsplit(redis_py_url(url))
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:
        return "a malformed URL"
    if parts.scheme not in _SCHEMES or _is_ambiguous(parts):
        return "a malformed URL"
    host = f"[{host}]" if ":" in host else host
    database = dict(parse_qsl(parts.query)).get("db", "")
    path = parts.path if parts.scheme == "unix" or _is_database(parts.path) else "/..."
    query = f"?db={database}" if _NUMBER.fullmatch(database) else ""
    return f"{parts.scheme}://{host}{port}{path[:200]}{query}"


def _sentinels_without_secrets(url: str) -> str:
    try:
        sentinels = _parse_sentinels(url)
    except ValueError:
        return "a malformed URL"
    hosts = ",".join(urlsplit(each).netloc for each in sentinels.sentinel_urls)
    database = urlsplit(sentinels.redis_url).path.rstrip("/")
    scheme = url.partition("://")[0]
    return f"{scheme}://{hosts}/{sentinels.service}{database if _is_database(database) else ''}"


def _is_ambiguous(parts: SplitResult) -> bool:
    """Return whether the URL probably has a password that is split at one of its characters."""
    is_socket = parts.scheme == "unix" and not parts.netloc
    rest = parts.query + parts.fragment
    return "@" in rest or ("@" in parts.path and not is_socket)


def _check_socket(parts: SplitResult) -> None:
    path = unquote(parts.path)
    if parts.netloc.rpartition("@")[2] or not path.strip("/"):
        raise ValueError("it must have the path of a socket, which begins with a slash")
    if "\0" in path or len(os.fsencode(path)) > MAX_SOCKET_PATH:
        raise ValueError(f"its path must have at most {MAX_SOCKET_PATH} bytes, and no NUL")


def _check_address(parts: SplitResult) -> None:
    host = parts.hostname or ""
    try:
        port = parts.port
        is_name = bool(_NAME.fullmatch(host) and host.encode("idna"))
    except UnicodeError:
        port, is_name = None, False
    except ValueError:
        port = 0
    if not host:
        raise ValueError("it must have a host")
    if port == 0:
        raise ValueError("its port must be between 1 and 65535, and an IPv6 address in brackets")
    if not is_name and ":" not in host:
        raise ValueError("its host must be a name or an address")
    if not _is_database(parts.path):
        raise ValueError("its path must be the number of a database")


def _is_database(path: str) -> bool:
    database = path.removeprefix("/")
    return database == "" or bool(_NUMBER.fullmatch(database))


def _check_options(parts: SplitResult) -> None:
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        is_for_tls = name.startswith("ssl_")
        if name not in _OPTIONS or (is_for_tls and parts.scheme != "rediss"):
            raise ValueError(
                "it must have only supported options, such as db, socket_timeout and, for rediss, "
                "ssl_cert_reqs"
            )
        if not re.fullmatch(_OPTIONS[name], value):
            raise ValueError(f"its option {name!r} must have a valid value")
