"""The queue of `listen publish`."""

from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from listen.publishing.tasks import QUEUE, TaskQueue


def waiting(redis: Redis) -> list[object]:
    queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
    return [job.args for job in queue.jobs]


def test_one_comparison_of_a_site_waits_at_a_time(redis: Redis) -> None:
    tasks = TaskQueue(redis)
    for site in ("news", "news", "blog", "news"):
        tasks.compare(site)
    assert waiting(redis) == [["news"], ["blog"]]


def test_a_comparison_that_is_running_does_not_stand_for_a_later_one(redis: Redis) -> None:
    """It may have read the site's list before the change."""
    tasks = TaskQueue(redis)
    tasks.compare("news")
    tasks.begin_comparison("news")
    tasks.compare("news")
    tasks.compare("news")
    assert waiting(redis) == [["news"], ["news"]]
