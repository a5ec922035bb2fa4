"""Downloads one file: goes on where an earlier command ended, and verifies the whole."""

import hashlib
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import requests

from worker.downloads.client import Client
from worker.downloads.partial import SUFFIX, Partial
from worker.errors import DownloadError, DownloadInterrupted

Report = Callable[[int], object]
"""Is called with the number of bytes that are there."""

Announce = Callable[[str, int], Report]
"""Is called with a line about the voice and the bytes to come, before the download begins."""

ATTEMPTS = 5
"""Connections in a row that get no further before the download is given up."""

_CHUNK_BYTES = 64 * 1024
_DIGEST_BYTES = 1024 * 1024
_FIRST_PAUSE = 0.5
"""Seconds before the next connection. They double with each one that brings nothing."""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True)
class RemoteFile:
    """A file on a server, and what it must be."""

    url: str
    size: int
    """Bytes."""
    algorithm: str
    """A name that hashlib knows."""
    checksum: str
    """Hexadecimal, in lower case."""


def download(client: Client, file: RemoteFile, path: Path, report: Report) -> None:
    """Put a file at `path`, unless it is there. The folder is created.

    What has arrived is kept when this process ends or the connection breaks; the next call goes on
    from there. `path` never holds anything but a whole, verified file. Raises DownloadError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not is_there(file, path):
            with Partial.opened(path) as partial:
                _check_space(file, partial, path.parent)
                _fill_and_verify(client, file, partial, report)
                partial.finish()
    except OSError as error:
        raise DownloadError(
            f"{path.parent} cannot be written: {error.strerror or error}"
        ) from error
    report(file.size)


def is_there(file: RemoteFile, path: Path) -> bool:
    """Return whether the path has exactly this file. Raises OSError if it cannot be read."""
    try:
        if path.stat().st_size != file.size:
            return False
        with path.open("rb") as present:
            return _digest(present, file.algorithm) == file.checksum
    except FileNotFoundError:
        return False


def size_of_part(path: Path) -> int:
    """Return how many bytes of a file an earlier command has left."""
    try:
        return path.with_name(path.name + SUFFIX).stat().st_size
    except OSError:
        return 0


def _digest(file: BinaryIO, algorithm: str) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    while content := file.read(_DIGEST_BYTES):
        digest.update(content)
    return digest.hexdigest()


def _check_space(file: RemoteFile, partial: Partial, folder: Path) -> None:
    needed, free = file.size - partial.size, shutil.disk_usage(folder).free
    if needed > free:
        partial.discard_if_empty()
        raise DownloadError(
            f"the disk of {folder} is full: {needed:,} bytes are missing, {free:,} are free"
        )


def _fill_and_verify(client: Client, file: RemoteFile, partial: Partial, report: Report) -> None:
    """Receive what is missing. A part that turns out to be of another file is received anew."""
    if partial.size > file.size:
        partial.clear()
    is_from_earlier = partial.size > 0
    while True:
        _fill(client, file, partial, report)
        found = _digest(partial.file, file.algorithm)
        if found == file.checksum:
            return
        partial.clear()
        if not is_from_earlier:
            partial.discard()
            raise DownloadError(
                f"{file.url} has the {file.algorithm.upper()} {found}, not {file.checksum}; "
                "nothing of it is kept"
            )
        is_from_earlier = False


def _fill(client: Client, file: RemoteFile, partial: Partial, report: Report) -> None:
    """Receive the rest, over as many connections as it takes while each gets further."""
    failures, furthest = 0, partial.size
    while partial.size < file.size:
        try:
            _receive(client, file, partial, report)
        except DownloadInterrupted:
            failures = failures + 1 if partial.size < furthest + _CHUNK_BYTES else 0
            furthest = max(furthest, partial.size)
            if failures == ATTEMPTS:
                raise
            time.sleep(_FIRST_PAUSE * 2**failures)


def _receive(client: Client, file: RemoteFile, partial: Partial, report: Report) -> None:
    """Receive over one connection. Raises DownloadInterrupted if it ends too early."""
    with client.get(file.url, partial.size) as response:
        if response.status_code == 416:
            partial.discard()
            raise DownloadError(f"{file.url} has fewer bytes than the {file.size:,} named")
        start = _start_of(response)
        if start not in (0, partial.size):
            raise DownloadError("the server sends another part of the file than was requested")
        if start != partial.size:  # it sends the whole file
            partial.clear()
        _check_size(file, response)
        report(partial.size)
        for chunk in response.iter_content(_CHUNK_BYTES):
            if partial.size + len(chunk) > file.size:
                partial.discard()
                raise DownloadError(f"{file.url} sends more than the {file.size:,} bytes named")
            partial.write(chunk)
            report(partial.size)
    if partial.size < file.size:
        raise DownloadInterrupted(
            f"the connection broke after {partial.size:,} of {file.size:,} bytes; the same command "
            "goes on from there"
        )


def _start_of(response: requests.Response) -> int:
    """Return the byte with which the body begins. Raises DownloadError for an unclear range."""
    if response.status_code == 200:
        return 0
    found = _CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
    if not found:
        raise DownloadError("the server sends a part of the file without saying which")
    return int(found[1])


def _check_size(file: RemoteFile, response: requests.Response) -> None:
    """Raise DownloadError if the server announces another size before it sends anything."""
    found = _CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
    size = found[2] if found else response.headers.get("Content-Length", "")
    if size.isdecimal() and int(size) != file.size and "Content-Encoding" not in response.headers:
        raise DownloadError(f"{file.url} has {int(size):,} bytes, not the {file.size:,} named")
