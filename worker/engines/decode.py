"""Decodes the audio files that speech services return. Needs no ffmpeg."""

import warnings
from io import BytesIO

import numpy as np
import soundfile

from worker.audio import Samples, resample
from worker.errors import EngineError

with warnings.catch_warnings():
    # pydub warns about a missing ffmpeg, which is not used here, and about a module of old Pythons.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

_SAMPLE_RATES = range(8000, 192_001)


def decode(service: str, file: bytes) -> Samples:
    """Return mono samples at RATE from any format of libsndfile: MP3, WAV, FLAC, Ogg.

    Raises EngineError for anything else; `service` names the sender in its message.
    """
    try:
        frames, rate = soundfile.read(BytesIO(file), dtype="int16", always_2d=True)
    except soundfile.SoundFileError as error:
        raise EngineError(f"{service} returned no audio: {error}") from error
    channels = frames.shape[1]
    if rate not in _SAMPLE_RATES or channels > 2:
        raise EngineError(
            f"{service} must return mono or stereo at 8 to 192 kHz, got {channels} channels at "
            f"{rate} Hz."
        )
    sound = AudioSegment(frames.tobytes(), sample_width=2, frame_rate=rate, channels=channels)
    mono = np.asarray(sound.set_channels(1).get_array_of_samples(), np.float32)
    return resample(mono / np.float32(32768), rate)
