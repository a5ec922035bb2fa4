import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worker.audio import GRID, MIN_PAUSE, RATE
from worker.loudness import measure
from worker.script.script import Segment
from worker.stitch import Timeline

PAUSES = st.sampled_from([0.0, 0.12, 0.35, 0.7])
LENGTHS = st.lists(st.tuples(st.integers(0, 50_000), PAUSES))


@given(LENGTHS)
def test_the_timings_are_exact_to_the_sample(lengths: list[tuple[int, float]]) -> None:
    timeline = Timeline()
    position = 0
    for index, (length, pause) in enumerate(lengths):
        rest = timeline.place(Segment(0, index, index, index + 1, "x", pause), length)
        timing = timeline.timings[-1]
        assert round(timing.start_time * RATE) == position
        assert round(timing.end_time * RATE) == position + length
        position += length + rest
        assert timeline.samples == position


@given(LENGTHS)
def test_segments_begin_on_the_grid_after_their_pauses(lengths: list[tuple[int, float]]) -> None:
    timeline = Timeline()
    for length, pause in lengths:
        rest = timeline.place(Segment(0, 0, 0, 1, "x", pause), length)
        assert timeline.samples % GRID == 0
        assert rest >= MIN_PAUSE
        assert abs(rest - pause * RATE) <= GRID / 2 or rest < MIN_PAUSE + GRID


def test_the_loudness_is_that_of_the_placed_samples() -> None:
    random, timeline, sound = np.random.default_rng(2), Timeline(), []
    for level in (300, 3000, 9000, 2000):
        pcm = random.integers(-level, level, 31_000 + level, np.int16)
        rest = timeline.place(Segment(0, 0, 0, 1, "x", 0.35), len(pcm))
        timeline.measure(measure(pcm), rest)
        sound += [pcm, np.zeros(rest, np.int16)]
    whole = Timeline()
    whole.measure(measure(np.concatenate(sound)), 0)
    expected, placed = whole.loudness(0.0), timeline.loudness(0.0)
    assert expected is not None
    assert placed is not None
    assert abs(placed - expected) < 0.02
