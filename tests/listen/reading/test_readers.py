from collections.abc import Iterator

import pytest

from listen.errors import Unavailable
from listen.reading.readers import Readers


@pytest.fixture
def readers() -> Iterator[Readers]:
    readers = Readers(1, turn=0.0)
    yield readers
    readers.close()


def test_whoever_gets_no_turn_is_told_to_come_back(readers: Readers) -> None:
    for _ in range(2):
        with readers._process():
            with pytest.raises(Unavailable) as told:
                readers.ask({})
            assert told.value.retry_after


def test_a_process_that_fails_leaves_its_place(readers: Readers) -> None:
    with pytest.raises(KeyError), readers._process():
        raise KeyError
    with readers._process() as process:
        assert process.poll() is None
