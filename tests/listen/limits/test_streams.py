import pytest

from listen.errors import RateLimited
from listen.limits.streams import StreamLimit


def test_an_address_has_so_many_streams_at_once() -> None:
    limit = StreamLimit(2)
    first = limit.take("192.0.2.1")
    limit.take("192.0.2.1")
    with pytest.raises(RateLimited, match="2 audio and event streams") as caught:
        limit.take("192.0.2.1")
    assert caught.value.retry_after
    limit.take("192.0.2.2")
    first()
    limit.take("192.0.2.1")


def test_there_may_be_no_limit() -> None:
    limit = StreamLimit(0)
    for _ in range(1000):
        limit.take("192.0.2.1")()
