from collections.abc import Iterator

import pytest

from listen.errors import Unavailable
from listen.extraction.pool import ProcessPool


@pytest.fixture
def pool() -> Iterator[ProcessPool]:
    pool = ProcessPool(1, queue_timeout=0.0)
    yield pool
    pool.close()


def test_whoever_gets_no_turn_is_told_to_come_back(pool: ProcessPool) -> None:
    for _ in range(2):
        with pool._process():
            with pytest.raises(Unavailable) as told:
                pool.run("{}")
            assert told.value.retry_after


def test_a_process_that_fails_leaves_its_place(pool: ProcessPool) -> None:
    with pytest.raises(KeyError), pool._process():
        raise KeyError
    with pool._process() as process:
        assert process.poll() is None
