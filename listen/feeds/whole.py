"""Tells whole articles from summaries."""

import re
from html import unescape

from listen.article.boilerplate import boilerplate_reason
from listen.feeds.urls import article_url, url_id

_TAG = re.compile(r"<[^<>]*>")
_CUT = re.compile(r"(?:…|\.\.\.)[\s\])»”\"']*$")
_LAST_LINK = re.compile(
    r"<a\b(?P<attributes>[^<>]*)>(?P<text>(?:(?!</?a\b).){1,200})</a\s*>\W{0,3}(?:</\w+\s*>\s*)*$",
    re.IGNORECASE | re.DOTALL,
)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s>]+))", re.IGNORECASE)
_TAIL = 2000
"""Characters at the end in which the signs of a cut are."""


def is_whole(html: str, summary: str, url: str) -> bool:
    """Return whether the content of the entry with this URL is the whole article.

    It is not if it is empty, equals the entry's summary, ends with an ellipsis, or ends with a link
    to the rest: one to the article itself, or one named "Read more" or the like. When in doubt the
    answer is False, which costs a request for the page.
    """
    words = words_of(html)
    if not words or words == words_of(summary) or _CUT.search(words[-_TAIL:]):
        return False
    link = _LAST_LINK.search(html.rstrip()[-_TAIL:])
    if link is None:
        return True
    label = words_of(link["text"]).strip(" .…»→>[]()")
    # A link of one word may be part of a sentence.
    if " " in label and any(boilerplate_reason(label, scope) for scope in ("always", "edge")):
        return False
    href = _HREF.search(link["attributes"])
    target = article_url(unescape(next(filter(None, href.groups()), "")), url) if href else None
    return target is None or url_id(target) != url_id(url)


def words_of(html: str) -> str:
    """Return the text of a fragment of HTML on one line, without tags."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())
