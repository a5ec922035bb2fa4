"""Places segments one after another on the timeline of the article."""

import numpy as np

from audio_cache.timing import Timing
from worker.audio import RATE, Pcm, silence
from worker.loudness import Loudness, LoudnessMeter
from worker.script.script import Segment

_FIRST_CHUNK = 2 * RATE // 5
"""Samples: enough for 0.1 s to be audible, after the delay of encoder and decoder."""


class Timeline:
    """Position, timings and measurements of an article's audio.

    Positions are counted in samples, so that no rounding error accumulates over a long article.
    """

    def __init__(self) -> None:
        self.samples = 0
        self.timings: list[Timing] = []
        self.cached = 0
        """Segments that came from the sentence cache."""
        self.retried = 0
        """Segments that were synthesized in parts."""
        self.silent = 0
        """Segments that the voice has no sound for."""
        self._meter = LoudnessMeter()

    def loudness(self, gain_db: float) -> float | None:
        """Return the integrated LUFS of a file that is `gain_db` louder than the samples.

        None for audio that is silent or too short.
        """
        loudness = self._meter.integrated()
        return None if loudness is None else loudness + gain_db

    def true_peak(self) -> float | None:
        """Return dBTP; None for digital silence."""
        return self._meter.true_peak()

    def measure(self, loudness: Loudness, pause: float) -> None:
        """Add the loudness of the segment placed last, and the seconds of silence after it."""
        self._meter.add(loudness, len(silence(pause)))

    def place(self, segment: Segment, pcm: Pcm) -> list[Pcm]:
        """Record the timing of a segment, and return it with its pause, in chunks to encode.

        The first chunk of an article is short: the reader hears it while the rest is encoded.
        """
        sound = np.concatenate([pcm, silence(segment.pause)])
        self.timings.append(
            Timing(
                block=segment.block,
                sentence=segment.sentence,
                start=segment.start,
                end=segment.end,
                start_time=round(self.samples / RATE, 6),
                end_time=round((self.samples + len(pcm)) / RATE, 6),
            )
        )
        is_first = self.samples == 0
        self.samples += len(sound)
        return [sound[:_FIRST_CHUNK], sound[_FIRST_CHUNK:]] if is_first else [sound]
