"""A sentence cache with a second level, which the workers of all machines share.

The local cache comes first. What it lacks is looked for in the store, and what is new is written
there behind the job's back. The store costs a sentence at most `READ_TIMEOUT`, and never fails one.
"""

import logging
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as ReadTimeout

from audio_cache.stores.blobs import Blobs
from audio_cache.stores.store import StoreError
from worker.sentence_cache import SentenceCache
from worker.sentence_file import FORMAT, Sentence, pack, unpack

log = logging.getLogger(__name__)

READ_TIMEOUT = 0.25
"""Seconds that a sentence waits for the store. To synthesize one takes about as long."""

PAUSE = 15.0
"""Seconds for which a store that failed or was too slow is not asked."""

MAX_WAITING = 64
"""Sentences that wait to be written. Further ones are not shared."""

_READERS = 4


class SharedSentenceCache:
    """Has the methods of SentenceCache. Any number of threads may use it."""

    def __init__(self, local: SentenceCache, blobs: Blobs) -> None:
        self._local = local
        self._blobs = blobs
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="sentences")
        self._waiting: queue.Queue[tuple[str, Sentence]] = queue.Queue(MAX_WAITING)
        self._paused_until = 0.0
        threading.Thread(target=self._write, name="sentence writer", daemon=True).start()

    def get(self, key: str) -> Sentence | None:
        """Return the sentence, unchanged; None when no level has it, or the store is too slow."""
        if sentence := self._local.get(key):
            return sentence
        sentence = self._read(key)
        if sentence:
            self._local.put(key, sentence)
        return sentence

    def put(self, key: str, sentence: Sentence) -> None:
        """Store a sentence here at once, and in the store later."""
        self._local.put(key, sentence)
        try:
            self._waiting.put_nowait((key, sentence))
        except queue.Full:
            log.debug("the store is too slow: a sentence is not shared")

    def clear(self) -> bool:
        """Give up the space on this machine's disk. Returns whether there was any."""
        return self._local.clear()

    def clear_if_disk_is_full(self) -> None:
        """Give up the space if less than 1 MB is free."""
        self._local.clear_if_disk_is_full()

    def wait(self) -> None:
        """Block until everything is written or given up."""
        self._waiting.join()

    def _read(self, key: str) -> Sentence | None:
        if time.monotonic() < self._paused_until:
            return None
        try:
            content = self._readers.submit(self._blobs.read, _name(key)).result(READ_TIMEOUT)
        except (ReadTimeout, StoreError) as error:
            self._pause(error)
            return None
        return unpack(key, content) if content else None

    def _write(self) -> None:
        while True:
            key, sentence = self._waiting.get()
            try:
                if time.monotonic() >= self._paused_until:
                    self._blobs.write(_name(key), pack(key, sentence))
            except StoreError as error:
                self._pause(error)
            finally:
                self._waiting.task_done()

    def _pause(self, error: Exception) -> None:
        self._paused_until = time.monotonic() + PAUSE
        log.warning("sentences are not shared for a while: %s", str(error) or "too slow")


def _name(key: str) -> str:
    return f"sentences-{FORMAT}/{key}"
