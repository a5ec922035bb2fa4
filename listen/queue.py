"""Asks the workers for audio: the only part of the web that knows their queue."""

from audio_cache.key import key_of
from audio_cache.queue import PRIORITIES, JobQueue, queue_name
from audio_cache.spec import SpeechSpec
from audio_cache.state import AudioState, States
from audio_cache.voice import engine_of

CLICK = PRIORITIES[0]
"""The priority of a reader who waits."""


class AudioQueue:
    """Every method raises redis.RedisError when Redis is away."""

    def __init__(self, jobs: JobQueue, states: States) -> None:
        self._jobs = jobs
        self._states = states

    def ask(self, spec: SpeechSpec, priority: str) -> None:
        """Has the audio made, unless it is being made already.

        A caller that dies between the two steps loses nothing: the workers' sweep finds what
        is wanted and not queued.
        """
        key = key_of(spec)
        queue = queue_name(priority, engine_of(spec.voice))
        if self._states.request(key, spec.to_json(), queue):
            self._jobs.enqueue(key, queue)

    def state(self, key: str) -> AudioState | None:
        return self._states.get(key)
