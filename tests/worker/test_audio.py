import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.audio import FRAME, LEAD, RATE, TAIL, Pcm, Samples, resample, silence, to_pcm, trim

EDGES = round((LEAD + TAIL) * RATE)


def tone(seconds: float, db: float = -20.0, hertz: float = 440.0, rate: int = RATE) -> Samples:
    """A sine of this RMS level."""
    amplitude = 2**0.5 * 10 ** (db / 20)
    return (amplitude * np.sin(2 * np.pi * hertz * np.arange(seconds * rate) / rate)).astype("f4")


def hush(seconds: float, db: float = -120.0) -> Samples:
    return tone(seconds, db)


def join(*parts: Samples) -> Samples:
    return np.concatenate(parts)


def test_samples_at_our_rate_are_unchanged() -> None:
    assert np.array_equal(resample(tone(0.1), RATE), tone(0.1))


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100])
def test_resampling_keeps_pitch_length_and_level(rate: int) -> None:
    ours = resample(tone(1, hertz=1000, rate=rate), rate)
    assert ours.dtype == np.float32
    assert len(ours) == pytest.approx(RATE, abs=1)
    middle = slice(RATE // 4, RATE // 2)
    assert ours[middle] == pytest.approx(tone(1, hertz=1000)[middle], abs=1e-3)


def test_resampling_nothing_gives_nothing() -> None:
    assert len(resample(np.zeros(0, np.float32), 22_050)) == 0


@pytest.mark.parametrize(
    "bad", [np.array([0, np.nan]), np.array([np.inf, 0]), np.zeros((2, 9))], ids=str
)
def test_samples_that_are_not_finite_mono_are_refused(bad: Samples) -> None:
    with pytest.raises(ValueError, match="finite"):
        resample(bad, RATE)


def test_edges_are_trimmed_to_a_constant_length() -> None:
    short = trim(join(hush(0.05), tone(0.5), hush(0.2)))
    long = trim(join(hush(0.31), tone(0.5), hush(0.49)))
    assert len(short) == len(long) == RATE // 2 + EDGES


def test_edges_that_are_too_short_are_padded() -> None:
    trimmed = trim(tone(0.5))
    assert len(trimmed) == RATE // 2 + EDGES
    assert not trimmed[: round(LEAD * RATE)].any()
    assert not trimmed[-round(TAIL * RATE) :].any()


def test_soft_consonants_and_breath_at_the_edges_stay() -> None:
    spoken = join(tone(0.1, db=-65), tone(0.5), tone(0.1, db=-65))
    assert len(trim(join(hush(0.3), spoken, hush(0.3)))) == len(spoken) + EDGES


def test_a_pause_within_the_sentence_stays() -> None:
    spoken = join(tone(0.5), hush(2.0), tone(0.5))
    assert len(trim(join(hush(0.3), spoken, hush(0.3)))) == len(spoken) + EDGES


def test_the_edges_are_the_same_for_a_soft_and_a_loud_voice() -> None:
    voice = join(hush(0.3), tone(0.1, db=-55), tone(0.5), hush(0.3))
    assert len(trim(voice)) == len(trim(voice * np.float32(0.1)))


def test_a_cut_edge_starts_and_ends_near_zero() -> None:
    trimmed = trim(join(hush(0.3, db=-72), tone(0.5), hush(0.3, db=-72)))
    assert abs(trimmed[0]) < 1e-6
    assert abs(trimmed[-1]) < 1e-6


def test_silence_is_trimmed_to_nothing() -> None:
    assert len(trim(np.zeros(RATE, np.float32))) == 0
    assert len(trim(hush(1.0))) == 0
    assert len(trim(np.zeros(0, np.float32))) == 0


def test_trimming_does_not_modify_its_input() -> None:
    voice = join(hush(0.3), tone(0.5), hush(0.3))
    before = voice.copy()
    trim(voice)
    assert np.array_equal(voice, before)


@settings(deadline=None)
@given(
    lead=st.floats(0.02, 0.6),
    tail=st.floats(0.02, 0.6),
    levels=st.lists(st.floats(-60, -10), min_size=1, max_size=20),
)
def test_trimming_again_changes_only_the_fades(
    lead: float, tail: float, levels: list[float]
) -> None:
    once = trim(join(hush(lead), *(tone(0.03, db) for db in levels), hush(tail)))
    twice = trim(once)
    assert len(twice) == len(once)
    assert np.array_equal(twice[FRAME:-FRAME], once[FRAME:-FRAME])


@settings(deadline=None)
@given(size=st.integers(0, 3000), seed=st.integers(0, 99))
def test_any_sound_however_short_can_be_trimmed(size: int, seed: int) -> None:
    noise = np.random.default_rng(seed).uniform(-1, 1, size).astype(np.float32)
    assert len(trim(noise)) == (-(-size // FRAME) * FRAME + EDGES if size else 0)


def test_samples_are_rounded_and_clipped_to_16_bits() -> None:
    samples = np.array([0, 0.6 / 32768, -0.6 / 32768, 0.5, -1, 1, 3, -3], np.float32)
    pcm: Pcm = to_pcm(samples)
    assert pcm.dtype == np.int16
    assert pcm.tolist() == [0, 1, -1, 16384, -32768, 32767, 32767, -32768]


def test_silence_has_the_requested_length() -> None:
    assert silence(8400).tolist() == [0] * 8400
    assert silence(0).dtype == np.int16
