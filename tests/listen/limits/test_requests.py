import pytest
from redis import Redis

from listen.errors import RateLimited
from listen.limits.requests import RequestLimit


def test_a_client_has_so_many_requests_in_a_minute(redis: Redis) -> None:
    one, other = RequestLimit(redis), RequestLimit(redis)
    for limit in (one, other, one):
        limit.take("key:1", 3)
    with pytest.raises(RateLimited, match="3 requests a minute") as caught:
        other.take("key:1", 3)
    assert 0 < (caught.value.retry_after or 0) <= 60
    one.take("key:2", 3)


def test_a_refused_request_does_not_count(redis: Redis) -> None:
    limit = RequestLimit(redis)
    limit.take("key:1", 1)
    for _ in range(3):
        with pytest.raises(RateLimited):
            limit.take("key:1", 1)
    limit.take("key:1", 2)


def test_a_process_counts_for_itself_while_redis_is_away() -> None:
    with Redis(port=1) as away:
        limit = RequestLimit(away)
        limit.take("key:1", 1)
        with pytest.raises(RateLimited):
            limit.take("key:1", 1)
