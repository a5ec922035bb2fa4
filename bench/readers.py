"""A thousand readers of one new article, half of them late."""

import asyncio
import hashlib
import random
import time
from dataclasses import dataclass

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.machine import Machine
from bench.table import Row

_READERS = 1000
_LATEST = 2.0
"""Seconds after the first reader in which half of them come."""

_HEAD = 192
"""Bytes that differ between the live audio and the file: the frame with its length."""

_PATIENCE = 180


@dataclass(frozen=True)
class Reading:
    digest: str
    """Of everything after the head."""
    size: int
    whole: bool
    """The server said that this was the end."""
    first_byte: float
    """Seconds."""


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    with Machine() as machine:
        jobs = machine.jobs_done()
        began = time.perf_counter()
        key = machine.post(newsroom.article())
        readings = asyncio.run(_read_all(machine.port, f"/audio/{key}.mp3"))
        seconds = time.perf_counter() - began
        machine.wait_until(key, "finished")
        file = machine.file(key)
        jobs = machine.jobs_done() - jobs
    expected = (hashlib.sha256(file[_HEAD:]).hexdigest(), len(file), True)
    wrong = sum((each.digest, each.size, each.whole) != expected for each in readings)
    slowest = max(each.first_byte for each in readings)
    figure = f"all read in {seconds:.0f} s, slowest first byte {slowest:.2f} s"
    return [
        Row("a thousand readers: bodies not whole and equal", figure, wrong, 0, _READERS),
        Row("a thousand readers: jobs beyond one", f"{jobs} job", abs(jobs - 1), 0, 1),
    ]


async def _read_all(port: int, path: str) -> list[Reading]:
    chance = random.Random(1)
    delays = [0.0 if n % 2 else chance.uniform(0, _LATEST) for n in range(_READERS)]
    readers = (_read(port, path, delay) for delay in delays)
    return await asyncio.wait_for(asyncio.gather(*readers), _PATIENCE)


async def _read(port: int, path: str, delay: float) -> Reading:
    await asyncio.sleep(delay)
    began = time.perf_counter()
    digest, size, first_byte = hashlib.sha256(), 0, 0.0
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            return Reading("", 0, whole=False, first_byte=0.0)
        chunked = b"transfer-encoding: chunked" in head
        while chunk := await (_chunk(reader) if chunked else _rest(reader, head)):
            first_byte = first_byte or time.perf_counter() - began
            digest.update(chunk[max(0, _HEAD - size) :])
            size += len(chunk)
            if not chunked:
                break
        whole = True
    except (asyncio.IncompleteReadError, ConnectionError):
        whole = False
    finally:
        writer.close()
    return Reading(digest.hexdigest(), size, whole, first_byte)


async def _chunk(reader: asyncio.StreamReader) -> bytes:
    """The next of a chunked body (RFC 9112, section 7.1); empty at its end."""
    size = int(await reader.readuntil(b"\r\n"), 16)
    return (await reader.readexactly(size + 2))[:-2]


async def _rest(reader: asyncio.StreamReader, head: bytes) -> bytes:
    """A body whose length was told: it was finished when this reader came."""
    length = int(head.partition(b"content-length:")[2].split()[0])
    return await reader.readexactly(length)
