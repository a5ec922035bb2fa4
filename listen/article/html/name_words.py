"""Reads class names and ids: the kind of boilerplate that they name, and how surely.

Readability's unlikelyCandidates and trafilatura's discard expressions are lists of the same kind.
"""

from functools import lru_cache
from typing import NamedTuple

import regex

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
    | (?P<navigation>nav-?box|hatnote|breadcrumbs?|post-?nav\w*|pagination|toc|table-of-contents)
    | (?P<tags>tags?|tag-?list|tag-?cloud|categories|cat-?links)
    | (?P<player_label>(?:audio|video)[_-]?(?:player|card|title|time|duration)\w*)
    | (?P<cookie_note>cookies?|consent|gdpr)
    )(?=$|[\s_-])""",
    regex.VERBOSE | regex.IGNORECASE,
)
"""Each alternative is a group whose name is the reason, with underscores for spaces."""

_PARTS = frozenset(
    regex.findall(
        r"\w+",
        """
        action actions active area article articles aside avatar background badge banner bar below
        billboard block blocks blog body bottom box btn btns button buttons by callout card cards
        center close col column component consent container content count counter counts cta date
        default desktop detail details dialog disclaimer disclosure display email embed enabled
        entry facebook feed field fixed flex flipboard floating follow footer form full global grid
        group head header heading headline hidden holder horizontal icon icons id image img info
        inline inner input instagram item items label large layout leaderboard left likes line link
        linkedin links list login main manager media medium menu message messenger meta middle
        mobile modal module more mpu name native nav navigation network networks new news notice on
        outer overlay page panel photo pinterest placeholder placement player plugin policy popup
        position post posts preferences primary print prompt rail reddit region reply right root row
        rss secondary section settings sidebar single site size slot small space sticky stories
        story submit svg tab table tabs telegram text this title toggle tool toolbar tools top
        twitter unit us vertical video view views whatsapp wide widget widgets wrap wrapper x
        youtube zone
        """,
    )
)
"""Words of names that tell the place or form of a box, and nothing of its content."""

_NOT_A_NAME = regex.compile(
    # States ("has-ads"), negations ("ad-free"), and the taxonomy terms of a post ("tag-boats").
    r"(?:has|is|no|non|not|without|with|text|font|bg|type|format|status)[-_](?!print$).*+"
    r"|(?!.*print).*[-_](?:free|closed|none|disabled|off|false)"
    r"|(?:category|post_tag|tag|topic|term|keyword)[-_](?P<term>.*+)",
    regex.IGNORECASE,
)
_SEPARATOR = regex.compile(r"[-_]+")


class Name(NamedTuple):
    """A kind of boilerplate that a class name or id names."""

    reason: str
    is_sure: bool
    """False: other words follow, and the name may be of a topic, like "share-price"."""
    is_whole: bool
    """True: the class or id says nothing else."""


@lru_cache(maxsize=4096)
def read_name(name: str) -> Name | None:
    """Return the kind of boilerplate that one class name or id names; None for others.

    The last word of a compound tells what it is: "valley-newsletter" is a newsletter box, and
    "newsletter-economics" is not.
    """
    if (match := _NOT_A_NAME.fullmatch(name)) and (match["term"] or "").casefold() not in _PARTS:
        return None
    found = None
    for match in _PATTERN.finditer(name):
        before, after = name[: match.start()], name[match.end() :]
        is_sure = after.startswith(("__", "--")) or _is_form(after)
        if found is None or is_sure:
            reason = (match.lastgroup or "").replace("_", " ")
            found = Name(reason, is_sure, is_sure and _is_form(before))
        if is_sure:
            break
    return found


def _is_form(text: str) -> bool:
    """Return whether the words are only of the place or form of a box, or of other boilerplate."""
    return all(
        word in _PARTS or not word.isalpha() or len(word) == 1 or _PATTERN.fullmatch(word)
        for word in _SEPARATOR.split(text.casefold())
        if word
    )
