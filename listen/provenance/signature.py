"""A signature that is kept beside an audio, in one of two forms.

`apart`: a manifest of the stored file, which clients fetch from its own URL. `inside`: what to
change in the stored file to get a marked and signed one. The sound is not kept again.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

from audio_cache.rendition import Rendition
from audio_cache.stores.store import Store
from listen.provenance.mark_file import Splice

Form = Literal["apart", "inside"]
APART: Form = "apart"
INSIDE: Form = "inside"

SIGNABLE = ("mp3", "flac", "wav")
"""Formats whose files can have a signature inside."""

_SUFFIXES = {APART: "c2pa", INSIDE: "signed"}


@dataclass(frozen=True)
class Signature:
    """A signature, and what it was made for."""

    audio_sha256: str
    """Of the stored file."""
    signer: str
    """Checksum of the certificate file."""
    marks: str
    """Checksum of the marks; empty for a signature apart."""
    sha256: str
    """Of the bytes that clients get."""
    skip: int
    head_size: int
    content: bytes
    """The manifest; or the bytes before the sound, and those after it."""

    @property
    def splice(self) -> Splice:
        """Return what makes the signed file of the stored one."""
        return Splice(self.content[: self.head_size], self.skip, self.content[self.head_size :])

    def is_for(self, audio_sha256: str, signer: str, marks: str) -> bool:
        """Return whether it was made for this file, by this signer, with these marks."""
        made_for = (self.audio_sha256, self.signer, self.marks)
        return made_for == (audio_sha256, signer, marks)


def keep_signature(store: Store, rendition: Rendition, form: Form, signature: Signature) -> None:
    """Keep a signature beside the audio. Raises StoreError."""
    fields = {name: value for name, value in asdict(signature).items() if name != "content"}
    body = json.dumps(fields).encode() + b"\n" + signature.content
    checksum = hashlib.sha256(body).hexdigest().encode()
    store.attach(rendition.key, _name(rendition, form), checksum + b"\n" + body)


def kept_signature(store: Store, rendition: Rendition, form: Form) -> Signature | None:
    """Return the signature that is kept; None if it is missing or damaged."""
    kept = store.attachment(rendition.key, _name(rendition, form))
    checksum, _, body = (kept or b"").partition(b"\n")
    if not body or hashlib.sha256(body).hexdigest().encode() != checksum:
        return None
    fields, _, content = body.partition(b"\n")
    return Signature(**json.loads(fields), content=content)


def _name(rendition: Rendition, form: Form) -> str:
    return f"{rendition.format}.{_SUFFIXES[form]}"
