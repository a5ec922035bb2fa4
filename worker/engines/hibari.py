"""hibari: a small neural English voice, a hundred times faster than real time.

Only its phonemizer and its model are used, not its text normalizer and its sentence splitter: the
text arrives verbalized, and a segment is one utterance. Voices without a model on this machine are
not offered, because hibari would download the model in the middle of a sentence.
"""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import numpy as np
from hibari import Hibari, voices
from hibari.voices import VOICES, voice_path

from audio_cache.voice import Voice
from worker.audio import Samples, trim
from worker.config import WorkerConfig
from worker.downloads.client import Client
from worker.downloads.download import Announce, RemoteFile, download
from worker.engines import calibrate
from worker.engines.engine import Engine
from worker.engines.hibari_model import HibariModel
from worker.engines.hibari_noise import RepeatedNoise
from worker.engines.hibari_text import phonemize
from worker.errors import DownloadError

_LICENCE = "Apache-2.0"

_SETTINGS = "9"
"""Part of the revision: must be raised when the seed, the gain or the splitting below changes, and
when worker/names or worker/script/homographs does."""

_MAX_PHONEMES = 510
"""The longest utterance of the voices that this one was distilled from."""

_SEED = 0
_GAINS = {"heart": 7.5}
_GAIN_PER_SPEED = 0.8
"""dB at the normal pace, and dB added per unit of speed away from it, where the voice is softer.
Measured by articles, to give -19 LUFS after encoding. Other voices are measured when they are
loaded."""

_CALIBRATION = (
    "The bridge was closed on Monday, and nobody knew why. Two men in a small boat rowed out to "
    "look at it. They found a door in the water, with a number and a name, and brought it home."
)
_BIAS = -0.7
"""LU by which articles are louder than this text, which has no pauses."""

_WARM_TEXT = "Ready to read Zorvaltin."
"""Has a name that nobody knows, so that all that knows names is loaded."""


class HibariEngine(Engine):
    """Runs the models of this machine in this process."""

    concurrency = 2
    """One thread that has a core to itself uses half of another: two take 0.55 of the time."""

    def __init__(self) -> None:
        self._models: dict[str, HibariModel] = {}
        self._gains = dict(_GAINS)
        self._noise = RepeatedNoise(_SEED)

    @classmethod
    def fetch(cls, config: WorkerConfig, voice: str, announce: Announce) -> Path:
        """Download the model unless it is on this machine."""
        properties = VOICES.get(voice)
        if properties is None:
            raise DownloadError(f"hibari has the voices {', '.join(VOICES)}")
        if properties.get("bundled"):
            return Path(voice_path(voice))
        file = RemoteFile(
            voices.BASE_URL + properties["file"],
            properties["bytes"],
            "sha256",
            properties["sha256"],
        )
        report = announce(f"{voice}: {file.size / 1e6:.1f} MB, licence: {_LICENCE}", file.size)
        path = Path(voices.cache_dir(), properties["file"])
        with Client() as client:
            download(client, file, path, report)
        return path

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="hibari",
                name=name,
                revision=f"{version('hibari-tts')}-{_SETTINGS}",
                languages=("en",),
                scripts=("Latin", "Greek"),
                sample_rate=Hibari.sample_rate,
                letters_per_second=14.3,
                max_characters=350,
                offline=True,
                licence=_LICENCE,
                gender=properties["gender"],
                ipa=True,
            )
            for name, properties in VOICES.items()
            if _is_installed(name)
        ]

    def warm(self) -> None:
        for voice in self.voices():
            self.synthesize(_WARM_TEXT, voice.name, 1.0)
            self.gain(voice.name, 1.0)

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        model = self._model(voice)
        phonemes = phonemize(text, VOICES[voice]["british"])
        chunks = [model.speak(chunk, speed) for chunk in _split(phonemes)]
        return chunks[0] if len(chunks) == 1 else np.concatenate([trim(c) for c in chunks])

    def gain(self, voice: str, speed: float) -> float:
        if voice not in self._gains:
            self._gains[voice] = self.measure_gain(voice)
        return self._gains[voice] + _GAIN_PER_SPEED * abs(speed - 1)

    def measure_gain(self, voice: str) -> float:
        """Return the dB of a voice at the normal pace, the same at every start."""
        samples = self.synthesize(_CALIBRATION, voice, 1.0)
        gain = calibrate.measure_gain(samples, Hibari.sample_rate, _BIAS)
        return _GAINS["heart"] if gain is None else gain

    def release_memory(self) -> None:
        for model in list(self._models.values()):
            model.release_memory()

    def _model(self, voice: str) -> HibariModel:
        if voice not in self._models:
            self._models[voice] = HibariModel(voice, self._noise)
        return self._models[voice]


def _is_installed(voice: str) -> bool:
    try:
        voice_path(voice, download_missing=False)
    except FileNotFoundError:
        return False
    return True


def _split(phonemes: str) -> Iterator[str]:
    """Split at spaces into chunks of at most _MAX_PHONEMES."""
    while len(phonemes) > _MAX_PHONEMES:
        end = phonemes.rfind(" ", 1, _MAX_PHONEMES + 1)
        end = end if end > 0 else _MAX_PHONEMES
        yield phonemes[:end]
        phonemes = phonemes[end:].lstrip()
    yield phonemes
