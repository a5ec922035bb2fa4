"""Frame layout of a live MP3 stream, which the encoder produces and the player seeks by."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LiveFormat:
    """A stream of frames of equal size and duration, so that time maps to a byte offset.

    The stream begins with placeholder frames: silence that holds the (empty) Info tag. Frame `i` of
    the sound starts at byte `(placeholder_frames + i) * frame_bytes`. A live stream cannot announce
    its delays, so a player must subtract them; the Info tag of the finished file announces them.
    """

    sample_rate: int
    """Hz."""
    frame_bytes: int
    frame_samples: int
    placeholder_frames: int
    """Frames before the first frame with sound, each as large and as long as the others."""
    encoder_delay: int
    """Samples of silence that the encoder puts before the sound."""
    decoder_delay: int
    """Samples of silence that every MP3 decoder puts before its output."""

    @property
    def frame_seconds(self) -> float:
        return self.frame_samples / self.sample_rate

    @property
    def encoder_delay_seconds(self) -> float:
        return self.encoder_delay / self.sample_rate

    @property
    def decoder_delay_seconds(self) -> float:
        return self.decoder_delay / self.sample_rate


LIVE_MP3 = LiveFormat(
    sample_rate=24_000,
    frame_bytes=192,
    frame_samples=576,
    placeholder_frames=1,
    encoder_delay=576,
    decoder_delay=529,
)
"""MPEG-2 layer III at a constant 64 kbit/s, as worker/encoders/mp3.py writes it."""
