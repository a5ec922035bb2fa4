"""The signatures of finished audio, from the store. A process of its own makes those missing."""

import hashlib
import logging
import time
from functools import partial
from pathlib import Path

from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.stores import Store
from listen.errors import Unavailable
from listen.processes.child import SpawnedChild
from listen.processes.pool import NoAnswer, ProcessPool
from listen.provenance.mark_file import Splice
from listen.provenance.signature import APART, INSIDE, SIGNABLE, Form, Signature, kept_signature
from listen.provenance.signing_settings import SigningSettings

log = logging.getLogger(__name__)

_TIMEOUT = 60.0
"""Seconds to sign one file, however busy the machine is. An hour of WAV takes three."""
_QUEUE_TIMEOUT = 20.0
"""Seconds that a request waits for the process."""
_RETRY_AFTER = 60.0
"""Seconds until another attempt to sign a file after a failure."""
_MAX_FAILURES = 1000

_CANNOT_SIGN = "The audio cannot be signed now. Try again later."


class Signatures:
    """Reads signatures, and has those made that are missing."""

    def __init__(self, store: Store, store_url: str, settings: SigningSettings) -> None:
        """`store_url` is the URL at which the process opens the same store."""
        self._store = store
        self._certificate = Path(settings.certificate)
        self._pool = _pool(settings, store_url)
        self._failures: dict[tuple[str, Form], float] = {}

    def apart(self, manifest: Manifest) -> Signature:
        """Return the signature of a stored file. Raises Unavailable."""
        return self._get(manifest, APART, "")

    def inside(self, manifest: Manifest, marked: Splice) -> Signature | None:
        """Return the signature of a file with these marks; None for a format that has none.

        Raises Unavailable.
        """
        if manifest.format not in SIGNABLE or not marked.head:
            return None
        return self._get(manifest, INSIDE, hashlib.sha256(marked.head).hexdigest())

    def close(self) -> None:
        """End the process."""
        self._pool.close()

    def _get(self, manifest: Manifest, form: Form, marks: str) -> Signature:
        rendition = Rendition(manifest.key, manifest.format)
        found = kept_signature(self._store, rendition, form)
        if found is None or not found.is_for(manifest.sha256, self._signer(found), marks):
            self._make(rendition, form, marks)
            found = kept_signature(self._store, rendition, form)
        if found is None or found.audio_sha256 != manifest.sha256 or found.marks != marks:
            raise Unavailable(_CANNOT_SIGN)
        return found

    def _signer(self, found: Signature) -> str:
        """Return the checksum of the certificate. One that is away does not end its signatures."""
        try:
            return hashlib.sha256(self._certificate.read_bytes()).hexdigest()
        except OSError:
            return found.signer

    def _make(self, rendition: Rendition, form: Form, marks: str) -> None:
        """Raises Unavailable."""
        name = (rendition.name, form)
        if time.monotonic() < self._failures.get(name, 0.0):
            raise Unavailable(_CANNOT_SIGN)
        try:
            self._pool.run({"rendition": rendition.name, "form": form, "marks": marks})
        except (NoAnswer, Unavailable) as error:
            log.warning("%s cannot be signed: %s", rendition.name[:12], error)
            if len(self._failures) >= _MAX_FAILURES:
                self._failures.clear()
            self._failures[name] = time.monotonic() + _RETRY_AFTER
            raise Unavailable(_CANNOT_SIGN) from None
        self._failures.pop(name, None)


def _pool(settings: SigningSettings, store_url: str) -> ProcessPool:
    timestamp_url = (settings.timestamp_url,) if settings.timestamp_url else ()
    return ProcessPool(
        partial(
            SpawnedChild,
            "listen.provenance.signature_process",
            store_url,
            settings.certificate,
            settings.key,
            *timestamp_url,
        ),
        size=1,
        timeout=_TIMEOUT,
        queue_timeout=_QUEUE_TIMEOUT,
    )
