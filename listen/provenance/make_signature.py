"""Makes a signature of a stored audio."""

import hashlib
import shutil
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.stores.store import Store
from listen.provenance.credentials import Credentials
from listen.provenance.mark_file import START_BYTES, Splice, mark_file
from listen.provenance.marks import Marks
from listen.provenance.sign import SigningError, sign_apart, sign_inside
from listen.provenance.signature import APART, Form, Signature

_BLOCK = 1024 * 1024
"""Bytes to read at a time."""


def make_signature(
    store: Store,
    manifest: Manifest,
    form: Form,
    credentials: Credentials,
    signer: str,
    timestamp_url: str | None,
) -> Signature:
    """Return the signature of a finished audio. `signer` is the checksum of the certificate.

    Raises SigningError and FileNotFoundError.
    """
    title = manifest.facts.title if manifest.facts else ""
    marks = Marks.of(title, manifest.options, manifest.duration)
    extension = manifest.format
    with (
        store.open(Rendition(manifest.key, extension)) as stored,
        TemporaryFile() as source_file,
        TemporaryFile() as sink_file,
    ):
        source, sink = cast(BinaryIO, source_file), cast(BinaryIO, sink_file)
        if form == APART:
            content = sign_apart(credentials, timestamp_url, extension, marks, stored, sink)
            sha256 = hashlib.sha256(content).hexdigest()
            return Signature(manifest.sha256, signer, "", sha256, 0, 0, content)
        marked = mark_file(extension, stored.read(START_BYTES), marks)
        source.write(marked.head)
        stored.seek(marked.skip)
        shutil.copyfileobj(stored, source, _BLOCK)
        source.seek(0)
        sign_inside(credentials, timestamp_url, extension, marks, source, sink)
        splice = _difference(stored, sink, marked)
        digest = hashlib.sha256()
        for block in _blocks(sink, 0):
            digest.update(block)
    return Signature(
        manifest.sha256,
        signer,
        hashlib.sha256(marked.head).hexdigest(),
        digest.hexdigest(),
        splice.skip,
        len(splice.head),
        splice.head + splice.tail,
    )


def _difference(stored: BinaryIO, signed: BinaryIO, marked: Splice) -> Splice:
    """Return what makes the signed file of the stored one: a tag in front, or a chunk at the end.

    Raises SigningError if the sound is not in one piece.
    """
    body = stored.seek(0, 2) - marked.skip
    size = signed.seek(0, 2)
    for start in (size - body, len(marked.head)):
        if 0 <= start <= size - body and _is_at(stored, marked.skip, signed, start, body):
            signed.seek(0)
            head = signed.read(start)
            signed.seek(start + body)
            return Splice(head, marked.skip, signed.read())
    raise SigningError("the library has changed the sound")


def _is_at(stored: BinaryIO, skip: int, signed: BinaryIO, start: int, size: int) -> bool:
    """Return whether `size` bytes of two files are equal, from these positions on."""
    pairs = zip(_blocks(stored, skip, size), _blocks(signed, start, size), strict=True)
    return all(one == another for one, another in pairs)


def _blocks(file: BinaryIO, start: int, size: int | None = None) -> Iterator[bytes]:
    """Yield the bytes of a file from a position on, at most `size`."""
    position = start
    while size is None or position < start + size:
        file.seek(position)
        block = file.read(_BLOCK if size is None else min(_BLOCK, start + size - position))
        if not block:
            return
        position += len(block)
        yield block
