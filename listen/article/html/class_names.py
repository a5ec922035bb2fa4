"""Drops boxes whose class name or id says that they are boilerplate: share bars, bios, ads.

Readability's unlikelyCandidates and trafilatura's discard expressions are lists of the same kind.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import regex
from lxml.html import HtmlElement

from listen.article.context import Context
from listen.article.reasons import RELATED_LINKS
from listen.article.text_block import TextBlock, kept_blocks

_MAX_BOX_SHARE = 0.3
"""Share of the kept text. A larger box is the article, whatever its class says."""

_NEVER = frozenset(("html", "body", "main", "article"))
"""Tags of elements that are no boxes."""

_PATTERN = regex.compile(
    r"""(?:^|[\s_-])(?:
      (?P<share_bar>shar(?:e|ing|edaddy)|social|addtoany|follow-us|followus)
    | (?P<newsletter_box>newsletters?|sign-?up|subscri(?:be|ption)|mailchimp|opt-?in)
    | (?P<related_links>related|recommend(?:ed|ation|ations)?|recirc\w*|read-?(?:more|next|also)
        |more-(?:on|from|stories|posts|articles)|also-read|see-also|jp-relatedposts|yarpp
        |bookmark-(?:card|container)|button-card|block-buttons?|file-card
        |trending|most-(?:read|popular|viewed)|outbrain|taboola|teasers?)
    | (?P<comments>comments?|disqus|respond|commentlist)
    | (?P<photo_credit>(?:photo|image|img|media|picture)[_-]?(?:credits?|source|copyright|by)
        |photographer|credits?)
    | (?P<byline>byline|author(?:[_-]?(?:bio|box|info|card|name|desc\w*))?|bio
        |(?:post|entry|article)[_-]?meta|timestamp|pub-?date|post-?date)
    | (?P<advertisement>advert\w*|ads?|sponsor(?:ed)?|promo(?:tion)?s?|dfp|adslot)
    | (?P<references>footnotes?|endnotes|references|ref-?list|bibliography)
    | (?P<fact_box>infobox)
    | (?P<not_for_print>no-?print|d-print-none|hidden-print)
    | (?P<tags>tags?|tag-?list|tagcloud|categories|cat-?links|nav-?box|hatnote|breadcrumbs?
        |post-?nav\w*|pagination|toc|table-of-contents)
    | (?P<player_label>(?:audio|video)[_-]?(?:player|card|title|time|duration)\w*)
    | (?P<cookie_note>cookies?|consent|gdpr)
    )(?=$|[\s_-])""",
    regex.VERBOSE | regex.IGNORECASE,
)
"""Each alternative is a group whose name is the reason, with underscores for spaces."""


def drop_boxes(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop the blocks in such a box, with the kind of the box as their reason.

    Included elements are the article, whatever they and the elements around them are called.
    """
    finder = _BoxFinder(context.included)
    sizes: Counter[HtmlElement] = Counter()
    for block in kept_blocks(blocks):
        for box in finder.boxes(block):
            sizes[box] += len(block.text)
    linked = {box for block in blocks if block.linked for box in finder.boxes(block)}
    max_size = _MAX_BOX_SHARE * sum(len(block.text) for block in kept_blocks(blocks))
    for block in kept_blocks(blocks):
        for box in finder.boxes(block):
            # A box that is called a teaser and has no link is the article's lead.
            is_boilerplate = finder.reasons[box] != RELATED_LINKS or box in linked
            if is_boilerplate and sizes[box] < max_size:
                block.reason = finder.reasons[box]
                break


class _BoxFinder:
    """Finds the boxes around each block, and caches them for each element."""

    def __init__(self, included: Iterable[HtmlElement]) -> None:
        self.reasons: dict[HtmlElement, str] = {}
        self._boxes: dict[HtmlElement, tuple[HtmlElement, ...]] = dict.fromkeys(included, ())

    def boxes(self, block: TextBlock) -> tuple[HtmlElement, ...]:
        """Return the boxes around the block, the outermost first."""
        path = []
        boxes: tuple[HtmlElement, ...] = ()
        for element in block.ancestors():
            if element in self._boxes:
                boxes = self._boxes[element]
                break
            path.append(element)
        for element in reversed(path):
            if reason := _reason(element):
                self.reasons[element] = reason
                boxes = (*boxes, element)
            self._boxes[element] = boxes
        return boxes


def _reason(element: HtmlElement) -> str:
    """Return the kind of boilerplate that an element's class or id names; empty for others."""
    if element.tag in _NEVER:
        return ""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    match = _PATTERN.search(names)
    return (match.lastgroup or "").replace("_", " ") if match else ""
