"""Drops what surrounds the text of an embedded post: names, dates, links to the service."""

from collections.abc import Sequence

import regex
from lxml.html import HtmlElement

from listen.article.context import Context
from listen.article.reasons import EMBEDDED_POST
from listen.article.text_block import TextBlock, kept_blocks

_POST = regex.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|tweet-embed|bluesky-embed|fb-(?:post|video|xfbml\S*)"
    r"|tiktok-embed|text-post-media|reddit-(?:card|embed\S*)|tumblr-post|vk-post)(?=$|[\s_-])",
    regex.IGNORECASE,
)
"""Posts with a text, in paragraphs."""
_CARD = regex.compile(
    r"(?:^|\s)(?:instagram-media|mastodon-embed|imgur-embed-pub|flickr-embed|pinterest-embed"
    r"|snapchat-embed|threads-embed|spotify-embed)(?=$|[\s_-])",
    regex.IGNORECASE,
)
"""Cards that lead to a post, and have no text of it that is not a link."""
_NOTICE = regex.compile(r"(?:^|[\s_-])noscript(?=$|\s)")
"""Text in place of what a script would show."""


def drop_embeds(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop cards of posts, and of posts all but their paragraphs."""
    kinds: dict[HtmlElement, str] = {}
    for block in kept_blocks(blocks):
        kind = _kind(block, kinds)
        is_text = block.tag == "p" and not block.is_mostly_links
        if kind == "card" or (kind == "post" and not is_text):
            block.reason = EMBEDDED_POST


def _kind(block: TextBlock, kinds: dict[HtmlElement, str]) -> str:
    """Return the kind of the embed around the block, and cache it for the elements between."""
    path = []
    kind = ""
    for element in block.ancestors():
        if element in kinds:
            kind = kinds[element]
            break
        path.append(element)
        names = element.get("class") or ""
        if element.tag in ("html", "body"):
            break
        if _CARD.search(names) or _NOTICE.search(names):
            kind = "card"
        elif _POST.search(names):
            kind = "post"
        if kind:
            break
    kinds.update(dict.fromkeys(path, kind))
    return kind
