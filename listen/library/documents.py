"""The documents of finished audio, from the store. Missing and damaged ones are made again."""

from functools import partial

from audio_cache.stores import Store
from listen.errors import NotFinished, Unavailable
from listen.library.audio import Audio
from listen.processes.child import SpawnedChild
from listen.processes.pool import NoAnswer, ProcessPool

_TIMEOUT = 20.0
"""Seconds to make the documents of one audio, however busy the machine is."""

_QUEUE_TIMEOUT = 10.0
"""Seconds that a request waits for the process before the answer is 503."""


class Documents:
    """Reads documents. A process of its own makes again those that are missing or damaged."""

    def __init__(self, store: Store, store_url: str) -> None:
        """`store_url` is the URL at which the process opens the same store."""
        self._store = store
        self._pool = ProcessPool(
            partial(SpawnedChild, "listen.library.document_process", store_url),
            size=1,
            timeout=_TIMEOUT,
            queue_timeout=_QUEUE_TIMEOUT,
        )

    def get(self, audio: Audio, name: str) -> bytes:
        """Return a compressed document of an audio.

        Raises NotFinished if the audio is not finished or its documents are lost, and Unavailable
        if they cannot be made again now.
        """
        if audio.manifest is None:
            raise NotFinished("This is available when the audio is finished.")
        document = self._store.document(audio.rendition, name)
        if document is None:
            self._restore(audio)
            document = self._store.document(audio.rendition, name)
        if document is None:
            raise NotFinished("The stored audio is damaged. Request it again.")
        return document

    def close(self) -> None:
        """End the process."""
        self._pool.close()

    def _restore(self, audio: Audio) -> None:
        try:
            self._pool.run({"rendition": audio.rendition.name})
        except NoAnswer:
            raise Unavailable("The documents of this audio could not be made now.") from None
