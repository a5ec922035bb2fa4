"""hibari: a small neural English voice that speaks a hundred times faster than real time.

Its phonemizer is used, its text normaliser and its sentence splitter are not: what comes here is
written as it is spoken, and a segment is one utterance. Voices that are not on this machine are not
offered, because hibari would fetch them in the middle of a sentence.
"""

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Self

import numpy as np
from hibari import Hibari
from hibari.voices import VOICES, voice_path
from redis import Redis

from audio_cache.voice import Voice
from worker.audio import Samples, trim
from worker.config import WorkerConfig
from worker.engines.hibari_phonemes import to_phonemes
from worker.errors import EngineError
from worker.script.normalize.ipa import NOTATION

_SETTINGS = "2"
"""Part of the revision: raise it when the seed, the gain or the cutting below changes."""

_MAX_PHONEMES = 510
"""The longest utterance of the voices that this one was distilled from."""

_SEED = 0
_GAIN = 7.5
_GAIN_OFF_PACE = 0.8
"""dB at its own pace, and more for each unit of speed away from it, where it is softer: measured
to end at -19 LUFS after encoding."""

_NOTATION = re.compile(r"\]\(")
"""[word](/phonemes/) is hibari's own notation for how to say a word: ours, but no other's."""

_MORNING = re.compile(r"\bAM\b")
"""Before some words it says "am"."""

_REPEATED = re.compile(r"([^\w\s])\1{3,}")
_LONG_TOKEN = re.compile(r"\S{40}(?=\S)")
"""The phonemizer takes a time that grows with the cube of a token: 7 s for 350 slashes."""

_LONG_NUMBER = re.compile(r"\d{16,}")
"""It has no name for numbers beyond its scales; digit by digit is how people read them."""


class HibariEngine:
    parallel = 2
    """One that has a core to itself uses half of another: two take 0.55 of the time."""

    def __init__(self) -> None:
        self._models: dict[str, Hibari] = {}

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        return cls()

    @classmethod
    def fetch(cls, name: str) -> Path:
        """The model, fetched and verified by its checksum unless it is here. Raises EngineError."""
        try:
            return Path(voice_path(name))
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
                gender=known["gender"],
                ipa=True,
            )
            for name, known in VOICES.items()
            if _is_here(name)
        ]

    def trouble(self) -> str:
        return ""

    def warm(self) -> None:
        for voice in self.voices():
            self.synthesize("Ready to read.", voice.name, 1.0)

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        model = self._model(voice)
        try:
            readable = _readable(text, VOICES[voice]["british"])
            phonemes = model.g2p(readable, normalize_text=False)
        except (IndexError, KeyError, ValueError) as error:
            raise EngineError(f"hibari cannot read {text[:40]!r}: {error}") from error
        pieces = [model.from_phonemes(piece, speed=speed, seed=_SEED) for piece in _cut(phonemes)]
        return pieces[0] if len(pieces) == 1 else np.concatenate([trim(p) for p in pieces])

    def gain(self, voice: str, speed: float) -> float:
        return _GAIN + _GAIN_OFF_PACE * abs(speed - 1)

    def _model(self, voice: str) -> Hibari:
        if voice not in self._models:
            self._models[voice] = Hibari(voice=voice)
        return self._models[voice]


def _is_here(voice: str) -> bool:
    try:
        voice_path(voice, download_missing=False)
    except FileNotFoundError:
        return False
    return True


def _readable(text: str, british: bool) -> str:
    """With words in IPA as hibari writes them."""
    pieces, place = [], 0
    for found in NOTATION.finditer(text):
        phonemes = to_phonemes(found["ipa"], british)
        noted = f"[{found['word']}](/{phonemes}/)" if phonemes else found["word"]
        pieces += [_without_stumbling_blocks(text[place : found.start()]), noted]
        place = found.end()
    return "".join([*pieces, _without_stumbling_blocks(text[place:])])


def _without_stumbling_blocks(text: str) -> str:
    """The text without what the phonemizer cannot take: see the patterns above."""
    text = _NOTATION.sub("] (", text)
    text = _MORNING.sub("A.M.", text)
    text = _REPEATED.sub(r"\1\1\1", text)
    text = _LONG_NUMBER.sub(lambda number: " ".join(number[0]), text)
    return _LONG_TOKEN.sub(r"\g<0> ", text)


def _cut(phonemes: str) -> Iterator[str]:
    """Pieces that the voice can speak in one go, cut at spaces."""
    while len(phonemes) > _MAX_PHONEMES:
        end = phonemes.rfind(" ", 1, _MAX_PHONEMES + 1)
        end = end if end > 0 else _MAX_PHONEMES
        yield phonemes[:end]
        phonemes = phonemes[end:].lstrip()
    yield phonemes
