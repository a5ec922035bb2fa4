"""Parts of a page that its own class names call something else than the article."""

from collections import Counter
from collections.abc import Iterable, Sequence

import regex
from lxml.html import HtmlElement

from listen.article.html.piece import Piece, read
from listen.article.reasons import LINKS

_SMALL = 0.3
"""Share of the text that is read: whatever its class says, a larger part is the article."""

_NEVER = frozenset(("html", "body", "main", "article"))

_NAMES = regex.compile(
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


def drop_boxes(pieces: Sequence[Piece], kept: Iterable[HtmlElement]) -> None:
    """Gives pieces that are read, but stand in such a part, the part's name as their reason.

    Kept elements are the article whatever they, and those that they are in, are called.
    """
    places = _Places(kept)
    sizes: Counter[HtmlElement] = Counter()
    for piece in read(pieces):
        for box in places.boxes(piece.element):
            sizes[box] += len(piece.text)
    linked = {box for piece in pieces if piece.linked for box in places.boxes(piece.element)}
    most = _SMALL * sum(len(piece.text) for piece in read(pieces))
    for piece in read(pieces):
        for box in places.boxes(piece.element):
            # What is called a teaser and leads nowhere is the lead.
            leads = places.names[box] != LINKS or box in linked
            if leads and sizes[box] < most:
                piece.reason = places.names[box]
                break


class _Places:
    """The named boxes around each element, the outermost first; looked up once."""

    def __init__(self, kept: Iterable[HtmlElement]) -> None:
        self.names: dict[HtmlElement, str] = {}
        self._boxes: dict[HtmlElement, tuple[HtmlElement, ...]] = dict.fromkeys(kept, ())

    def boxes(self, element: HtmlElement) -> tuple[HtmlElement, ...]:
        path = []
        at: HtmlElement | None = element
        while at is not None and at not in self._boxes:
            path.append(at)
            at = at.getparent()
        boxes = self._boxes[at] if at is not None else ()
        for one in reversed(path):
            if name := _name(one):
                self.names[one] = name
                boxes = (*boxes, one)
            self._boxes[one] = boxes
        return boxes


def _name(element: HtmlElement) -> str:
    if element.tag in _NEVER:
        return ""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    match = _NAMES.search(names)
    return (match.lastgroup or "").replace("_", " ") if match else ""
