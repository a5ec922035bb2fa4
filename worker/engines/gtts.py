"""gTTS: Google Translate's voices, some seventy languages, over the network.

The text leaves this machine. Segments are short enough for one request each, because gTTS
would cut longer ones at any space.
"""

import warnings
from importlib.metadata import version
from io import BytesIO
from typing import Self

import numpy as np
import soundfile
from gtts import gTTS
from gtts.lang import tts_langs
from gtts.tts import gTTSError
from redis import Redis

from audio_cache.voice import Voice
from worker.audio import RATE, Samples
from worker.config import WorkerConfig
from worker.errors import EngineError, EngineUnavailable

with warnings.catch_warnings():
    # pydub asks for a system ffmpeg, which is not used here, and for a module of old Pythons.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

_TIMEOUT = (3.0, 10.0)
"""Seconds to connect, and to wait for the answer."""

_MAX_CHARACTERS = 100
"""What Google's endpoint takes in one request."""

_OVERLOADED = 429


class GttsEngine:
    parallel = 1

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        return cls()

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="gtts",
                name=language,
                revision=version("gTTS"),
                languages=(language.partition("-")[0].lower(),),
                scripts=(),
                sample_rate=RATE,
                letters_per_second=12.0,
                max_characters=_MAX_CHARACTERS,
                offline=False,
                licence="online service, Google's terms",
            )
            for language in tts_langs()
        ]

    def warm(self) -> None:
        pass

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        """Google's pace cannot be chosen: `speed` is left to a later stage."""
        mp3 = BytesIO()
        try:
            gTTS(
                text,
                lang=voice,
                lang_check=False,
                timeout=_TIMEOUT,
                pre_processor_funcs=[],  # they only add white space, and so a request
            ).write_to_fp(mp3)
        except gTTSError as error:
            status = getattr(error.rsp, "status_code", None)
            if status is None or status == _OVERLOADED or status >= 500:
                raise EngineUnavailable(f"Google Translate does not answer: {error}") from error
            raise EngineError(f"Google Translate refuses: {error}") from error
        except AssertionError as error:  # gTTS found nothing to speak
            raise EngineError(f"gTTS finds nothing to speak in {text[:40]!r}.") from error
        return _decode(mp3.getvalue())

    def gain(self, voice: str, speed: float) -> float:
        return 0.0


def _decode(mp3: bytes) -> Samples:
    try:
        frames, rate = soundfile.read(BytesIO(mp3), dtype="int16", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise EngineError(f"Google Translate answered with no audio: {error}") from error
    sound = AudioSegment(
        frames.tobytes(), sample_width=2, frame_rate=rate, channels=frames.shape[1]
    )
    mono = sound.set_channels(1).set_frame_rate(RATE).get_array_of_samples()
    return np.asarray(mono, dtype=np.float32) / np.float32(32768)
