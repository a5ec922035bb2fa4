from audio_cache.spec import BLOCK_KINDS
from worker.script.pauses import pause_after


def test_every_block_ends_with_a_longer_pause_than_a_sentence() -> None:
    sentence = pause_after("paragraph", block_ends=False, sentence_ends=True)
    clause = pause_after("paragraph", block_ends=False, sentence_ends=False)
    assert clause < sentence
    for kind in BLOCK_KINDS:
        assert pause_after(kind, block_ends=True, sentence_ends=True) > sentence
