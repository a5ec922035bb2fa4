"""The supervisor of one machine: keeps Redis and the other processes running.

It refuses to run beside another supervisor of the same data directory. If it is killed, the other
processes exit, because their parent is gone. Redis remains, and the next supervisor
adopts it.
"""

import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import NoReturn
from urllib.parse import urlsplit

from redis import RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from audio_cache.redis_connection import connect
from audio_cache.redis_url import without_secrets
from audio_cache.settings_values import SettingsError
from listen.config import WebConfig
from listen.keys.exist import keys_exist
from listen.provenance.check_signing import check_signing
from listen.up.children import Child, ChildProcess, Keeper, ProgramError, stop_all
from listen.up.claims import ClaimError, claim, wait_for_port
from listen.up.redis_server import LIVE, RedisServer
from listen.up.signals import Signals, Stop

log = logging.getLogger("listen")

MISCONFIGURED = 2
"""Exit status of a process whose settings are invalid. Restarting it would not help."""

_MAX_WORKERS = 4
_PORT_TIMEOUT = 5.0
_READY_TIMEOUT = 20.0
"""Seconds until a warning says why Listen is not ready."""
_GRACE = 8.0
_REDIS_GRACE = 5.0
"""Seconds between SIGTERM and SIGKILL."""
_POLL_INTERVAL = 1.0
_POLL_INTERVAL_UNTIL_READY = 0.1

_LOOPBACK = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}
"""Addresses that stand for every interface, and the loopback address to reach them at."""


def up(
    config: WebConfig, environ: Mapping[str, str], children: Sequence[Child] | None = None
) -> int:
    """Run everything until a stop signal, and return the exit status.

    It is 0 after a signal, 2 for invalid settings, and 1 for other errors. `children` default to
    the web server, the publish process and the workers.
    """
    try:
        config.check_bind_address(lambda: keys_exist(config.database))
        check_signing(config.signing)
        children = all_children(config) if children is None else children
        with Signals() as signals, claim(config.data_dir, web_url(config)):
            wait_for_port(config.host, config.port, _PORT_TIMEOUT, signals.wait)
            with redis_for(config, environ, signals) as (urls, keepers):
                environ = child_environ(config, environ, urls)
                run([ChildProcess(child, environ) for child in children], keepers, config, signals)
    except Stop as stop:
        log.info("stopped (%s)", stop)
    except SettingsError as error:
        log.error("%s", error)
        return MISCONFIGURED
    except (ClaimError, ProgramError) as error:
        log.error("%s", error)
        return 1
    return 0


def all_children(config: WebConfig) -> list[Child]:
    """Return the child processes, which exit when this process is gone."""
    python = (sys.executable, "-m")
    options = ("--parent", str(os.getpid()))
    count = config.workers or min(os.cpu_count() or 1, _MAX_WORKERS)
    return [
        Child("web", (*python, "listen", "serve", *options)),
        Child("publish", (*python, "listen", "publish", *options)),
        *(Child(f"worker {n + 1}", (*python, "worker", *options)) for n in range(count)),
    ]


@dataclass(frozen=True)
class RedisUrls:
    """URLs of Redis, and of that for live audio."""

    redis_url: str
    live_redis_url: str


@contextmanager
def redis_for(
    config: WebConfig, environ: Mapping[str, str], signals: Signals
) -> Iterator[tuple[RedisUrls, list[Keeper]]]:
    """Yield the URLs of Redis, and the keepers of servers that were launched or adopted here.

    Raises SettingsError, ProgramError and Stop.
    """
    if config.live_redis_url:
        check_redis("live_redis_url", config.live_redis_url)
    if config.redis_url:
        check_redis("redis_url", config.redis_url)
        yield RedisUrls(config.redis_url, config.live_redis_url), []
        return
    search_path = environ.get("PATH")
    servers = [RedisServer(config.data_dir, search_path)]
    if not config.live_redis_url:
        servers.append(RedisServer(config.data_dir, search_path, LIVE))
    keepers = [Keeper(server) for server in servers]
    try:
        for keeper in keepers:
            keeper.start()
        for server in servers:
            server.wait_until_ready(signals.wait)
            log.info("%s: %s", server.name, server.describe())
        yield RedisUrls(servers[0].url, config.live_redis_url or servers[-1].url), keepers
    finally:
        stop_all(servers, _REDIS_GRACE, signals.wait_for_interrupt)


