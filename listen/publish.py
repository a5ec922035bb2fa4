"""The publish process: applies what hooks report, compares articles with their sources, calls back.

Nothing of it runs in the web process. Several publish processes may run, on several machines. Jobs
are RQ's. Periodic work claims what it does, in the database or in Redis. An idle process writes
nothing to Redis.
"""

import logging
import time
from dataclasses import replace
from types import FrameType
from uuid import uuid4

from redis import Redis, RedisError
from rq import Queue, SimpleWorker
from rq.job import Job
from rq.registry import StartedJobRegistry
from rq.scheduler import RQScheduler
from rq.serializers import JSONSerializer

from audio_cache.counters import Counters
from audio_cache.known_job import known_job
from audio_cache.origin import current_origin
from audio_cache.stores.blobs import open_blobs
from audio_cache.tracing import NO_TRACER, Tracer, traced
from listen.cache.limit import CacheLimit
from listen.compose import Core, compose
from listen.config import WebConfig
from listen.database.database import Database
from listen.limits.budget import HOUR, Budget
from listen.plays.flush import flush_plays
from listen.podcast.check import log_podcast_problems
from listen.publishing.audio_callbacks import delete_old_callbacks, tell_ended
from listen.publishing.budgets import Budgets
from listen.publishing.compare_site import queue_due_comparisons
from listen.publishing.jobs import current_checks, current_context, current_tasks
from listen.publishing.page_check import PageChecks
from listen.publishing.pronunciations.order import queue_unfinished_remakes
from listen.publishing.pronunciations.remake_rows import delete_old_remakes
from listen.publishing.send_deliveries import delete_old_deliveries, send_due_deliveries
from listen.publishing.sweep import release_withdrawn, settle_ended
from listen.publishing.tasks import FUNCTIONS, QUEUE, TaskQueue, origin_of
from listen.publishing.ticker import Periodic, Ticker
from listen.salt import Salt

log = logging.getLogger(__name__)

_REQUEUE = """
if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 1 then redis.call('LPUSH', KEYS[2], ARGV[1]) end
"""

_FETCH_WAIT = 15.0
"""Seconds that a request to another server waits for a process."""


def periodic_work(core: Core) -> list[Periodic]:
    """Return the periodic work of a publish process."""
    ctx, retries, tasks = core.publishing, Retries(core.redis), TaskQueue(core.redis)
    return [
        Periodic("settle", 1.0, lambda: settle_ended(ctx, core.states)),
        Periodic("audio callbacks", 1.0, lambda: tell_ended(ctx, core.states)),
        Periodic("release", 15.0, lambda: release_withdrawn(ctx)),
        Periodic("compare", 5.0, lambda: queue_due_comparisons(ctx, tasks, core.redis)),
        Periodic("remakes", 15.0, lambda: queue_unfinished_remakes(ctx, tasks)),
        Periodic("old remakes", 3600.0, lambda: ctx.database.write(delete_old_remakes)),
        Periodic("retries", 1.0, retries.enqueue_due),
        Periodic("abandoned jobs", 5.0, retries.enqueue_abandoned),
        Periodic("plays", 10.0, lambda: flush_plays(core.redis, ctx.database)),
    ]


def deliveries(core: Core) -> list[Periodic]:
    """Return the work that waits for other servers, and must not delay any other."""
    ctx = core.publishing
    return [
        Periodic("deliveries", 1.0, lambda: send_due_deliveries(ctx, ctx.client)),
        Periodic("delivery log", 3600.0, lambda: delete_old_deliveries(ctx)),
        Periodic("callback log", 3600.0, lambda: delete_old_callbacks(ctx)),
    ]


def checks(core: Core, config: WebConfig) -> list[Periodic]:
    """Return what tells the operator, at the start and daily, that something is not as it should.

    It waits for other servers, and must not delay deliveries either.
    """
    sites, client = core.publishing.sites, core.publishing.client
    return [
        Periodic(
            "podcasts",
            24 * 3600.0,
            lambda: log_podcast_problems(sites, config.data_dir, config.public_url, client),
        )
    ]


