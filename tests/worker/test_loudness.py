import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy.signal import resample_poly, sosfilt, sosfreqz

from worker.audio import FRAME, RATE, Pcm, Samples, silence, to_pcm
from worker.loudness import STEP, LoudnessMeter, k_weighting, measure

# BS.1770-5, annex 1, tables 1 and 2
STANDARD = [
    [1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585],
    [1, -2, 1, 1, -1.99004745483398, 0.99007225036621],
]
EXTREMES = st.sampled_from([-32768, -32767, -1, 0, 1, 32767])
PCM = arrays(np.int16, st.integers(0, 2000), elements=EXTREMES | st.integers(-32768, 32767))


def sine(dbfs: float, seconds: float, hertz: float = 1000.0) -> Pcm:
    time = np.arange(round(seconds * RATE)) / RATE
    return to_pcm(np.asarray(10 ** (dbfs / 20) * np.sin(2 * np.pi * hertz * time), np.float32))


def sentence(seed: int, samples: int) -> Pcm:
    """Return syllables of noise that swell and fade, at a random level."""
    rng = np.random.default_rng(seed)
    noise = np.convolve(rng.normal(size=samples + 30), np.hanning(31), "valid")[:samples]
    syllables = np.abs(np.sin(np.pi * 4 * np.arange(samples) / RATE))
    edges = np.minimum(np.arange(samples), np.arange(samples)[::-1]) / RATE * 20
    sound = noise * syllables * np.minimum(edges, 1) * rng.uniform(0.01, 0.05)
    return to_pcm(np.asarray(sound, np.float32))


def loudness(*sentences: tuple[Pcm, int]) -> float | None:
    """Measure sentences, each with the samples of silence after it."""
    meter = LoudnessMeter()
    for pcm, pause in sentences:
        meter.add(measure(pcm), pause)
    return meter.integrated()


def in_one_pass(pcm: Pcm) -> float:
    """Measure all samples as the standard defines it."""
    squares = np.square(sosfilt(k_weighting(RATE), pcm / 32768))
    starts = range(0, len(pcm) - 4 * STEP + 1, STEP)
    blocks = np.array([squares[start : start + 4 * STEP].mean() for start in starts])
    audible = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
    return float(10 * np.log10(audible[audible > audible.mean() / 10].mean()) - 0.691)


def response_db(sections: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    _, response = sosfreqz(sections, worN=np.geomspace(25, 10_000, 200), fs=rate)
    decibels: NDArray[np.float64] = 20 * np.log10(np.abs(response))
    return decibels


def test_the_weighting_has_the_standards_coefficients_at_48_khz() -> None:
    assert k_weighting(48_000) == pytest.approx(np.array(STANDARD), abs=1e-7)


def test_the_weighting_at_our_rate_is_the_standards_up_to_10_khz() -> None:
    ours, standards = response_db(k_weighting(RATE), RATE), response_db(np.array(STANDARD), 48_000)
    assert np.abs(ours - standards).max() < 0.1


@pytest.mark.parametrize(
    "parts",
    [
        [(-23, 20)],
        [(-36, 10), (-23, 60), (-36, 10)],
        [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)],
        [(-26, 20), (-20, 20.1), (-26, 20)],
    ],
)
def test_the_signals_of_ebu_tech_3341_give_the_expected_loudness(
    parts: list[tuple[float, float]],
) -> None:
    """Cases 1 and 3 to 5. One channel alone is 3.01 LU softer than the two of the cases."""
    sentences = [(sine(dbfs, seconds), 0) for dbfs, seconds in parts]
    assert loudness(*sentences) == pytest.approx(-26.01, abs=0.1)


@settings(deadline=None, max_examples=30)
@given(
    seed=st.integers(0, 2**32 - 20),
    frames=st.lists(st.tuples(st.integers(40, 300), st.integers(0, 90)), min_size=1, max_size=12),
)
def test_sentences_of_whole_frames_measure_as_if_in_one_pass(
    seed: int, frames: list[tuple[int, int]]
) -> None:
    sentences = [
        (sentence(seed + index, length * FRAME), pause * FRAME)
        for index, (length, pause) in enumerate(frames)
    ]
    stitched = [part for pcm, pause in sentences for part in (pcm, np.zeros(pause, np.int16))]
    assert loudness(*sentences) == pytest.approx(in_one_pass(np.concatenate(stitched)), abs=0.01)


