"""Audio to encode, and tools to compare the decoded result."""

import io

import numpy as np
import soundfile

from worker.audio import RATE, Pcm, Samples
from worker.encoders.encoder import Encoder


def chirp(samples: int) -> Pcm:
    """Return audio whose autocorrelation has one peak only."""
    time = np.arange(samples) / RATE
    noise = np.random.default_rng(0).normal(0, 300, samples)
    return (9000 * np.sin(2 * np.pi * (200 * time + 1500 * time**2)) + noise).astype(np.int16)


def stream(encoder: Encoder, *chunks: Pcm) -> bytes:
    return b"".join([encoder.encode(chunk) for chunk in chunks] + [encoder.finish()])


def decode(file: bytes, max_samples: int = -1) -> Samples:
    """Decode at most `max_samples`, so that a truncated file is no error of libsndfile."""
    with soundfile.SoundFile(io.BytesIO(file)) as sound:
        assert sound.samplerate == RATE
        samples: Samples = sound.read(max_samples, dtype="float32")
    assert samples.ndim == 1
    return samples


def offset(pcm: Pcm, decoded: Samples) -> int:
    """Return the delay of the decoded audio in samples, by cross-correlation."""
    size = len(pcm) + len(decoded)
    correlation = np.fft.irfft(np.fft.rfft(decoded, size) * np.conj(np.fft.rfft(pcm, size)), size)
    return int((np.argmax(correlation) + len(pcm)) % size) - len(pcm)
