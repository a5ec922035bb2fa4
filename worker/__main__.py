"""Entry point of a worker: python -m worker."""

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping

import click
from redis import Redis, RedisError
from rq.exceptions import StopRequested
from threadpoolctl import threadpool_limits

from audio_cache import heap
from audio_cache.counters import WATCHDOG_EXITS, Counters
from audio_cache.logs import TEXT, configure_logs
from audio_cache.priorities import CLICK, queue_name
from audio_cache.queue import JobQueue
from audio_cache.redis_connection import connect
from audio_cache.redis_url import without_secrets
from audio_cache.registry import WorkerRegistry
from audio_cache.settings_values import SettingsError
from audio_cache.state import States
from audio_cache.stores import open_store
from audio_cache.stores.blobs import open_blobs
from audio_cache.tracing import Tracer, open_tracer
from worker.config import WorkerConfig
from worker.downloads import command as download_command
from worker.heartbeat import Heartbeat
from worker.job_context import JobContext, current_context
from worker.preemption import Preemption
from worker.rehearsal import rehearse
from worker.sentence_cache import SentenceCache, open_cache
from worker.shared_sentence_cache import SharedSentenceCache
from worker.synthesize import Synthesizer
from worker.voices import Voices
from worker.watchdog import Watchdog, report_exits
from worker.worker import WarmWorker

log = logging.getLogger("worker")

PROCESS = "worker"
"""The name of this process in the log."""

_RESTART_PAUSE = 1.0
"""Seconds before a new worker: what ended the last one may end it at once again."""


@click.command()
@click.option("--parent", type=int, metavar="PID", help="Exit when this process no longer exists.")
@click.option("--check", is_flag=True, help="Exit with 0 if a worker of this host is alive.")
@click.option(
    "--get", metavar="VOICE", help="Download the model of a voice (engine:name), then exit."
)
@click.option("--available", is_flag=True, help="List the voices that --get knows, then exit.")
@click.option("--language", metavar="TAG", help="With --available: voices of this language only.")
@click.pass_context
def main(
    ctx: click.Context,
    parent: int | None,
    check: bool,
    get: str | None,
    available: bool,
    language: str | None,
) -> None:
    """Run a worker, which makes audio until it receives SIGTERM."""
    if get is not None:
        ctx.exit(download_command.get(os.environ, get))
    if available:
        ctx.exit(download_command.list_available(os.environ, language))
    heap.limit_arenas()
    # After each product of matrices, numpy's second thread waits busily for another one. That costs
    # 10 ms of a core for a sentence.
    threadpool_limits(1, user_api="blas")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until RQ installs its handler
    configure_logs(TEXT, PROCESS)  # until the settings are read
    ctx.exit(run(parent, only_check=check))


def run(parent: int | None, *, only_check: bool) -> int:
    """Load the settings, then work or check. Returns the exit code, 2 for unusable settings."""
    try:
        config = WorkerConfig.load(os.environ)
        configure_logs(config.log_format, PROCESS)
        redis = connect(config.required_redis_url())
        if only_check:
            return check_alive(redis)
        voices = Voices.load(config, redis)
    except SettingsError as error:
        log.error("%s", error)
        return 2
    if not voices.engines:
        log.error("none of the engines can run: see the warnings above")
        return 2
    folder = config.data_dir / "watchdog"
    counters = Counters(redis)
    if exits := report_exits(folder):
        counters.add(WATCHDOG_EXITS, exits)
    watchdog = Watchdog(config.stall_seconds, folder)
    tracer = open_tracer(os.environ, "listen-worker")
    try:
        rehearse(voices, watchdog)
        work(config, redis, voices, watchdog, parent, counters, tracer)
    finally:
        tracer.close()
        watchdog.close()
    return 0


def check_alive(redis: Redis) -> int:
    """Return 0 if a worker of this host announces itself, else 1."""
    try:
        workers = WorkerRegistry(redis).workers()
    except RedisError:
        return 1
    return 0 if any(name.startswith(f"{socket.gethostname()}-") for name in workers) else 1


