"""Pages are fetched in processes of their own."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from listen.errors import FetchFailed, Unavailable, UrlNotAllowed
from listen.fetch.pool import FetchPool

_REFUSED = "http://192.0.2.1/"


@pytest.fixture
def pool() -> Iterator[FetchPool]:
    pool = FetchPool(lambda: ["any"])
    yield pool
    pool.close()


def test_errors_come_back_as_themselves(pool: FetchPool) -> None:
    with pytest.raises(UrlNotAllowed):
        pool.fetch(_REFUSED)
    with pytest.raises(FetchFailed, match="does not exist"):
        pool.fetch("http://nowhere.invalid.example/")


def test_at_most_eight_pages_are_fetched_at_once(pool: FetchPool) -> None:
    lent = [pool._pool._process() for _ in range(8)]
    for process in lent:
        process.__enter__()
    with pytest.raises(Unavailable):
        pool.fetch(_REFUSED)
    for process in lent:
        process.__exit__(None, None, None)
    with pytest.raises(UrlNotAllowed):
        pool.fetch(_REFUSED)


def test_a_process_that_does_not_answer_is_a_failed_fetch(pool: FetchPool) -> None:
    with pytest.raises(UrlNotAllowed):
        pool.fetch(_REFUSED)
    (process,) = pool._pool._idle
    process.kill()
    process.wait()
    with pytest.raises(FetchFailed, match="took too long"):
        pool.fetch("http://example.org/")


UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
import gevent
from listen.errors import ApiError
from listen.fetch.pool import FetchPool
pool = FetchPool(lambda: ["any"])
ticks = []
ticker = gevent.spawn(lambda: [ticks.append(gevent.sleep(0.001)) for _ in range(10_000)])
try:
    pool.fetch("http://192.0.2.1/")
except ApiError as error:
    print(error.code, len(ticks) > 10)
pool.close()
"""


def test_other_greenlets_run_while_a_page_is_fetched() -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNDER_GEVENT], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "url_not_allowed True\n"
