"""MP3 at a constant bit rate, sample-exact in players that read LAME's tag.

Every frame has 576 samples (24 ms) in 192 bytes, so bytes and time are proportional.
audio_cache/live_format.py declares these facts for the player. The first frame is silent and
contains the `Info` tag, whose numbers are known only at the end. The stream begins with a
placeholder; `head` is the final frame. The tag consists of Xing's fields, then LAME's
(http://gabriel.mp3-tech.org/mp3infotag.html).

Each segment is encoded by itself. Its frames use no bytes of earlier ones (an encoder begins with
an empty bit reservoir), and there is silence where they meet. So the frames of a segment depend on
its samples only, and fit into any file. They are two more than its samples fill, because encoder
and decoder delay the sound by 1105 samples: these two are in the silence that follows.

Two properties of LAME: its output can end within a frame and is cut to whole frames here. And at
64 kbit/s it scales the samples by 0.95 (-0.45 dB), which the gain of the voices compensates.
"""

import struct

import lameenc

from worker.audio import GRID, MIN_PAUSE, RATE, Pcm, silence
from worker.encoders.encoder import Encoder
from worker.encoders.segment_codec import SegmentCodec

KBIT_PER_SECOND = 64
QUALITY = 7
"""LAME's fastest; 2 is its best."""

FRAME_SAMPLES = GRID
FRAME_BYTES = 192
DELAY = 576
"""Samples of silence that LAME inserts before the sound."""
DECODER_DELAY = 529
"""Samples that decoders add, and skip themselves."""

HEADER = bytes.fromhex("fff384c4")  # MPEG-2 layer III, no CRC, 64 kbit/s, 24 kHz, mono
SIDE_INFO = bytes(9)  # all zero: silent, without bytes of earlier frames
PERCENT = range(100)
_SILENT_FRAME = (HEADER + SIDE_INFO).ljust(FRAME_BYTES, b"\0")


class Mp3Encoder(Encoder):
    """Encodes 64 kbit/s mono at RATE, in whole frames."""

    def __init__(self) -> None:
        super().__init__()
        self._frames = 0
        """Frames returned so far, after the placeholder."""
        self._placeholder = _info_frame()
        self._segment: _Segment | None = None

    def encode(self, pcm: Pcm) -> bytes:
        """Return the complete frames, after the placeholder. They lag by at most 80 ms."""
        if not len(pcm):
            return self._count(b"")
        self.samples += len(pcm)
        if self._segment is None:
            self._segment = _Segment()
        return self._count(self._segment.encode(pcm))

    def pause(self, samples: int) -> bytes:
        """End a segment, if the next one begins at a multiple of GRID after MIN_PAUSE or more."""
        if samples < MIN_PAUSE or (self.samples + samples) % GRID:
            return self.encode(silence(samples))
        last = self._end_segment()
        self.samples += samples
        return last + self._count(_SILENT_FRAME * (self.samples // FRAME_SAMPLES - self._frames))

    def splice(self, encoded: bytes, samples: int) -> bytes:
        """Continue with the frames of a segment."""
        if self._segment is not None:
            raise ValueError("The segment before has not ended.")
        self.samples += samples
        return self._count(encoded)

    def finish(self) -> bytes:
        """Return the last frames. A file without samples is valid and lasts 0 s."""
        last = self._end_segment()
        frames = -(-(self.samples + DELAY + DECODER_DELAY) // FRAME_SAMPLES)
        return last + self._count(_SILENT_FRAME * (frames - self._frames))

    def head(self) -> bytes:
        """Return the Info frame with the counts, and with the silence that players must skip."""
        return _info_frame(self._frames, self.samples)

    def _end_segment(self) -> bytes:
        segment, self._segment = self._segment, None
        return self._count(b"" if segment is None else segment.finish())

    def _count(self, frames: bytes) -> bytes:
        """Return the frames, after the placeholder if they are the first."""
        placeholder, self._placeholder = self._placeholder, b""
        self._frames += len(frames) // FRAME_BYTES
        return placeholder + frames


class _Segment:
    """Encodes the samples of one segment into frames of its own."""

    def __init__(self) -> None:
        self._samples = 0
        self._unsent = bytearray()
        self._lame = lameenc.Encoder()
        self._lame.set_in_sample_rate(RATE)
        self._lame.set_channels(1)
        self._lame.set_bit_rate(KBIT_PER_SECOND)
        self._lame.set_quality(QUALITY)

    def encode(self, pcm: Pcm) -> bytes:
        """Return the frames that are complete."""
        self._samples += len(pcm)
        self._unsent += self._lame.encode(pcm.astype("<i2", copy=False).tobytes())
        taken = bytes(self._unsent[: len(self._unsent) // FRAME_BYTES * FRAME_BYTES])
        del self._unsent[: len(taken)]
        return taken

    def finish(self) -> bytes:
        """Return the rest of the frames."""
        frames = self.encode(silence(-self._samples % FRAME_SAMPLES))
        return frames + bytes(self._unsent) + bytes(self._lame.flush())


def _encode_segment(pcm: Pcm) -> bytes:
    """Return the frames that an Mp3Encoder makes of the samples."""
    if not len(pcm):
        return b""
    segment = _Segment()
    return segment.encode(pcm) + segment.finish()


MP3_SEGMENTS = SegmentCodec(f"mp3 {KBIT_PER_SECOND} {QUALITY}", _encode_segment, decode=None)


def _info_frame(frames: int = 0, samples: int = 0) -> bytes:
    """Return the frame with the tag. `frames` counts those with sound; 0 gives the placeholder."""
    tag = HEADER + SIDE_INFO + b"Info"
    if not frames:
        return (tag + struct.pack(">I", 0)).ljust(FRAME_BYTES, b"\0")
    size = (frames + 1) * FRAME_BYTES
    tag += struct.pack(">III", 0b1111, frames, size)  # all four fields: these two, TOC, quality
    tag += bytes(256 * (FRAME_BYTES + i * frames * FRAME_BYTES // 100) // size for i in PERCENT)
    tag += struct.pack(">I", 0)  # quality, unknown
    padding = frames * FRAME_SAMPLES - DELAY - samples
    tag += struct.pack(
        ">9sBBI2HBB3sBBHIH",
        b"LAME3.100",
        0x01,  # revision 0, constant bit rate
        0,  # lowpass, unknown
        0,  # peak and two replay gains, unknown
        0,
        0,
        0,  # encoding flags
        KBIT_PER_SECOND,
        (DELAY << 12 | padding).to_bytes(3, "big"),
        0,  # mono, from a rate of at most 32 kHz
        0,  # gain changed after encoding
        0,  # preset
        size,
        0,  # CRC of the sound, unknown
    )
    return (tag + struct.pack(">H", _crc16(tag))).ljust(FRAME_BYTES, b"\0")


def _crc16(message: bytes) -> int:
    """Return the CRC-16/ARC of the tag up to its CRC."""
    crc = 0
    for byte in message:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