def care(core: Core, config: WebConfig) -> list[Periodic]:
    """Return the work on stored audio, which takes long when there is much of it."""
    limit = CacheLimit(
        core.store,
        core.publishing.database,
        core.redis,
        int(config.cache_max_gb * 1_000_000_000),
        config.cache_evicts_articles,
        open_blobs(config.store),
        int(config.shared_sentences_gb * 1_000_000_000),
    )
    return [Periodic("cache", 5.0, limit.enforce)]


def publish(config: WebConfig, parent: int | None = None, tracer: Tracer = NO_TRACER) -> None:
    """Run until SIGTERM or SIGINT, or until the process `parent` is gone. Raises SettingsError."""
    core = compose(config, Database(config.database), fetch_wait=_FETCH_WAIT, tracer=tracer)
    counters = Counters(core.redis)
    core = replace(core, publishing=replace(core.publishing, count=counters.add))
    current_context.set(core.publishing)
    current_tasks.set(TaskQueue(core.redis))
    current_checks.set(
        PageChecks(core.publishing, Budgets(Budget(core.redis), Salt(HOUR)), core.redis)
    )
    ticker = Ticker(periodic_work(core), parent)
    sender = Ticker([*deliveries(core), Periodic("counters", 1.0, counters.flush)])
    tickers = [ticker, sender, Ticker(checks(core, config)), Ticker(care(core, config))]
    for each in tickers:
        each.start()
    try:
        while not ticker.is_stopped:
            worker = ChangeWorker(core.redis, tracer)
            try:
                worker.work(logging_level="WARNING")
                break
            except RedisError as error:
                if worker.was_stopped:
                    break
                log.warning("Redis does not answer: %s", error)
                time.sleep(1)
    finally:
        for each in tickers:
            each.stop()
        core.publishing.extractor.close()
        tracer.close()


class ChangeWorker(SimpleWorker):
    """Runs the jobs of hooks and comparisons in this process."""

    def __init__(self, redis: Redis, tracer: Tracer = NO_TRACER) -> None:
        super().__init__(
            [QUEUE],
            name=f"publish-{uuid4().hex[:12]}",
            connection=redis,
            serializer=JSONSerializer,
            job_class=known_job(FUNCTIONS),
            log_job_description=False,
        )
        self._tracer = tracer
        self.was_stopped = False
        """True: the process received a signal to exit. RQ may fail to, while Redis is away."""

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self.was_stopped = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Run a job. Its lines and spans name the request that queued it."""
        token = current_origin.set(origin_of(job.meta))
        try:
            with traced(self._tracer, str(job.func_name).rpartition(".")[2]):
                super().execute_job(job, queue)
        finally:
            current_origin.reset(token)


class Retries:
    """Queues failed and abandoned jobs again.

    RQ's own scheduler is a process that writes to Redis each second.
    """

    def __init__(self, redis: Redis) -> None:
        self._scheduler = RQScheduler([QUEUE], connection=redis, serializer=JSONSerializer)
        self._scheduler.prepare_registries([QUEUE])
        self._queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
        self._started = StartedJobRegistry(queue=self._queue)
        self._requeue = redis.register_script(_REQUEUE)
        self._taken: set[str] = set()

    def enqueue_due(self) -> None:
        """Queue the jobs whose pause after a failure is over."""
        self._scheduler.enqueue_scheduled_jobs()  # type: ignore[no-untyped-call]

    def enqueue_abandoned(self) -> None:
        """Queue the jobs of killed processes again. RQ looks for them every ten minutes only."""
        if self._started.get_job_count(cleanup=False):
            self._started.cleanup()
        # A process takes a job by moving it to this queue. If it is killed before it has started
        # the job, RQ finds that after a minute, at its next look.
        intermediate = self._queue.intermediate_queue
        taken = {name for name in intermediate.get_job_ids() if name not in self._started}
        for name in taken & self._taken:
            self._requeue(keys=[intermediate.key, self._queue.key], args=[name])
        self._taken = taken
