"""Puts the segments one after another on the article's clock."""

import numpy as np

from audio_cache.manifest import Timing
from worker.audio import RATE, Pcm, silence
from worker.loudness import Loudness, LoudnessMeter
from worker.script.script import Segment

_FIRST_PIECE = 2 * RATE // 5
"""Samples: enough for a tenth of a second to be heard, behind the delay of encoder and decoder."""


class Timeline:
    """The clock counts samples, so that no error adds up over a long article."""

    def __init__(self) -> None:
        self.samples = 0
        self.timings: list[Timing] = []
        self.cached = 0
        """Segments that had been spoken before."""
        self.retried = 0
        """Segments that were spoken in parts."""
        self.silent = 0
        """Segments that the voice has no sound for."""
        self._meter = LoudnessMeter()

    def loudness(self, gain_db: float) -> float | None:
        """LUFS, integrated, of a file that is so much louder; None for the short or silent."""
        loudness = self._meter.integrated()
        return None if loudness is None else loudness + gain_db

    def true_peak(self) -> float | None:
        """dBTP."""
        return self._meter.true_peak()

    def account(self, loudness: Loudness, pause: float) -> None:
        """Of the segment placed last, with the seconds of silence after it."""
        self._meter.add(loudness, len(silence(pause)))

    def place(self, segment: Segment, pcm: Pcm) -> list[Pcm]:
        """What to encode next: the segment and the pause after it.

        The article's first piece is short: the reader hears it while the rest is encoded.
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
        return [sound[:_FIRST_PIECE], sound[_FIRST_PIECE:]] if is_first else [sound]
