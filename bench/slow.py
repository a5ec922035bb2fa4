"""A thousand readers slower than sound, of a live and of a long finished article.

Each receives 4 KB per second through a small buffer, so that the server waits for it. Meanwhile a
client asks /healthz, directly and through nginx.
"""

import asyncio
import http.client
import multiprocessing
import multiprocessing.connection
import socket
import tempfile
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.machine import Machine, free_port
from bench.proxy import LOCATION, product_configuration, running_nginx
from bench.table import Row

_READERS = 1000
_SECONDS = 8
_STEP = 4096
"""Bytes that a reader receives each second."""
_BUFFER = 16 * 1024
"""Bytes of its socket."""
_CHARACTERS = 150_000
"""Three hours of audio, which nobody receives to its end."""
_MAX_HEALTH = 100
"""Milliseconds, 95th percentile."""
_VOICE = {
    "LISTEN_WORKER_ENGINES": "tone",
    "LISTEN_DEFAULT_VOICE": "tone:beep",
    "LISTEN_ACCEL_REDIRECT": LOCATION,
    "LISTEN_TRUSTED_PROXIES": "1",
}


@dataclass(frozen=True)
class Outcome:
    """What a server did while readers were slow."""

    cut: int
    """Readers whose connection ended, or who received nothing."""
    health: list[float]
    """Milliseconds of each answer of /healthz."""

    @property
    def percentile(self) -> float:
        return quantiles(self.health, n=20)[-1]


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    rows = []
    with ExitStack() as stack:
        machine = stack.enter_context(Machine(workers=1, **_VOICE))
        folder, port = Path(stack.enter_context(tempfile.TemporaryDirectory())), free_port()
        inside = product_configuration(folder, port, [machine.port], machine.data_dir)
        stack.enter_context(running_nginx(folder, inside, f"http://127.0.0.1:{port}"))
        for way, server in (("direct", machine.port), ("nginx", port)):
            key = machine.post(newsroom.long_article(_CHARACTERS))
            for state in ("live", "finished"):
                outcome = _read_slowly(server, f"/audio/{key}.mp3")
                rows += _rows(f"{_READERS} slow readers, {state}, {way}", outcome)
                machine.wait_until(key, "finished", 300)
    return rows


def _rows(name: str, outcome: Outcome) -> list[Row]:
    health = outcome.percentile
    figure = f"{health:.0f} ms at most for 95 % of {len(outcome.health)}"
    return [
        Row(f"{name}: /healthz, ms", figure, health, _MAX_HEALTH, len(outcome.health)),
        Row(f"{name}: cut", f"{outcome.cut} readers", outcome.cut, 0, _READERS),
    ]


def _read_slowly(port: int, path: str) -> Outcome:
    """Ask /healthz while another process has the readers, once all are connected."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_readers, args=(port, path, theirs))
    process.start()
    ours.recv()
    health = []
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        began = time.perf_counter()
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as client:
            client.request("GET", "/healthz")
            client.getresponse().read()
        health.append((time.perf_counter() - began) * 1000)
        time.sleep(0.05)
    ours.send("end")
    cut: int = ours.recv()
    process.join()
    return Outcome(cut, health)


def _readers(port: int, path: str, pipe: "multiprocessing.connection.Connection") -> None:
    asyncio.run(_read_all(port, path, pipe))


async def _read_all(port: int, path: str, pipe: "multiprocessing.connection.Connection") -> None:
    tasks = []
    for number in range(_READERS):
        tasks.append(asyncio.create_task(_reader(port, path)))
        if number % 50 == 0:
            await asyncio.sleep(0.1)
    await asyncio.sleep(2)
    pipe.send("connected")
    await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
    pipe.send(sum(task.done() for task in tasks))
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _reader(port: int, path: str) -> None:
    """Read for ever. Returns when the server ends the connection or refuses the request."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
    sock.setblocking(False)
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
    reader, writer = await asyncio.open_connection(sock=sock, limit=_STEP)
    with closing(writer):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
        if not head.startswith(b"HTTP/1.1 200"):
            return
        while await asyncio.wait_for(reader.read(_STEP), 60):
            await asyncio.sleep(1)
