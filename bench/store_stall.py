"""Stalls of the web process's loop during requests to an object store: python -m bench.store_stall.

60 greenlets store 200 kB each, then 60 read them, through the threads of the web process. A ticker
beside them sleeps two milliseconds at a time; a gap between its ticks is a stall. Needs moto
(tests/object_store).
"""

# ruff: noqa: E402
from gevent import monkey

monkey.patch_all()

import os
import socket
import statistics
import sys
import time
from collections.abc import Callable

import gevent

from audio_cache.store_url import parse_s3_url
from audio_cache.stores.s3_objects import Run, S3Objects, run_here
from listen.web.threads import run_store_request
from tests.object_store.servers import CREDENTIALS, moto_server, store_url

_AT_ONCE = 60
_CONTENT = os.urandom(200_000)
_TICK = 0.002
"""Seconds."""


def measure(work: Callable[[], object]) -> tuple[float, float]:
    """Return the longest and the median gap between two ticks, in milliseconds."""
    gaps: list[float] = []
    done = gevent.spawn(work)
    last = time.perf_counter()
    while not done.ready():
        gevent.sleep(_TICK)
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now
    done.get()
    return max(gaps), statistics.median(gaps)


def run(url: str, run_request: Run) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the gaps while objects are stored, and while they are read."""
    objects = S3Objects(parse_s3_url(url), run_request)
    objects.write("first", b"")  # loads the library, and connects

    def each(call: Callable[[int], object]) -> None:
        gevent.joinall([gevent.spawn(call, number) for number in range(_AT_ONCE)], raise_error=True)

    stored = measure(lambda: each(lambda n: objects.write(str(n), _CONTENT)))
    read = measure(lambda: each(lambda n: objects.read(str(n))))
    return stored, read


def main() -> None:
    """Print the gaps with threads; with `--direct`, also those without."""
    os.environ.update(CREDENTIALS)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    ways = {"in threads": run_store_request, "direct": run_here}
    with moto_server(port) as endpoint:
        for name in ["in threads", *(["direct"] if "--direct" in sys.argv else [])]:
            for what, (worst, median) in zip(
                ("stored", "read"), run(store_url(endpoint), ways[name]), strict=True
            ):
                print(f"{name}, {what}: worst {worst:.0f} ms, median {median:.1f} ms")


if __name__ == "__main__":
    main()
