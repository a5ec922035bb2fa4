"""Puts the segments one after another on the article's clock."""

from audio_cache.manifest import Timing
from worker.audio import RATE, Pcm, silence
from worker.loudness import LoudnessMeter
from worker.script.script import Segment
from worker.sentence_cache import Sentence


class Timeline:
    """The clock counts samples, so that no error adds up over a long article."""

    def __init__(self) -> None:
        self.samples = 0
        self.timings: list[Timing] = []
        self.cached = 0
        """Segments that had been spoken before."""
        self.retried = 0
        """Segments that were spoken in parts."""
        self._meter = LoudnessMeter()

    def loudness(self, gain_db: float) -> float | None:
        """LUFS, integrated, of a file that is so much louder; None for the short or silent."""
        loudness = self._meter.integrated()
        return None if loudness is None else loudness + gain_db

    def true_peak(self) -> float | None:
        """dBTP."""
        return self._meter.true_peak()

    def place(self, segment: Segment, sentence: Sentence) -> list[Pcm]:
        """What to encode next: the segment and the pause after it."""
        pcm, pause = sentence.pcm, silence(segment.pause)
        self._meter.add(sentence.loudness, len(pause))
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
        self.samples += len(pcm) + len(pause)
        return [pcm, pause]
