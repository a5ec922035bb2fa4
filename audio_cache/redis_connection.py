"""Connections to Redis, at every kind of URL that `redis_url` accepts."""

from typing import Any
from urllib.parse import urlsplit

from redis import Connection, ConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.connection import parse_url
from redis.retry import Retry
from redis.sentinel import (
    Sentinel,
    SentinelConnectionPoolProxy,
    SentinelManagedConnection,
    SentinelManagedSSLConnection,
)

from audio_cache.redis_url import redis_py_url
from audio_cache.sentinel_url import SentinelUrl, is_sentinel_url, parse_sentinel_url

_SENTINEL_TIMEOUT = 1.0
"""Seconds that one Sentinel has to answer. The next one is asked after it."""

_REPLICATION_TIMEOUT = 200
"""Milliseconds that a write may wait for a replica."""

_NOT_FOR_SENTINELS = ("host", "port", "db", "username", "password", "client_name", "path")


def connect(url: str, pool_class: type[ConnectionPool] = ConnectionPool, **options: Any) -> Redis:
    """Create a client. It connects at its first command.

    A client of Sentinels asks them for the master at each new connection, so that it follows a
    failover. `options` are those of the pool and of its connections; those of the URL override
    them, as in redis-py.
    """
    if is_sentinel_url(url):
        return Redis.from_pool(_sentinel_pool(parse_sentinel_url(url), pool_class, options))
    return Redis.from_pool(pool_class.from_url(redis_py_url(url), **options))


def is_replicated(redis: Redis) -> bool:
    """Return whether another server may take over from this one."""
    return issubclass(redis.connection_pool.connection_class, SentinelManagedConnection)


def await_replica(pipeline: Any) -> None:
    """Let a pipeline end when a replica has its writes, or after 200 ms without one.

    Sentinels make a replica the master. A write that it lacks is then lost, although it was
    acknowledged.
    """
    pipeline.execute_command("WAIT", 1, _REPLICATION_TIMEOUT)


def _sentinel_pool(
    url: SentinelUrl, pool_class: type[ConnectionPool], options: dict[str, Any]
) -> ConnectionPool:
    of_url = dict(parse_url(url.redis_url))  # type: ignore[no-untyped-call]
    is_tls = urlsplit(url.redis_url).scheme == "rediss"
    of_url.pop("connection_class", None)
    # Sentinels may need other credentials than the server, but the same certificates.
    shared = {name: value for name, value in of_url.items() if name not in _NOT_FOR_SENTINELS}
    of_sentinels = {
        **{name: value for name, value in shared.items() if name.startswith(("ssl_", "socket_"))},
        "ssl": is_tls,
        "socket_timeout": _SENTINEL_TIMEOUT,
        "socket_connect_timeout": _SENTINEL_TIMEOUT,
        "retry": Retry(NoBackoff(), 0),  # the next Sentinel is asked instead
        "username": url.username,
        "password": url.password,
    }
    addresses = [(s.hostname, s.port) for s in map(urlsplit, url.sentinel_urls)]
    sentinel = Sentinel(  # type: ignore[no-untyped-call]
        addresses, sentinel_kwargs=of_sentinels
    )
    kind: type[Connection] = SentinelManagedSSLConnection if is_tls else SentinelManagedConnection
    for name in ("host", "port"):
        of_url.pop(name, None)
    pool = pool_class(connection_class=kind, **(options | of_url))
    pool.connection_kwargs["connection_pool"] = SentinelConnectionPoolProxy(  # type: ignore[no-untyped-call]
        pool,
        is_master=True,
        check_connection=False,
        service_name=url.service,
        sentinel_manager=sentinel,
    )
    return pool
