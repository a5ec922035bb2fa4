"""A thousand readers of one new article. Half of them connect late."""

import asyncio
import hashlib
import random
import time
from dataclasses import dataclass

from audio_cache.live_format import LIVE_MP3
from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.machine import Machine
from bench.table import Row

_READERS = 1000
_MAX_DELAY = 2.0
"""Seconds. Half of the readers connect within this time after the first."""

_HEAD = LIVE_MP3.frame_bytes
"""Bytes that differ between the live audio and the file: the frame with the length."""

_TIMEOUT = 180


@dataclass(frozen=True)
class Body:
    """The audio that one reader received."""

    digest: str
    """SHA-256 of everything after the head."""
    size: int
    """Bytes."""
    whole: bool
    """True: the server marked the end of the body."""
    first_byte: float
    """Seconds from the connection to the first byte."""


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    with Machine() as machine:
        jobs = machine.jobs_done()
        began = time.perf_counter()
        key = machine.post(newsroom.article())
        bodies = asyncio.run(_fetch_all(machine.port, f"/audio/{key}.mp3"))
        seconds = time.perf_counter() - began
        machine.wait_until(key, "finished")
        file = machine.file(key)
        jobs = machine.jobs_done() - jobs
    expected = (hashlib.sha256(file[_HEAD:]).hexdigest(), len(file), True)
    wrong = sum((each.digest, each.size, each.whole) != expected for each in bodies)
    slowest = max(each.first_byte for each in bodies)
    figure = f"all received in {seconds:.0f} s, slowest first byte {slowest:.2f} s"
    return [
        Row("a thousand readers: bodies not whole and equal", figure, wrong, 0, _READERS),
        Row("a thousand readers: jobs beyond one", f"{jobs} job", abs(jobs - 1), 0, 1),
    ]


async def _fetch_all(port: int, path: str) -> list[Body]:
    chance = random.Random(1)
    delays = [0.0 if n % 2 else chance.uniform(0, _MAX_DELAY) for n in range(_READERS)]
    readers = (_fetch(port, path, delay) for delay in delays)
    return await asyncio.wait_for(asyncio.gather(*readers), _TIMEOUT)


async def _fetch(port: int, path: str, delay: float) -> Body:
    await asyncio.sleep(delay)
    began = time.perf_counter()
    digest, size, first_byte = hashlib.sha256(), 0, 0.0
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            return Body("", 0, whole=False, first_byte=0.0)
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
    return Body(digest.hexdigest(), size, whole, first_byte)


async def _chunk(reader: asyncio.StreamReader) -> bytes:
    """Return the next chunk of a body (RFC 9112, section 7.1); empty at its end."""
    size = int(await reader.readuntil(b"\r\n"), 16)
    return (await reader.readexactly(size + 2))[:-2]


async def _rest(reader: asyncio.StreamReader, head: bytes) -> bytes:
    """Return a body with Content-Length: the file was finished when this reader connected."""
    length = int(head.partition(b"content-length:")[2].split()[0])
    return await reader.readexactly(length)
