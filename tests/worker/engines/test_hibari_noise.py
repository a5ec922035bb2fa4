import numpy as np
import pytest

from worker.engines.hibari_noise import _LENGTH, RepeatedNoise


@pytest.mark.parametrize("frames", [1, 2, 801, _LENGTH // 601, _LENGTH // 601 + 1])
def test_each_utterance_has_the_noise_of_a_new_generator(frames: int) -> None:
    noise, shape = RepeatedNoise(7), (601, frames)
    expected = np.random.default_rng(7).standard_normal(shape, dtype=np.float32)
    for _ in range(2):
        drawn = noise.standard_normal(shape, dtype=np.float32)
        assert np.array_equal(drawn, expected)
        drawn *= 2  # the caller's own


def test_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match="float64"):
        RepeatedNoise(7).standard_normal((1, 2), dtype=np.float64)
