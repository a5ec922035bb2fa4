from itertools import product

from audio_cache.spec import BLOCK_KINDS, Block
from worker.audio import FRAME, RATE
from worker.script.marks import Mark
from worker.script.pauses import pause_between, pause_within

BLOCKS = [Block(kind, text) for kind in BLOCK_KINDS for text in ("one", "one\ntwo")]
BETWEEN = [pause_between(*pair) for pair in product(BLOCKS, (*BLOCKS, None))]
MARKS: tuple[Mark | None, ...] = (None, "dash", "ellipsis", "line")
WITHIN = {
    (ends, mark): pause_within(sentence_ends=ends, mark=mark)
    for ends, mark in product((True, False), MARKS)
}
PARAGRAPH = Block("paragraph", "one")


def test_every_pause_is_a_whole_number_of_frames() -> None:
    frames = [pause * RATE / FRAME for pause in (*BETWEEN, *WITHIN.values())]
    assert [round(each) for each in frames] == [round(each, 6) for each in frames]


def test_no_pause_between_blocks_is_shorter_than_one_within_a_block() -> None:
    sentence, clause = WITHIN[True, None], WITHIN[False, None]
    assert min(BETWEEN) > max(WITHIN.values()) > sentence > clause


def test_a_mark_lengthens_a_pause_within_a_sentence() -> None:
    clause, dash, ellipsis, line = (WITHIN[False, mark] for mark in MARKS)
    assert clause < 0.25 <= dash <= 0.4 <= ellipsis <= 0.6
    assert 0.25 <= line <= 0.35
    assert WITHIN[True, "line"] == line  # even
    assert WITHIN[True, "ellipsis"] == ellipsis
    assert WITHIN[True, "dash"] == WITHIN[True, None]


def test_blocks_that_stand_apart_have_longer_pauses_on_both_sides() -> None:
    stanza, quote = Block("paragraph", "one\ntwo"), Block("quote", "one")
    for block in (stanza, quote):
        for pair in ((block, PARAGRAPH), (PARAGRAPH, block), (block, block)):
            assert pause_between(*pair) == 0.8 > pause_between(PARAGRAPH, PARAGRAPH)
    assert pause_between(PARAGRAPH, Block("heading", "one")) == 1.0


def test_the_items_of_a_list_are_closer_than_what_is_around_the_list() -> None:
    item = Block("list_item", "one")
    assert pause_between(item, item) == 0.5
    around = [pause_between(PARAGRAPH, item), pause_between(item, PARAGRAPH)]
    assert around == [pause_between(PARAGRAPH, PARAGRAPH)] * 2
