"""A sound to encode, and what became of it."""

import io

import numpy as np
import soundfile

from worker.audio import RATE, Pcm, Samples
from worker.encoders import Encoder


def chirp(samples: int) -> Pcm:
    """A sound that is like itself at no other offset."""
    time = np.arange(samples) / RATE
    noise = np.random.default_rng(0).normal(0, 300, samples)
    return (9000 * np.sin(2 * np.pi * (200 * time + 1500 * time**2)) + noise).astype(np.int16)


def stream(encoder: Encoder, *pieces: Pcm) -> bytes:
    return b"".join([encoder.encode(piece) for piece in pieces] + [encoder.finish()])


def decode(file: bytes, at_most: int = -1) -> Samples:
    """Also of a file that is cut off, where libsndfile fails to read any further."""
    with soundfile.SoundFile(io.BytesIO(file)) as sound:
        assert sound.samplerate == RATE
        samples: Samples = sound.read(at_most, dtype="float32")
    assert samples.ndim == 1
    return samples


def offset(pcm: Pcm, decoded: Samples) -> int:
    """By how many samples the decoded sound is late, where the two are most alike."""
    size = len(pcm) + len(decoded)
    likeness = np.fft.irfft(np.fft.rfft(decoded, size) * np.conj(np.fft.rfft(pcm, size)), size)
    return int((np.argmax(likeness) + len(pcm)) % size) - len(pcm)
