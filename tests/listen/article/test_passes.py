"""Passes have one signature, drop blocks only by a reason, and need no elements."""

from inspect import signature

import pytest

from listen.article.context import Context, Pass
from listen.article.passes import PAGE_PASSES, PASTED_PASSES, VERBATIM_PASSES, run_passes
from listen.article.text.lines import split_blocks

TEXT = "The old bridge\n\nBy Anna Miller\n\nShare this article\n\nThe bridge is open. Nobody came."
ALL = dict.fromkeys((*PAGE_PASSES, *PASTED_PASSES, *VERBATIM_PASSES))


@pytest.mark.parametrize("one", ALL)
def test_a_pass_takes_blocks_and_their_context(one: Pass) -> None:
    names = [name.lstrip("_") for name in signature(one).parameters]
    assert names == ["blocks", "context"]


@pytest.mark.parametrize("passes", [PAGE_PASSES, PASTED_PASSES, VERBATIM_PASSES])
def test_passes_keep_every_block_and_its_text(passes: tuple[Pass, ...]) -> None:
    blocks = split_blocks(TEXT)
    texts = [block.text for block in blocks]
    run_passes(passes, blocks, Context(titles=["The old bridge"]))
    assert [block.text for block in blocks] == texts


def test_a_dropped_block_keeps_its_first_reason() -> None:
    blocks = split_blocks(TEXT)
    blocks[2].reason = "hidden"
    run_passes(PAGE_PASSES, blocks, Context())
    assert blocks[2].reason == "hidden"


def test_text_has_no_element_and_no_links() -> None:
    (block,) = split_blocks("The bridge is open.")
    assert (block.tag, list(block.ancestors()), block.within("table")) == ("", [], None)
    assert not block.is_link
