from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.signal import resample_poly

from worker import level as level_module
from worker.audio import RATE, Samples
from worker.level import BLOCK, CEILING_DB, REACH, level

FLOATS = st.floats(-1, 1, width=32)


def true_peak_db(samples: Samples) -> float:
    """Measure independently of the limiter: another filter, twice the oversampling."""
    wave = resample_poly(np.pad(samples.astype(float), 100), 8, 1)
    return float(20 * np.log10(np.abs(wave).max()))


def voice(seed: int = 0, seconds: float = 1.0, hertz: float = 150.0) -> Samples:
    """Return pulses at the pitch of a voice that ring at 700 Hz, with a peak near 0 dBFS."""
    rng = np.random.default_rng(seed)
    pulses = np.zeros(round(seconds * RATE))
    pulses[:: round(RATE / hertz)] = 1
    time = np.arange(RATE // 50) / RATE
    ring = np.exp(-time * 300) * np.sin(2 * np.pi * 700 * time)
    loudness = 0.5 + 0.5 * np.sin(2 * np.pi * 4 * np.arange(len(pulses)) / RATE + seed)
    sound = np.convolve(pulses, ring)[: len(pulses)] * loudness + rng.normal(0, 1e-3, len(pulses))
    return np.asarray(sound / np.abs(sound).max(), np.float32)


@pytest.mark.parametrize("gain_db", [-6.0, 0.0, 7.5])
def test_below_the_ceiling_samples_are_only_scaled(gain_db: float) -> None:
    samples = voice() * np.float32(0.1)
    assert np.array_equal(level(samples, gain_db), samples * np.float32(10 ** (gain_db / 20)))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("gain_db", [0.0, 7.5, 20.0])
def test_no_true_peak_of_a_voice_exceeds_the_ceiling(seed: int, gain_db: float) -> None:
    levelled = level(voice(seed), gain_db)
    assert CEILING_DB - 0.5 < true_peak_db(levelled) < CEILING_DB + 0.1


def test_a_peak_between_two_samples_is_limited() -> None:
    between = np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4).astype(np.float32)
    assert np.abs(between).max() < 0.71
    assert true_peak_db(level(between, 0.0)[100:-100]) < CEILING_DB + 0.1


def test_only_the_neighbourhood_of_a_peak_is_attenuated() -> None:
    samples = voice() * np.float32(0.2)
    samples[RATE // 2] = 1.0
    levelled = level(samples, 3.0)
    plain = samples * np.float32(10 ** (3 / 20))
    reach = 2 * (REACH + 2) * BLOCK
    assert np.array_equal(levelled[: RATE // 2 - reach], plain[: RATE // 2 - reach])
    assert np.array_equal(levelled[RATE // 2 + reach :], plain[RATE // 2 + reach :])
    assert abs(levelled[RATE // 2]) < abs(plain[RATE // 2])


def test_a_soft_sentence_stays_softer_than_a_loud_one() -> None:
    soft, loud = (level(voice() * np.float32(scale), 7.5) for scale in (0.05, 0.2))
    assert np.abs(loud).max() == pytest.approx(4 * np.abs(soft).max(), rel=1e-5)


def test_no_samples_and_silence_stay_as_they_are() -> None:
    assert len(level(np.zeros(0, np.float32), 7.5)) == 0
    assert not level(np.zeros(1000, np.float32), 7.5).any()


@settings(deadline=None, max_examples=50)
@given(
    peaks=st.dictionaries(st.integers(0, 99), st.floats(0.05, 1 - 1e-12), max_size=8),
    length=st.integers(99 * BLOCK + 1, 100 * BLOCK),
)
def test_samples_far_from_peaks_get_the_gain_that_interpolation_would_give(
    peaks: dict[int, float], length: int
) -> None:
    allowed = np.ones(100)
    allowed[list(peaks)] = list(peaks.values())
    with patch.object(level_module, "_LEAST_CHANGE", -1.0):  # interpolates all
        expected = level_module._gain(allowed, length)
    assert np.array_equal(level_module._gain(allowed, length), expected)


@settings(deadline=None, max_examples=50)
@given(
    samples=arrays(np.float32, st.integers(1, 3000), elements=FLOATS, fill=FLOATS),
    gain_db=st.floats(-20, 40),
)
def test_the_ceiling_holds_for_any_input(samples: Samples, gain_db: float) -> None:
    levelled = level(samples, gain_db)
    assert levelled.dtype == np.float32
    assert len(levelled) == len(samples)
    assert np.abs(levelled).max() <= 10 ** (CEILING_DB / 20) * (1 + 1e-6)


@settings(deadline=None, max_examples=50)
@given(
    seed=st.integers(0, 2**32 - 1),
    cutoff=st.floats(200, 9000),
    burst=st.floats(0.01, 1),
    gain_db=st.floats(0, 40),
)
def test_no_true_peak_of_noise_bursts_exceeds_minus_one(
    seed: int, cutoff: float, burst: float, gain_db: float
) -> None:
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft(rng.normal(size=RATE // 4) * (rng.random(RATE // 4) < burst))
    spectrum[np.fft.rfftfreq(RATE // 4, 1 / RATE) > cutoff] = 0
    noise = np.fft.irfft(spectrum)
    samples = (noise / np.abs(noise).max()).astype(np.float32)
    assert true_peak_db(level(samples, gain_db)) < -1.0
