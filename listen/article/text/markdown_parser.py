"""The parser of Markdown: CommonMark with tables, what is struck out, and notes."""

import regex
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph

NOTE = regex.compile(r"\[\^[^\]\s]{1,50}\]:")
"""What the paragraph of a note begins with."""


def markdown_parser() -> MarkdownIt:
    """Indented text is text, not code."""
    parser = MarkdownIt("commonmark", {"maxNesting": 200})
    parser.block.ruler.before("reference", "note", _note)
    return parser.enable(["table", "strikethrough"]).disable("code")


def _note(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """CommonMark takes a note that is one word or an address for the address of a link."""
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    return bool(NOTE.match(line)) and paragraph(state, first, end, silent)
