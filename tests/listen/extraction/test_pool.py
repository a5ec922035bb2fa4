from collections.abc import Iterator

import pytest

from listen.errors import Unavailable
from listen.extraction.pool import ProcessPool


@pytest.fixture
def pool() -> Iterator[ProcessPool]:
    pool = ProcessPool(1, queue_timeout=0.0)
    yield pool
    pool.close()


def test_an_article_without_a_free_process_is_unavailable(pool: ProcessPool) -> None:
    for _ in range(2):
        with pool._process():
            with pytest.raises(Unavailable) as raised:
                pool.run("{}")
            assert raised.value.retry_after


def test_a_process_that_fails_is_replaced(pool: ProcessPool) -> None:
    with pytest.raises(KeyError), pool._process():
        raise KeyError
    with pool._process() as process:
        assert process.poll() is None
