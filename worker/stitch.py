"""Puts the segments one after another on the article's clock."""

from audio_cache.manifest import Timing
from worker.audio import RATE, Pcm, silence
from worker.script.script import Segment


class Timeline:
    """The clock counts samples, so that no error adds up over a long article."""

    def __init__(self) -> None:
        self.samples = 0
        self.timings: list[Timing] = []

    def place(self, segment: Segment, pcm: Pcm) -> list[Pcm]:
        """What to encode next: the segment and the pause after it."""
        pause = silence(segment.pause)
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
