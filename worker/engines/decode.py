"""Sound files, as speech services answer with, into samples. No ffmpeg is needed."""

import warnings
from io import BytesIO

import numpy as np
import soundfile

from worker.audio import Samples, resample
from worker.errors import EngineError

with warnings.catch_warnings():
    # pydub asks for a system ffmpeg, which is not used here, and for a module of old Pythons.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

_RATES = range(8000, 192_001)


def decode(service: str, file: bytes) -> Samples:
    """At RATE; of any format that libsndfile reads: MP3, WAV, FLAC, Ogg.

    Raises EngineError for what is none, in the service's name.
    """
    try:
        frames, rate = soundfile.read(BytesIO(file), dtype="int16", always_2d=True)
    except soundfile.SoundFileError as error:
        raise EngineError(f"{service} answered with no audio: {error}") from error
    channels = frames.shape[1]
    if rate not in _RATES or channels > 2:
        raise EngineError(f"{service} answered with {channels} channels at {rate} Hz.")
    sound = AudioSegment(frames.tobytes(), sample_width=2, frame_rate=rate, channels=channels)
    mono = np.asarray(sound.set_channels(1).get_array_of_samples(), np.float32)
    return resample(mono / np.float32(32768), rate)
