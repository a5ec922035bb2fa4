"""Runs a worker: python -m worker."""

import argparse
import ctypes
import logging
import os
import signal
import socket
import sys
import time
from contextlib import suppress

from redis import Redis, RedisError

from audio_cache.queue import CLICK, JobQueue, queue_name
from audio_cache.registry import WorkerRegistry
from audio_cache.settings import SettingsError
from audio_cache.state import States
from audio_cache.stores import open_store
from worker.config import WorkerConfig
from worker.engines import fetch
from worker.errors import EngineError
from worker.heartbeat import Pulse
from worker.jobs import JobContext, context
from worker.sentence_cache import open_cache
from worker.synthesize import Speaker
from worker.voices import Voices, known_engines
from worker.watchdog import Watchdog
from worker.worker import WarmWorker

log = logging.getLogger("worker")

_ARENA_MAX = -8
"""malloc.h"""


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m worker", description=__doc__)
    arguments.add_argument("--parent", type=int, help="end when this process is gone")
    arguments.add_argument("--check", action="store_true", help="is a worker of this host alive?")
    arguments.add_argument("--get", metavar="VOICE", help="fetch its model, and end")
    asked = arguments.parse_args()
    keep_memory_together()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until RQ takes over
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    if asked.get:
        return get(asked.get)
    try:
        config = WorkerConfig.load(os.environ)
        redis = Redis.from_url(config.required_redis_url())
        if asked.check:
            return check(redis)
        voices = Voices.load(config, redis)
    except SettingsError as error:
        log.error("%s", error)
        return 2
    except KeyError as error:
        log.error("there is no engine %s; there are: %s", error, ", ".join(known_engines()))
        return 2
    if not voices.engines:
        log.error("no engine is left to work with")
        return 2
    work(config, redis, voices, asked.parent)
    return 0


def keep_memory_together() -> None:
    """A thread each for many segments would get glibc's memory in many places, and return little.

    Other C libraries have no such places, and no such function (mallopt(3), M_ARENA_MAX).
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def get(voice: str) -> int:
    """Fetches the model of a voice; 0 when it is there."""
    try:
        print(f"{voice} is in {fetch(voice)}; workers offer it when they are started again.")
    except EngineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def check(redis: Redis) -> int:
    """0 when a worker of this host announces itself, else 1."""
    try:
        workers = WorkerRegistry(redis).workers()
    except RedisError:
        return 1
    return 0 if any(name.startswith(f"{socket.gethostname()}-") for name in workers) else 1


def work(config: WorkerConfig, redis: Redis, voices: Voices, parent: int | None) -> None:
    """Takes jobs until it is told to end."""
    wait_for(redis, config.redis_url)
    worker = WarmWorker(redis, voices.engines)
    pulse = Pulse(worker, WorkerRegistry(redis), JobQueue(redis), voices, parent)
    context.set(
        JobContext(
            store=open_store(config.store_url),
            states=States(redis),
            jobs=JobQueue(redis),
            live=Redis.from_url(config.live_redis_url or config.redis_url, socket_timeout=10),
            voices=voices,
            speaker=Speaker(open_cache(config.data_dir / "sentences", config.sentence_bytes())),
            watchdog=Watchdog(config.stall_seconds),
            clicks=[queue_name(CLICK, engine) for engine in voices.engines],
            must_stop=lambda: worker.stopping,
        )
    )
    pulse.start()
    try:
        pulse.beat()
        log.info("ready: %s (%d voices)", ", ".join(voices.engines), len(voices.all()))
        worker.work(logging_level="WARNING")
    finally:
        pulse.stop()


def wait_for(redis: Redis, url: str) -> None:
    told = False
    while True:
        try:
            redis.ping()
        except RedisError as error:
            if not told:
                log.warning("waiting for Redis at %s: %s", url, error)
            told = True
            time.sleep(0.5)
        else:
            return


if __name__ == "__main__":
    sys.exit(main())