def work(
    config: WorkerConfig,
    redis: Redis,
    voices: Voices,
    watchdog: Watchdog,
    parent: int | None,
    counters: Counters,
    tracer: Tracer,
) -> None:
    """Run jobs until the process receives SIGTERM.

    When Redis fails, the process keeps its warm engines, waits until Redis accepts writes, and goes
    on as a new worker: the old one's jobs are requeued when their leases end.
    """
    live_url = config.live_redis_url or config.redis_url
    servers = {config.redis_url: redis, live_url: connect(live_url, socket_timeout=10)}
    cache = open_sentences(config)
    wait_for_redis(servers, cache)
    worker = WarmWorker(redis, voices.engines)
    ctx = JobContext(
        store=open_store(config.store, on_upload=watchdog.reset),
        states=States(redis),
        jobs=JobQueue(redis),
        preemption=Preemption(redis),
        live=servers[live_url],
        voices=voices,
        synthesizer=Synthesizer(cache, count=counters.add),
        watchdog=watchdog,
        counters=counters,
        tracer=tracer,
        click_queues=[queue_name(CLICK, engine) for engine in voices.engines],
        shutdown_requested=lambda: worker.shutdown_requested,
    )
    current_context.set(ctx)
    while True:
        try:
            registry = WorkerRegistry(redis)
            jobs = JobQueue(redis)
            heartbeat = Heartbeat(worker, registry, jobs, voices, ctx.store, counters, parent)
            run_jobs(worker, heartbeat)
        except RedisError as error:
            log.warning("Redis failed: %s", error)
        if worker.shutdown_requested:
            return
        try:
            time.sleep(_RESTART_PAUSE)
            worker = replace_worker(ctx, redis, servers, cache)
        except StopRequested:  # RQ's answer to SIGTERM
            return


def open_sentences(config: WorkerConfig) -> SentenceCache:
    """Return the sentence cache; with an object store, other workers' sentences are in it, too."""
    local = open_cache(config.data_dir / "sentences", config.sentence_cache_bytes)
    blobs = open_blobs(config.store) if config.shared_sentences_gb else None
    return SharedSentenceCache(local, blobs) if blobs else local


def replace_worker(
    ctx: JobContext, redis: Redis, servers: Mapping[str, Redis], cache: SentenceCache
) -> WarmWorker:
    """Wait until Redis accepts writes, and return a new worker."""
    while True:
        wait_for_redis(servers, cache)
        try:
            ctx.forgive_interrupted()
            return WarmWorker(redis, ctx.voices.engines)
        except RedisError as error:
            log.debug("Redis failed again: %s", error)


def run_jobs(worker: WarmWorker, heartbeat: Heartbeat) -> None:
    """Run jobs until the process receives SIGTERM, or until Redis fails."""
    heartbeat.start()
    try:
        heartbeat.beat()
        voices = heartbeat.voices
        log.info("ready: %s (%d voices)", ", ".join(voices.engines), len(voices.all()))
        worker.work(logging_level="CRITICAL")
    finally:
        worker.has_ended = True
        heartbeat.stop()
        heartbeat.counters.flush()


def wait_for_redis(servers: Mapping[str, Redis], cache: SentenceCache) -> None:
    """Block until each Redis, by its URL, accepts writes. Logs the first failure of each.

    Redis may be out of space on the disk that holds the sentence cache, which is then cleared.
    """
    for url, redis in servers.items():
        is_logged = False
        while True:
            try:
                redis.set("listen:probe", 1, px=1)
                break
            except RedisError as error:
                if not is_logged:
                    log.warning("waiting for Redis at %s: %s", without_secrets(url), error)
                is_logged = True
                cache.clear_if_disk_is_full()
                time.sleep(0.5)


if __name__ == "__main__":
    main(prog_name="python -m worker")