def test_sentences_of_any_length_measure_nearly_as_if_in_one_pass() -> None:
    rng = np.random.default_rng(0)
    sentences = [
        (sentence(index, int(rng.integers(10_000, 100_000))), int(rng.integers(0, 20_000)))
        for index in range(30)
    ]
    stitched = [part for pcm, pause in sentences for part in (pcm, np.zeros(pause, np.int16))]
    assert loudness(*sentences) == pytest.approx(in_one_pass(np.concatenate(stitched)), abs=0.03)


def test_half_the_amplitude_is_six_lu_softer() -> None:
    loud = sentence(1, 3 * RATE) * np.int16(2)
    softer = loudness((loud // np.int16(2), 0))
    assert softer is not None
    assert loudness((loud, 0)) == pytest.approx(softer + 20 * math.log10(2), abs=1e-3)


def test_long_pauses_do_not_make_an_article_softer() -> None:
    sentences = [(sine(-20, 2), pause * RATE) for pause in (0, 5, 60, 0)]
    assert loudness(*sentences) == pytest.approx(loudness((sine(-20, 8), 0)), abs=0.5)


@pytest.mark.parametrize(
    "sentences",
    [
        [],
        [(silence(0), 0)],
        [(silence(0), 3 * RATE)],
        [(silence(5 * RATE), 0)],
        [(sine(-90, 5), 0)],
        [(sine(-20, 0.05), 0)],
        [(sine(-20, 0.399), 0)],
    ],
)
def test_silence_and_audio_shorter_than_a_block_have_no_loudness(
    sentences: list[tuple[Pcm, int]],
) -> None:
    assert loudness(*sentences) is None


def test_a_short_word_with_a_pause_of_a_whole_block_has_a_loudness() -> None:
    assert loudness((sine(-20, 0.05), RATE)) == pytest.approx(-32, abs=1)


@settings(deadline=None, max_examples=100)
@given(pcms=st.lists(st.tuples(PCM, st.integers(0, 5000)), max_size=5))
def test_any_sentences_can_be_measured(pcms: list[tuple[Pcm, int]]) -> None:
    level = loudness(*pcms)
    assert level is None or -70 < level < 5


def test_the_same_sentence_always_measures_the_same() -> None:
    pcm = sentence(1, 3 * RATE + 7)
    assert measure(pcm) == measure(pcm.copy())


def test_digital_silence_has_no_true_peak() -> None:
    meter = LoudnessMeter()
    assert meter.true_peak() is None
    meter.add(measure(silence(RATE)), RATE)
    assert meter.true_peak() is None


def test_the_true_peak_is_that_of_the_loudest_sentence() -> None:
    meter = LoudnessMeter()
    for dbfs in (-20, -6, -12):
        meter.add(measure(sine(dbfs, 1)), RATE)
    assert meter.true_peak() == pytest.approx(-6, abs=0.05)


def test_a_peak_between_two_samples_counts() -> None:
    swelling = np.hanning(RATE) * np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)
    pcm = to_pcm(swelling.astype(np.float32))
    assert np.abs(pcm).max() < 0.71 * 32768
    assert measure(pcm).true_peak == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("seed", range(5))
def test_the_true_peak_agrees_with_finer_oversampling(seed: int) -> None:
    pcm = sentence(seed, 2 * RATE)
    finer: Samples = np.abs(resample_poly(pcm / 32768, 16, 1))
    assert 20 * math.log10(measure(pcm).true_peak / finer.max()) == pytest.approx(0, abs=0.15)


@settings(deadline=None, max_examples=100)
@given(pcm=PCM)
def test_the_true_peak_is_never_below_a_sample(pcm: Pcm) -> None:
    highest = np.abs(pcm.astype(int)).max(initial=0) / 32768
    assert measure(pcm).true_peak >= highest * (1 - 1e-6)
