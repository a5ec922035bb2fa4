"""Decodes the audio that speech services return. Needs no ffmpeg."""

import struct
import warnings
from io import BytesIO
from typing import Any

import numpy as np
import soundfile

from worker.audio import Samples, resample
from worker.engines.raw_pcm import RawPcm
from worker.errors import EngineError

with warnings.catch_warnings():
    # pydub warns about a missing ffmpeg, which is not used here, and about a module of old Pythons.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

Frames = np.ndarray[Any, np.dtype[np.int16]]

_SAMPLE_RATES = range(8000, 192_001)
_FULL_SCALE = 32767


def decode(service: str, content: bytes, raw: RawPcm | None = None) -> Samples:
    """Return mono samples at RATE from any format of libsndfile: MP3, WAV, FLAC, Ogg.

    With `raw`, the content is samples without a header. Raises EngineError for anything else;
    `service` names the sender in its message.
    """
    try:
        frames, rate = _read_raw(content, raw) if raw else _read_file(content)
    except soundfile.LibsndfileError as error:
        raise EngineError(f"{service} returned no audio: {error.error_string}") from error
    except soundfile.SoundFileError as error:
        raise EngineError(f"{service} returned no audio: {error}") from error
    channels = frames.shape[1]
    if rate not in _SAMPLE_RATES or channels > 2:
        raise EngineError(
            f"{service} must return mono or stereo at 8 to 192 kHz, got {channels} channels at "
            f"{rate} Hz."
        )
    if not len(frames):
        raise EngineError(f"{service} returned no audio: it has no samples.")
    sound = AudioSegment(frames.tobytes(), sample_width=2, frame_rate=rate, channels=channels)
    mono = np.asarray(sound.set_channels(1).get_array_of_samples(), np.float32)
    return resample(mono / np.float32(32768), rate)


def _read_file(content: bytes) -> tuple[Frames, int]:
    """Return frames of 16 bits, shape (length, channels), and the rate in Hz."""
    with soundfile.SoundFile(BytesIO(_with_size(content))) as file:
        if file.subtype not in ("FLOAT", "DOUBLE"):
            return file.read(dtype="int16", always_2d=True), file.samplerate
        # libsndfile converts floats between -1 and 1 to the integers -1, 0 and 1.
        frames = np.nan_to_num(file.read(dtype="float64", always_2d=True))
        return np.round(frames.clip(-1, 1) * _FULL_SCALE).astype(np.int16), file.samplerate


def _read_raw(content: bytes, raw: RawPcm) -> tuple[Frames, int]:
    frame_size = 2 * max(raw.channels, 1)
    whole = content[: len(content) // frame_size * frame_size]
    return np.frombuffer(whole, "<i2").reshape(-1, max(raw.channels, 1)), raw.rate


def _with_size(content: bytes) -> bytes:
    """Return the file; one in WAV whose header has the size 0 with the size that it has.

    Servers that stream cannot know it. libsndfile itself handles the other placeholder, -1.
    """
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        return content
    start = 12
    while start + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, start)
        if name == b"data":
            rest = len(content) - start - 8
            if size:
                return content
            return content[: start + 4] + struct.pack("<I", rest) + content[start + 8 :]
        start += 8 + size + size % 2
    return content
