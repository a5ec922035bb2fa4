import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worker.audio import RATE
from worker.script.script import Segment
from worker.stitch import Timeline

LENGTHS = st.lists(st.tuples(st.integers(0, 50_000), st.sampled_from([0.0, 0.12, 0.35, 0.7])))


@given(LENGTHS)
def test_the_timings_are_exact_to_the_sample(lengths: list[tuple[int, float]]) -> None:
    timeline = Timeline()
    sound = []
    for index, (length, pause) in enumerate(lengths):
        segment = Segment(0, index, index, index + 1, "x", pause)
        sound += timeline.place(segment, np.full(length, index + 1, np.int16))
    samples = np.concatenate([np.zeros(0, np.int16), *sound])
    assert timeline.samples == len(samples)
    for index, timing in enumerate(timeline.timings):
        start, end = round(timing.start_time * RATE), round(timing.end_time * RATE)
        assert end - start == lengths[index][0]
        assert (samples[start:end] == index + 1).all()
