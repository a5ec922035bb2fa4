"""Signs files as C2PA describes it (https://spec.c2pa.org), with c2pa-python."""

import json
from typing import BinaryIO

import c2pa

from audio_cache.distribution import installed_version
from audio_cache.formats import FORMATS
from audio_cache.voice import id_of
from listen.id3 import WRITER
from listen.provenance.credentials import Credentials
from listen.provenance.marks import Marks
from listen.provenance.source_type import iptc_source_type

_ANY_TYPE = "application/octet-stream"
"""Of a file whose structure does not matter. As audio/mpeg and audio/flac, the library would sign a
file that it has put an empty tag in front of."""

SigningError = c2pa.C2paError
"""Raised for a certificate that C2PA does not allow, and when no timestamp can be had."""


def sign_apart(
    credentials: Credentials,
    timestamp_url: str | None,
    extension: str,
    marks: Marks,
    source: BinaryIO,
    sink: BinaryIO,
) -> bytes:
    """Return the manifest of a file that stays as it is; `sink` takes a copy of the file.

    Raises SigningError.
    """
    builder = c2pa.Builder(_manifest(extension, marks))
    builder.set_no_embed()
    signer = _signer(credentials, timestamp_url)
    return bytes(builder.sign(signer, _ANY_TYPE, source, sink))


def sign_inside(
    credentials: Credentials,
    timestamp_url: str | None,
    extension: str,
    marks: Marks,
    source: BinaryIO,
    sink: BinaryIO,
) -> None:
    """Write the file with its manifest inside. Raises SigningError."""
    builder = c2pa.Builder(_manifest(extension, marks))
    builder.sign(_signer(credentials, timestamp_url), FORMATS[extension], source, sink)


def _signer(credentials: Credentials, timestamp_url: str | None) -> c2pa.Signer:
    url = timestamp_url.encode() if timestamp_url else None  # an empty one is an internal error
    algorithm = credentials.algorithm.encode()
    info = c2pa.C2paSignerInfo(algorithm, credentials.chain, credentials.key, url)
    return c2pa.Signer.from_info(info)


def _manifest(extension: str, marks: Marks) -> str:
    created = {
        "action": "c2pa.created",
        "digitalSourceType": iptc_source_type(marks.voices),
        "softwareAgent": {"name": ", ".join(map(id_of, marks.voices))},
    }
    return json.dumps(
        {
            "claim_generator_info": [{"name": WRITER, "version": installed_version()}],
            "title": marks.title,
            "format": FORMATS[extension],
            "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
        }
    )
