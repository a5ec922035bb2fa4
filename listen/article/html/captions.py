"""Captions: finds those that are not in a figcaption, and drops them as the policy says."""

from collections.abc import Sequence
from itertools import islice

import regex
from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.context import Context
from listen.article.prose import ends_sentence
from listen.article.reasons import CAPTION
from listen.article.text_block import TextBlock, kept_blocks

_CLASS = regex.compile(
    r"(?:^|[\s_-])(?:\w*caption(?:[_-]?text)?|\w*bildunterschrift|bild(?:text|legende)|legende"
    r"|pie-?(?:de-?)?foto|didascalia|(?:foto-?)?onderschrift|bijschrift|podpis|bildtekst"
    r"|legenda|epigrafe)(?=$|[\s_-])",
    regex.IGNORECASE,
)
_ITALIC_TAGS = ("em", "i", "small")
_MAX_CAPTION = 150
"""Characters."""
_MAX_ELEMENTS = 6
"""Elements within one that holds an image and its caption, and nothing else."""
_CANDIDATE_KINDS: tuple[BlockKind, ...] = ("paragraph", "list_item")


def mark_captions(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Mark paragraphs that are captions by their class, or because an image is in them."""
    for block in kept_blocks(blocks):
        if block.kind in _CANDIDATE_KINDS and _is_caption(block):
            block.kind = "caption"


def drop_captions(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop captions and alternative texts that the policy skips."""
    for block in kept_blocks(blocks):
        policy = context.policy
        mode = policy.alt_texts if block.tag == "img" else policy.captions
        if block.kind == "caption" and mode == "skip":
            block.reason = CAPTION


def _is_caption(block: TextBlock) -> bool:
    if block.element is None:
        return False
    if _CLASS.search(block.element.get("class") or ""):
        return True
    descendants = list(islice(block.element.iterdescendants(), _MAX_ELEMENTS + 1))
    if len(block.text) >= _MAX_CAPTION or len(descendants) > _MAX_ELEMENTS:
        return False
    has_image = any(element.tag == "img" for element in descendants)
    is_label = not ends_sentence(block.text)
    return has_image and (is_label or _is_italic(block.element, descendants))


def _is_italic(element: HtmlElement, descendants: Sequence[HtmlElement]) -> bool:
    """Return whether all text of the element is set in italics, or small."""
    upright = [element.text, *(one.tail for one in descendants)]
    upright += [one.text for one in descendants if one.tag not in _ITALIC_TAGS]
    return not any(text and not text.isspace() for text in upright)
