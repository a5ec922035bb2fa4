from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis
from rq import Queue
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer

from audio_cache import queue as module
from audio_cache.queue import JobQueue
from audio_cache.state import PENDING, States

KEY = "ab" * 32
CLICK = "click:tone"


@pytest.fixture
def jobs(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> JobQueue:
    monkeypatch.setattr(module, "_LOST_AFTER", -1.0)
    return JobQueue(redis)


def waiting(redis: Redis) -> list[str]:
    return Queue(CLICK, connection=redis, serializer=JSONSerializer).get_job_ids()


def sweep(jobs: JobQueue, redis: Redis) -> None:
    """Sweep twice: the first time only records which names are missing."""
    for _ in range(2):
        redis.delete("listen:sweeping")
        jobs.sweep()


def test_equal_requests_make_one_job(jobs: JobQueue, redis: Redis) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: jobs.enqueue(KEY, CLICK), range(100)))
    assert waiting(redis) == [KEY]


def test_a_job_holds_its_key_and_nothing_else(jobs: JobQueue, redis: Redis) -> None:
    jobs.enqueue(KEY, CLICK)
    job = Job.fetch(KEY, connection=redis, serializer=JSONSerializer)
    assert (job.func_name, job.args, job.kwargs) == ("worker.jobs.make_audio", [KEY], {})
    assert (job.result_ttl, job.failure_ttl, job.timeout) == (0, 0, -1)


def test_the_sweep_queues_a_pending_name_that_never_got_a_job(jobs: JobQueue, redis: Redis) -> None:
    States(redis).request(KEY, "{}", CLICK)
    sweep(jobs, redis)
    assert waiting(redis) == [KEY]


def test_the_sweep_requeues_a_job_that_was_popped_and_lost(jobs: JobQueue, redis: Redis) -> None:
    States(redis).request(KEY, "{}", CLICK)
    jobs.enqueue(KEY, CLICK)
    redis.lpop(f"rq:queue:{CLICK}")
    sweep(jobs, redis)
    assert waiting(redis) == [KEY]


def test_a_job_that_is_missing_for_a_moment_is_not_requeued(redis: Redis) -> None:
    jobs = JobQueue(redis)
    States(redis).request(KEY, "{}", CLICK)
    jobs.enqueue(KEY, CLICK)
    redis.lpop(f"rq:queue:{CLICK}")
    sweep(jobs, redis)
    assert waiting(redis) == []


def test_a_job_that_waits_in_its_queue_is_not_queued_twice(jobs: JobQueue, redis: Redis) -> None:
    States(redis).request(KEY, "{}", CLICK)
    jobs.enqueue(KEY, CLICK)
    sweep(jobs, redis)
    sweep(jobs, redis)
    assert waiting(redis) == [KEY]


def test_a_pending_name_without_a_state_is_removed(jobs: JobQueue, redis: Redis) -> None:
    redis.zadd(PENDING, {KEY: 1})
    sweep(jobs, redis)
    sweep(jobs, redis)
    assert waiting(redis) == []
    assert redis.zcard(PENDING) == 0
    assert redis.zcard("listen:missing") == 0


def test_a_lock_lets_one_process_sweep_at_a_time(jobs: JobQueue, redis: Redis) -> None:
    redis.set("listen:sweeping", 1)
    States(redis).request(KEY, "{}", CLICK)
    jobs.sweep()
    jobs.sweep()
    assert waiting(redis) == []


def request(redis: Redis) -> None:
    States(redis).request(KEY, "{}", CLICK)


def test_a_delayed_job_is_queued_when_it_is_due(jobs: JobQueue, redis: Redis) -> None:
    request(redis)
    jobs.enqueue_later(KEY, 60)
    sweep(jobs, redis)
    assert waiting(redis) == []
    jobs.enqueue_later(KEY, -1)
    sweep(jobs, redis)
    assert waiting(redis) == [KEY]
    assert not redis.exists("listen:delayed")


def test_a_delayed_job_can_be_queued_at_once(jobs: JobQueue, redis: Redis) -> None:
    request(redis)
    jobs.enqueue_later(KEY, 60)
    jobs.enqueue_delayed_now(KEY, CLICK)
    jobs.enqueue_delayed_now(KEY, CLICK)
    assert waiting(redis) == [KEY]


def test_two_processes_may_cancel_a_job_at_the_same_time(
    jobs: JobQueue, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.enqueue(KEY, CLICK)
    get_status = Job.get_status

    def get_status_and_lose(job: Job, refresh: bool = True) -> JobStatus:
        status = get_status(job, refresh)
        redis.delete(job.key)  # as the other process does
        return status

    monkeypatch.setattr(Job, "get_status", get_status_and_lose)
    jobs.cancel(KEY, CLICK)
    assert waiting(redis) == []
    assert not redis.exists(f"rq:job:{KEY}")


def test_a_job_is_cancelled_whose_dead_worker_left_an_execution(
    jobs: JobQueue, redis: Redis
) -> None:
    jobs.enqueue(KEY, CLICK)
    job = Job.fetch(KEY, connection=redis, serializer=JSONSerializer)
    redis.zadd(job.execution_registry.key, {"gone": 4e9})
    jobs.cancel(KEY, CLICK)
    assert not redis.keys(f"rq:*{KEY}*")
    assert waiting(redis) == []


def test_a_job_that_is_delayed_after_its_cancellation_leaves_nothing(
    jobs: JobQueue, redis: Redis
) -> None:
    """Two overlapping saves of an article: the later one cancels what the earlier one requests."""
    jobs.cancel(KEY, CLICK)
    jobs.enqueue_later(KEY, -1.0)
    jobs.sweep()
    assert not redis.exists("listen:delayed")
    assert waiting(redis) == []


def test_a_delayed_job_of_a_cancelled_rendition_is_not_queued(jobs: JobQueue, redis: Redis) -> None:
    request(redis)
    jobs.enqueue_later(KEY, -1)
    States(redis).cancel(KEY)
    States(redis).request("other", "{}", CLICK)  # something is pending, so that the sweep looks
    sweep(jobs, redis)
    assert waiting(redis) == ["other"]


def test_a_cancelled_job_leaves_nothing(jobs: JobQueue, redis: Redis) -> None:
    request(redis)
    jobs.enqueue(KEY, CLICK)
    States(redis).cancel(KEY)
    jobs.cancel(KEY, CLICK)
    assert waiting(redis) == []
    assert not Job.exists(KEY, connection=redis)
    assert not redis.exists(PENDING, "listen:delayed", f"listen:audio:{KEY}")
    request(redis)
    jobs.enqueue(KEY, CLICK)
    assert waiting(redis) == [KEY]