def child_environ(config: WebConfig, environ: Mapping[str, str], urls: RedisUrls) -> dict[str, str]:
    """Return the environment of the children, with this process's settings and the Redis URLs."""
    settings = {
        "redis_url": urls.redis_url,
        "live_redis_url": urls.live_redis_url,
        "data_dir": str(config.data_dir.resolve()),
        "host": config.host,
        "port": str(config.port),
        "open": "1" if config.open else "0",
    }
    return {**environ, **{WebConfig.variable(name): value for name, value in settings.items()}}


def run(
    processes: Sequence[ChildProcess], others: Sequence[Keeper], config: WebConfig, signals: Signals
) -> None:
    """Start the processes, watch them and the programs of the `others` keepers, and stop them.

    Raises Stop, SettingsError and ProgramError.
    """
    keepers = [Keeper(process) for process in processes]
    try:
        for keeper in keepers:
            keeper.start()
            log.info("%s: %s", keeper.program.name, keeper.program.describe())
        watch([*others, *keepers], config, signals)
    finally:
        stop_all(processes, _GRACE + config.drain_seconds, signals.wait_for_interrupt)


def watch(keepers: Sequence[Keeper], config: WebConfig, signals: Signals) -> NoReturn:
    """Restart programs that end, and log once when Listen is ready.

    Raises Stop, and SettingsError for a program that rejects its settings at its first start.
    """
    deadline: float | None = time.monotonic() + _READY_TIMEOUT
    ready = False
    while True:
        interval = _POLL_INTERVAL if ready else _POLL_INTERVAL_UNTIL_READY
        signals.wait(min([interval, *(keeper.seconds_until_due() for keeper in keepers)]))
        for keeper in keepers:
            if keeper.check() == MISCONFIGURED and keeper.starts == 1:
                raise SettingsError(
                    f"Stopped: the settings of {keeper.program.name} are invalid. Its error is "
                    "logged above."
                )
        if ready:
            continue
        problem = readiness_problem(config)
        ready = not problem
        if ready:
            log.info("Listen is ready: %s (Ctrl-C stops it)", _urls(config))
        elif deadline and time.monotonic() > deadline:
            log.warning("not ready yet: %s", problem)
            deadline = None


def readiness_problem(config: WebConfig) -> str:
    """Return why the web server is not ready; an empty string if it is."""
    address = urlsplit(web_url(config))
    with closing(HTTPConnection(address.hostname or "", config.port, timeout=1)) as connection:
        try:
            connection.request("GET", "/readyz")
            response = connection.getresponse()
            body = response.read(500).decode("utf-8", "replace").strip()
        except (OSError, HTTPException) as error:
            return f"the web server does not respond ({error})"
    return "" if response.status == HTTPStatus.OK else f"/readyz returns {response.status} {body}"


def web_url(config: WebConfig) -> str:
    """Return the URL at which this machine reaches the web server."""
    host = _LOOPBACK.get(config.host, config.host)
    return f"http://[{host}]:{config.port}" if ":" in host else f"http://{host}:{config.port}"


def _urls(config: WebConfig) -> str:
    local = web_url(config)
    return f"{config.public_url}, at {local}" if config.public_url else local


def check_redis(setting: str, url: str) -> None:
    """Log whether an external Redis responds. The web and the workers wait for it if not."""
    shown = without_secrets(url)
    try:
        with connect(url, socket_timeout=2, retry=Retry(NoBackoff(), 0)) as client:
            client.ping()
    except RedisError as error:
        log.warning("redis: %s, set by %s, does not respond yet (%s)", shown, setting, error)
    else:
        log.info("redis: %s, set by %s", shown, setting)
