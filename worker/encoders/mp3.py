"""MP3 at a constant bit rate, sample-exact in players that read LAME's tag.

Every frame has 576 samples (24 ms) in 192 bytes, so bytes and time are proportional.
audio_cache/live_format.py declares these facts for the player. The first frame is silent and
contains the `Info` tag, whose numbers are known only at the end. The stream begins with a
placeholder; `head` is the final frame. The tag consists of Xing's fields, then LAME's
(http://gabriel.mp3-tech.org/mp3infotag.html).

Two properties of LAME: frames use bytes of earlier frames (the bit reservoir), so its output can
end within a frame and is cut to whole frames here. And at 64 kbit/s it scales the samples by 0.95
(-0.45 dB), which the gain of the voices compensates.
"""

import struct

import lameenc

from worker.audio import RATE, Pcm

KBIT_PER_SECOND = 64
QUALITY = 7
"""LAME's fastest; 2 is its best."""

FRAME_SAMPLES = 576
FRAME_BYTES = 192
DELAY = 576
"""Samples of silence that LAME inserts before the sound. Decoders add 529, and skip these
themselves."""

HEADER = bytes.fromhex("fff384c4")  # MPEG-2 layer III, no CRC, 64 kbit/s, 24 kHz, mono
SIDE_INFO = bytes(9)  # all zero: silent, without bytes of earlier frames
PERCENT = range(100)


class Mp3Encoder:
    """Encodes 64 kbit/s mono at RATE, in whole frames."""

    def __init__(self) -> None:
        self.samples = 0
        self._frames = 0
        self._unsent = bytearray(_info_frame())
        self._lame = lameenc.Encoder()
        self._lame.set_in_sample_rate(RATE)
        self._lame.set_channels(1)
        self._lame.set_bit_rate(KBIT_PER_SECOND)
        self._lame.set_quality(QUALITY)

    def encode(self, pcm: Pcm) -> bytes:
        """Return the complete frames, after the placeholder. They lag by at most 80 ms."""
        self.samples += len(pcm)
        self._unsent += self._lame.encode(pcm.astype("<i2", copy=False).tobytes())
        return self._take(len(self._unsent) // FRAME_BYTES)

    def finish(self) -> bytes:
        """Return the last frames. A file without samples is valid and lasts 0 s."""
        self._unsent += self._lame.encode(b"")  # LAME cannot flush before the first call
        self._unsent += self._lame.flush()
        return self._take(len(self._unsent) // FRAME_BYTES)

    def head(self) -> bytes:
        """Return the Info frame with the counts, and with the silence that players must skip."""
        return _info_frame(self._frames - 1, self.samples)

    def _take(self, frames: int) -> bytes:
        taken = bytes(self._unsent[: frames * FRAME_BYTES])
        del self._unsent[: len(taken)]
        self._frames += frames
        return taken


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
