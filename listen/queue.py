"""Asks the workers for audio: the only part of the web that knows their queue."""

from collections.abc import Callable, Iterable

from audio_cache.formats import MP3, name_of
from audio_cache.key import key_of
from audio_cache.queue import JobQueue, is_more_urgent, queue_name
from audio_cache.spec import SpeechSpec
from audio_cache.state import AudioState, States
from audio_cache.voice import engine_of


class AudioQueue:
    """Every method raises redis.RedisError when Redis is away."""

    def __init__(
        self,
        jobs: JobQueue,
        states: States,
        successors: Callable[[SpeechSpec], Iterable[SpeechSpec]] = lambda spec: (),
    ) -> None:
        """`successors` of a spec are made instead when its voice fails: the first, and so on."""
        self._jobs = jobs
        self._states = states
        self._successors = successors

    def ask(self, spec: SpeechSpec, priority: str, extension: str = MP3, seen: str = "") -> None:
        """Has the audio made; if it is being made already, with at least this priority.

        `seen` is its state when the caller found that it had to be made: if it has ended since,
        that is what the caller finds now.

        A caller that dies between two steps loses nothing: the workers' sweep finds what is wanted
        and not queued. A job that runs sees its priority rise, and comes back with it.
        """
        name = name_of(key_of(spec), extension)
        queue = queue_name(priority, engine_of(spec.voice))
        in_line = [successor.to_json() for successor in self._successors(spec)]
        if self._states.request(name, spec.to_json(), queue, in_line, seen):
            self._jobs.enqueue(name, queue)
            return
        state = self._states.get(name)
        if state is not None and is_more_urgent(queue, state.queue):
            self._states.raise_to(name, queue)
            self._jobs.move(name, state.queue, queue)

    def state(self, name: str) -> AudioState | None:
        return self._states.get(name)
