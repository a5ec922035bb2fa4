"""hibari: a small neural English voice, a hundred times faster than real time.

Only its phonemizer and its model are used, not its text normalizer and its sentence splitter: the
text arrives verbalized, and a segment is one utterance. Voices without a model on this machine are
not offered, because hibari would download the model in the middle of a sentence.
"""

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import numpy as np
from hibari import Hibari
from hibari.voices import VOICES, voice_path

from audio_cache.voice import Voice
from worker.audio import Samples, trim
from worker.engines import calibrate
from worker.engines.engine import Engine
from worker.engines.hibari_g2p import NamesG2P
from worker.engines.hibari_phonemes import to_phonemes
from worker.errors import EngineError
from worker.script.normalize.ipa import NOTATION

_SETTINGS = "5"
"""Part of the revision: must be raised when the seed, the gain or the splitting below changes, and
when worker/names does."""

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

_LINK = re.compile(r"\]\(")
"""[word](/phonemes/) is hibari's own notation for a pronunciation; article text must not trigger
it."""

_MORNING = re.compile(r"\bAM\b")
"""Before some words the phonemizer says "am"."""

_REPEATED = re.compile(r"([^\w\s])\1{3,}")
_LONG_TOKEN = re.compile(r"\S{40}(?=\S)")
"""The phonemizer's time grows with the cube of a token's length: 7 s for 350 slashes."""

_FULL_STOP = re.compile(r"\.[)\s]*$")
_END_MARK = re.compile(r"[.!?…][)\s]*$")
"""The phonemizer takes the full stop of "plan B." and "the U.S." for that of an abbreviation.
Without it the voice does not fall at the end."""

_WARM_TEXT = "Ready to read Zorvaltin."
"""Has a name that nobody knows, so that all that knows names is loaded."""

_LONG_NUMBER = re.compile(r"\d{16,}")
"""The phonemizer has no name for numbers of this size; they are spoken digit by digit."""


class HibariEngine(Engine):
    """Runs the models of this machine in this process."""

    concurrency = 2
    """One thread that has a core to itself uses half of another: two take 0.55 of the time."""

    def __init__(self) -> None:
        self._models: dict[str, Hibari] = {}
        self._gains = dict(_GAINS)

    @classmethod
    def fetch(cls, voice: str) -> Path:
        """Download the model unless it is on this machine, and verify its checksum."""
        try:
            return Path(voice_path(voice))
        except (ValueError, RuntimeError) as error:
            raise EngineError(str(error)) from error

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="hibari",
                name=name,
                revision=f"{version('hibari-tts')}-{_SETTINGS}",
                languages=("en",),
                scripts=("Latin",),
                sample_rate=Hibari.sample_rate,
                letters_per_second=14.3,
                max_characters=350,
                offline=True,
                licence="Apache-2.0",
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
        try:
            prepared = _prepare(text, VOICES[voice]["british"])
            phonemes = model.g2p(prepared, normalize_text=False)
        except (IndexError, KeyError, ValueError) as error:
            raise EngineError(f"hibari cannot phonemize {text[:40]!r}: {error}") from error
        if _FULL_STOP.search(text) and not _END_MARK.search(phonemes):
            phonemes += "."
        chunks = [model.from_phonemes(chunk, speed=speed, seed=_SEED) for chunk in _split(phonemes)]
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

    def _model(self, voice: str) -> Hibari:
        if voice not in self._models:
            g2p = NamesG2P(british=VOICES[voice]["british"])
            self._models[voice] = Hibari(voice=voice, g2p=g2p)
        return self._models[voice]


def _is_installed(voice: str) -> bool:
    try:
        voice_path(voice, download_missing=False)
    except FileNotFoundError:
        return False
    return True


def _prepare(text: str, british: bool) -> str:
    """Replace IPA by hibari's phonemes, and escape the rest of the text."""
    parts, position = [], 0
    for found in NOTATION.finditer(text):
        phonemes = to_phonemes(found["ipa"], british)
        word = f"[{found['word']}](/{phonemes}/)" if phonemes else found["word"]
        parts += [_escape(text[position : found.start()]), word]
        position = found.end()
    return "".join([*parts, _escape(text[position:])])


def _escape(text: str) -> str:
    """Replace everything that the phonemizer cannot handle, as the patterns above describe."""
    text = _LINK.sub("] (", text)
    text = _MORNING.sub("A.M.", text)
    text = _REPEATED.sub(r"\1\1\1", text)
    text = _LONG_NUMBER.sub(lambda number: " ".join(number[0]), text)
    return _LONG_TOKEN.sub(r"\g<0> ", text)


def _split(phonemes: str) -> Iterator[str]:
    """Split at spaces into chunks of at most _MAX_PHONEMES."""
    while len(phonemes) > _MAX_PHONEMES:
        end = phonemes.rfind(" ", 1, _MAX_PHONEMES + 1)
        end = end if end > 0 else _MAX_PHONEMES
        yield phonemes[:end]
        phonemes = phonemes[end:].lstrip()
    yield phonemes
