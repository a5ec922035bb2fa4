"""An audio that a worker makes before it is ready, and throws away.

The first audio of a process takes 0.3 s longer to begin than the next ones: modules, tables and
models are loaded when they are first used.
"""

import logging

from audio_cache.formats import MP3
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import MemoryStore, StoreError
from audio_cache.timing import Timing
from worker.errors import WorkerError
from worker.pipeline import PipelineContext, produce
from worker.sentence_cache import NoSentenceCache
from worker.synthesize import Synthesizer
from worker.voices import Voices
from worker.watchdog import Watchdog

log = logging.getLogger(__name__)

_BLOCKS = (
    Block("title", "Ready to record"),
    Block("paragraph", "On 3 May, 1,250 people crossed the bridge. It cost $2.5m, 10% less."),
)
"""Has numbers, and a homograph: record."""


class _Progress:
    """Nobody but the watchdog follows a rehearsal."""

    def __init__(self, watchdog: Watchdog) -> None:
        self.checkpoint = watchdog.reset

    def begin(self, total: int) -> None:
        pass

    def segment(self, timing: Timing, cached: bool) -> None:
        pass

    def audio(self, chunk: bytes) -> None:
        pass


def rehearse(voices: Voices, watchdog: Watchdog) -> None:
    """Make an audio with the first offline voice, if there is one. A failure is logged.

    The watchdog exits the process if the engine hangs, as it does in a job.
    """
    voice = next((voice for voice in voices.all() if voice.offline), None)
    if voice is None:
        return
    spec = SpeechSpec(blocks=_BLOCKS, language="en", voice=voice.reference, speed=100)
    context = PipelineContext(Synthesizer(NoSentenceCache()), MemoryStore(), _Progress(watchdog))
    watchdog.reset()
    try:
        produce(spec, MP3, voices.plan(spec), context)
    except (WorkerError, StoreError) as error:
        log.warning("the rehearsal with %s failed: %s", voice.id, error)
    finally:
        watchdog.disarm()
