from audio_cache.spec import BLOCK_KINDS
from worker.audio import FRAME, RATE
from worker.script.pauses import pause_between, pause_within


def test_every_pause_is_a_whole_number_of_frames() -> None:
    pauses = [pause_within(sentence_ends=ends) for ends in (True, False)]
    pauses += [pause_between(a, b) for a in BLOCK_KINDS for b in (*BLOCK_KINDS, None)]
    frames = [pause * RATE / FRAME for pause in pauses]
    assert [round(each) for each in frames] == [round(each, 6) for each in frames]


def test_no_pause_between_blocks_is_shorter_than_one_between_sentences() -> None:
    between = [pause_between(a, b) for a in BLOCK_KINDS for b in (*BLOCK_KINDS, None)]
    sentence, clause = (pause_within(sentence_ends=ends) for ends in (True, False))
    assert min(between) > sentence > clause
