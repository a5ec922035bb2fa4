"""Places segments one after another on the timeline of the article."""

from audio_cache.timing import Timing
from worker.audio import GRID, MIN_PAUSE, RATE
from worker.loudness import Loudness, LoudnessMeter
from worker.script.script import Segment


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

    def measure(self, loudness: Loudness, pause: int) -> None:
        """Add the loudness of the segment placed last, and the samples of silence after it."""
        self._meter.add(loudness, pause)

    def place(self, segment: Segment, samples: int) -> int:
        """Record the timing of a segment's sound. Returns the samples of silence after it.

        The next segment begins at the multiple of GRID that is closest to the end of the pause.
        """
        end = self.samples + samples
        nearest = round((end + segment.pause * RATE) / GRID)
        following = GRID * max(nearest, -(-(end + MIN_PAUSE) // GRID))
        self.timings.append(
            Timing(
                block=segment.block,
                sentence=segment.sentence,
                start=segment.start,
                end=segment.end,
                start_time=round(self.samples / RATE, 6),
                end_time=round(end / RATE, 6),
            )
        )
        self.samples = following
        return following - end
