"""The supervisor of one machine: keeps Redis, the web and the workers running as processes.

A second supervisor of the same data directory is refused. Killed outright, this one leaves only
Redis behind, which the next one adopts; the web and the workers end when their parent is gone.
"""

import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import NoReturn
from urllib.parse import urlsplit

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from audio_cache.settings import SettingsError
from listen.config import WebConfig
from listen.up.children import Child, ChildProcess, Keeper, ProgramError, end
from listen.up.claims import ClaimError, claim, wait_for_port
from listen.up.redis_server import RedisServer
from listen.up.signals import Signals, Stop

log = logging.getLogger("listen")

MISCONFIGURED = 2
"""Exit status of a process that cannot use its settings: starting it again would not help."""

_MOST_WORKERS = 4
_PORT_PATIENCE = 5.0
_READY_PATIENCE = 20.0
_GRACE = 8.0
_REDIS_GRACE = 5.0
_TICK = 1.0
_TICK_UNTIL_READY = 0.1

_LOOPBACK = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}
"""Where a server can be reached from here that listens on every address."""


def up(
    config: WebConfig, environ: Mapping[str, str], children: Sequence[Child] | None = None
) -> int:
    """Runs everything until a signal ends it. Returns the exit status: 0, 1, or 2 for settings.

    The children are the web and the workers unless others are given.
    """
    try:
        config.check_bind_address()
        children = web_and_workers(config) if children is None else children
        with Signals() as signals, claim(config.data_dir, web_url(config)):
            wait_for_port(config.host, config.port, _PORT_PATIENCE, signals.pause)
            with redis_for(config, environ, signals) as (redis_url, keepers):
                told = child_environ(config, environ, redis_url)
                run([ChildProcess(child, told) for child in children], keepers, config, signals)
    except Stop as stop:
        log.info("stopped (%s)", stop)
    except SettingsError as error:
        log.error("%s", error)
        return MISCONFIGURED
    except (ClaimError, ProgramError) as error:
        log.error("%s", error)
        return 1
    return 0


def web_and_workers(config: WebConfig) -> list[Child]:
    """The processes of Listen, which end when this one is gone."""
    python = (sys.executable, "-m")
    options = ("--parent", str(os.getpid()))
    count = config.workers or min(os.cpu_count() or 1, _MOST_WORKERS)
    return [
        Child("web", (*python, "listen", "serve", *options)),
        *(Child(f"worker {n + 1}", (*python, "worker", *options)) for n in range(count)),
    ]


@contextmanager
def redis_for(
    config: WebConfig, environ: Mapping[str, str], signals: Signals
) -> Iterator[tuple[str, list[Keeper]]]:
    """The URL of Redis, and its keeper if it is not one that runs elsewhere.

    Raises SettingsError, ProgramError, Stop.
    """
    if config.redis_url:
        greet_redis(config.redis_url)
        yield config.redis_url, []
        return
    server = RedisServer(config.data_dir, environ.get("PATH"))
    keeper = Keeper(server)
    keeper.start()
    try:
        server.wait_until_ready(signals.pause)
        log.info("redis: %s", server.describe())
        yield server.url, [keeper]
    finally:
        end([server], _REDIS_GRACE, signals.interrupted)


def child_environ(config: WebConfig, environ: Mapping[str, str], redis_url: str) -> dict[str, str]:
    """The environment that tells the children what was asked for and found here."""
    settings = {
        "redis_url": redis_url,
        "data_dir": str(config.data_dir.resolve()),
        "host": config.host,
        "port": str(config.port),
        "open": "1" if config.open else "0",
    }
    return {**environ, **{WebConfig.variable(name): value for name, value in settings.items()}}


def run(
    processes: Sequence[ChildProcess], others: Sequence[Keeper], config: WebConfig, signals: Signals
) -> None:
    """Runs the processes, and watches the others with them, until Stop.

    Raises SettingsError, ProgramError.
    """
    keepers = [Keeper(process) for process in processes]
    try:
        for keeper in keepers:
            keeper.start()
            log.info("%s: %s", keeper.program.name, keeper.program.describe())
        watch([*others, *keepers], config, signals)
    finally:
        end(processes, _GRACE, signals.interrupted)


def watch(keepers: Sequence[Keeper], config: WebConfig, signals: Signals) -> NoReturn:
    """Starts again what ends, and tells once when Listen is ready. Raises Stop, SettingsError."""
    deadline: float | None = time.monotonic() + _READY_PATIENCE
    ready = False
    while True:
        tick = _TICK if ready else _TICK_UNTIL_READY
        signals.pause(min([tick, *(keeper.seconds_until_due() for keeper in keepers)]))
        for keeper in keepers:
            if keeper.look() == MISCONFIGURED and keeper.starts == 1:
                raise SettingsError(f"Stopped: {keeper.program.name} cannot use its settings.")
        if ready:
            continue
        lack = what_is_missing(config)
        ready = not lack
        if ready:
            log.info("Listen is ready: %s (Ctrl-C stops it)", web_url(config))
        elif deadline and time.monotonic() > deadline:
            log.warning("not ready yet: %s", lack)
            deadline = None


def what_is_missing(config: WebConfig) -> str:
    """Why the web does not call itself ready; empty when it does."""
    address = urlsplit(web_url(config))
    with closing(HTTPConnection(address.hostname or "", config.port, timeout=1)) as connection:
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            body = answer.read(500).decode("utf-8", "replace").strip()
        except (OSError, HTTPException) as error:
            return f"the web does not answer ({error})"
    return "" if answer.status == HTTPStatus.OK else f"/readyz says {answer.status} {body}"


def web_url(config: WebConfig) -> str:
    """Where this machine reaches the web."""
    host = _LOOPBACK.get(config.host, config.host)
    return f"http://[{host}]:{config.port}" if ":" in host else f"http://{host}:{config.port}"


def greet_redis(url: str) -> None:
    """Tells whether a Redis elsewhere answers: the web and the workers wait until it does.

    Raises SettingsError.
    """
    parts = urlsplit(url)
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"  # without a password
    try:
        with Redis.from_url(url, socket_timeout=2, retry=Retry(NoBackoff(), 0)) as client:
            client.ping()
    except ValueError as error:
        raise SettingsError(f"The setting redis_url cannot be {shown}: {error}") from None
    except RedisError as error:
        log.warning("redis: %s, set by redis_url, does not answer yet (%s)", shown, error)
    else:
        log.info("redis: %s, set by redis_url", shown)
