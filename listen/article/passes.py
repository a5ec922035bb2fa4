"""Passes of boilerplate removal, in order: a list each for pages, pasted and verbatim text.

A pass is a function of the blocks and their context. It drops a block by setting its reason, and
skips blocks that have one. Later passes rely on earlier ones: a header ends where the first kept
paragraph begins, so paragraphs that are not the article's must be dropped before.

Pages and pasted text have separate lists, because the evidence differs. On a page it is in the
elements: the box that a heading opens, class names, link density, the rank of a heading. Pasted
text has lost them. Only the wording, length and position of its lines are left, so that its
passes are more cautious, and only act when the text was visibly copied from a page.
"""

from collections.abc import Sequence

from listen.article.appeals import drop_appeals
from listen.article.context import Context, Pass
from listen.article.html import (
    captions,
    cards,
    class_names,
    embeds,
    header_footer,
    number_runs,
    phrases,
    pull_quotes,
    repeats,
    sections,
    titles,
)
from listen.article.note_marks import drop_note_marks
from listen.article.shortcodes import drop_embedded_posts, drop_shortcodes
from listen.article.text import headings, pasted
from listen.article.text.angle_brackets import unwrap_words
from listen.article.text_block import TextBlock

PAGE_PASSES: tuple[Pass, ...] = (
    drop_shortcodes,
    drop_embedded_posts,
    unwrap_words,
    captions.mark_captions,
    captions.drop_captions,
    embeds.drop_embeds,
    class_names.drop_boxes,
    cards.drop_cards,
    sections.drop_opened_sections,
    sections.drop_references,
    phrases.drop_boilerplate,
    drop_appeals,
    titles.drop_titles,
    phrases.drop_link_lines,
    phrases.drop_link_lists,
    pull_quotes.drop_pull_quotes,
    repeats.drop_repeats,
    number_runs.drop_number_runs,
    header_footer.drop_kickers,
    header_footer.drop_header,
    header_footer.drop_footer,
    header_footer.drop_author_bios,
    sections.drop_empty_headings,
    drop_note_marks,
)
"""For pages, after the main content is selected, and fragments (Readability's prepArticle)."""

PASTED_PASSES: tuple[Pass, ...] = (
    drop_shortcodes,
    drop_embedded_posts,
    unwrap_words,
    pasted.drop_boilerplate,
    drop_appeals,
    pasted.drop_titles,
    pasted.drop_opened_sections,
    pasted.drop_header,
    pasted.drop_footer,
    pasted.drop_neighbors,
    pasted.drop_preceding_neighbors,
    headings.find_title,
    headings.mark_headings,
    drop_note_marks,
)
"""For plain text and Markdown."""

VERBATIM_PASSES: tuple[Pass, ...] = (headings.find_title, headings.mark_headings)
"""For text that is spoken as it is."""


def run_passes(passes: Sequence[Pass], blocks: Sequence[TextBlock], context: Context) -> None:
    """Run the passes in order. They change the blocks' kinds and reasons, and the context."""
    for run_pass in passes:
        run_pass(blocks, context)
