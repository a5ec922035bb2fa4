"""hibari's model and vocoder, with a session whose memory can be given back."""

import numpy as np
from hibari import dsp
from hibari.voices import voice_path
from numpy.typing import NDArray
from onnxruntime import InferenceSession, RunOptions, SessionOptions

from worker.audio import Samples
from worker.engines.hibari_assets import load
from worker.engines.hibari_noise import RepeatedNoise

_PAD = 0
_SHORTEST = "a"


def _rfft(frames: Samples, axis: int) -> NDArray[np.complex64]:
    """Return the spectra of real frames. numpy does the same with float32, but slower."""
    return np.fft.rfft(frames.astype(np.float64), axis=axis).astype(np.complex64)


def _irfft(spectra: NDArray[np.complex64], n: int, axis: int) -> Samples:
    return np.fft.irfft(spectra, n, axis).astype(np.float32, copy=False)


# hibari uses scipy's transforms if scipy is installed. The sound must not depend on that.
dsp.rfft, dsp.irfft = _rfft, _irfft


class HibariModel:
    """The model of one voice. Threads may share it."""

    def __init__(self, voice: str, noise: RepeatedNoise) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = InferenceSession(voice_path(voice), options)
        self._ids: dict[str, int] = load("vocab.json")
        self._noise = noise

    def speak(self, phonemes: str, speed: float) -> Samples:
        """Return mono samples at 24 kHz. Characters that are no phonemes are left out."""
        known = [self._ids[each] for each in phonemes if each in self._ids]
        if not known:
            return np.zeros(0, np.float32)
        samples: Samples = dsp.synth(*self._run(known, speed), self._noise)
        return samples

    def release_memory(self) -> None:
        """Free what the session keeps: 60 MB for each thread that spoke a long segment.

        The session keeps it because to allocate it anew for each segment takes longer.
        """
        options = RunOptions()
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        self._run([self._ids[_SHORTEST]], 1.0, options)

    def _run(
        self, ids: list[int], speed: float, options: RunOptions | None = None
    ) -> list[Samples]:
        """Return the parts of the spectrum and the pitch, as `dsp.synth` takes them."""
        inputs = {
            "ids": np.array([[_PAD, *ids, _PAD]], np.int64),
            "speed": np.array([speed], np.float32),
        }
        return [output[0] for output in self._session.run(None, inputs, options)]
