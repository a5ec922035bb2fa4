"""MP3 of one constant bit rate, exact to the sample in players that read LAME's tag.

Every frame is 576 samples (24 ms) in 192 bytes, so that bytes and time are proportional. The first
frame is silent and holds the `Info` tag, whose numbers are known only at the end: the stream begins
with an empty one, and `head` is the true one for the finished file. Tag: Xing's fields, then LAME's
(http://gabriel.mp3-tech.org/mp3infotag.html).

Two properties of LAME: frames borrow room from earlier ones (the bit reservoir), so its output ends
anywhere in a frame and is cut to whole ones here; and at 64 kbit/s it turns the sound down to 95 %
(-0.45 dB), which the voices' gain allows for.
"""

import struct

import lameenc

from worker.audio import RATE, Pcm

KBIT_PER_SECOND = 64
QUALITY = 7
"""LAME's fastest. Its best is 2."""

FRAME_SAMPLES = 576
FRAME_BYTES = 192
DELAY = 576
"""Samples of silence that LAME puts before the sound. Decoders add 529 and know about those."""

HEADER = bytes.fromhex("fff384c4")  # MPEG-2 layer III, no CRC, 64 kbit/s, 24 kHz, mono
SIDE_INFO = bytes(9)  # all zero: no sound, and nothing borrowed
PERCENT = range(100)


class Mp3Encoder:
    """64 kbit/s mono at RATE, in whole frames."""

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
        """The frames now complete, the empty Info frame first; at most 80 ms lag behind."""
        self.samples += len(pcm)
        self._unsent += self._lame.encode(pcm.astype("<i2", copy=False).tobytes())
        return self._take(len(self._unsent) // FRAME_BYTES)

    def finish(self) -> bytes:
        """The last frames. Without any samples the file is valid and lasts 0 s."""
        self._unsent += self._lame.encode(b"")  # LAME refuses to flush what never began
        self._unsent += self._lame.flush()
        return self._take(len(self._unsent) // FRAME_BYTES)

    def head(self) -> bytes:
        """The Info frame with the counts, and with the silence that players leave out."""
        return _info_frame(self._frames - 1, self.samples)

    def _take(self, frames: int) -> bytes:
        taken = bytes(self._unsent[: frames * FRAME_BYTES])
        del self._unsent[: len(taken)]
        self._frames += frames
        return taken


def _info_frame(frames: int = 0, samples: int = 0) -> bytes:
    """`frames` counts those with sound; 0 leaves every field out."""
    tag = HEADER + SIDE_INFO + b"Info"
    if not frames:
        return (tag + struct.pack(">I", 0)).ljust(FRAME_BYTES, b"\0")
    size = (frames + 1) * FRAME_BYTES
    tag += struct.pack(">III", 0b1111, frames, size)  # all four fields: these two and
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
    """CRC-16/ARC, of the tag up to its CRC."""
    crc = 0
    for byte in message:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
