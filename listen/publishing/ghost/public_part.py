"""The part of a Ghost post's HTML that visitors who are not signed in can read.

Ghost's webhooks have the whole HTML, also of posts that are sold. Its pages and its Content API cut
it for each visitor; the rules are those of post-gating.js in Ghost's source.
"""

import re

from listen.publishing.public_part import PAYWALL

PUBLIC = "public"
"""The visibility of a post that everyone can read. Others are members, paid, tiers and filters."""

_BLOCK_BEGIN = re.compile(r"<!--\s{0,9}kg-gated-block:begin")
_BLOCK_END = re.compile(r"<!--\s{0,9}kg-gated-block:end\s{0,9}-->")
_FOR_VISITORS = re.compile(r"""\bnonMember:["']?([^"'\s]+)""")


def public_part(html: str, visibility: str) -> str:
    """Return what every visitor sees. PAYWALL ends it, unless the post is public."""
    if visibility == PUBLIC:
        return _without_gated_blocks(html)
    preview, paywall, _ = html.partition(PAYWALL)
    return _without_gated_blocks(preview if paywall else "") + PAYWALL


def marked(html: str, visibility: str) -> str:
    """Return the whole HTML. PAYWALL is in it, after the public part, unless the post is public."""
    if visibility == PUBLIC:
        return _without_gated_blocks(html)
    return html if PAYWALL in html else PAYWALL + html


def _without_gated_blocks(html: str) -> str:
    """Remove the blocks that only some members see. One without an end reaches to the end."""
    kept, position = [], 0
    while begin := _BLOCK_BEGIN.search(html, position):
        kept.append(html[position : begin.start()])
        comment_end = html.find("-->", begin.end())
        if comment_end < 0:  # a comment to the end of the page
            return "".join(kept)
        end = _BLOCK_END.search(html, comment_end)
        inner_end, position = end.span() if end else (len(html), len(html))
        if _is_for_visitors(html[begin.end() : comment_end]):
            kept.append(html[comment_end + 3 : inner_end])
    return "".join((*kept, html[position:]))


def _is_for_visitors(rules: str) -> bool:
    """Return whether rules such as 'nonMember:true memberSegment:"status:free"' allow visitors."""
    return _FOR_VISITORS.findall(rules)[-1:] == ["true"]
