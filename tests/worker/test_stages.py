"""The stages of a production."""

import time

from worker.stages import ENCODE, SYNTHESIZE, Stages


def test_a_stage_lasts_from_its_first_turn_to_its_last_one() -> None:
    stages = Stages()
    for _ in range(2):
        with stages.turn(SYNTHESIZE):
            time.sleep(0.01)
        with stages.turn(ENCODE):
            pass
    turns = stages.turns[SYNTHESIZE]
    assert turns.busy >= 0.02
    assert turns.ended - turns.began >= turns.busy
    assert turns.began <= stages.turns[ENCODE].began


def test_a_turn_that_fails_counts() -> None:
    stages = Stages()
    try:
        with stages.turn(ENCODE):
            raise ValueError
    except ValueError:
        pass
    assert ENCODE in stages.turns
