"""Takes shortcodes of WordPress and forums out of blocks, and the signs of embedded posts."""

from collections.abc import Sequence

import regex

from audio_cache.spec import BlockKind
from listen.article.context import Context
from listen.article.reasons import CAPTION, EMBEDDED_POST, MARKUP
from listen.article.text_block import TextBlock, kept_blocks

_KINDS: tuple[BlockKind, ...] = ("paragraph", "quote", "list_item", "heading", "caption", "table")
_EMBED = regex.compile(r"\[embed\b[^\[\]]{0,200}\]\s*\S{0,500}?\s*\[/embed\]", regex.IGNORECASE)
_CAPTION = regex.compile(
    r"\[(?:wp_)?caption\b[^\[\]]{0,500}\].{0,2000}?\[/(?:wp_)?caption\]",
    regex.IGNORECASE | regex.DOTALL,
)
_SHORTCODE = regex.compile(
    r"\[(?P<close>/)?(?P<name>[a-zA-Z][\w-]{0,40})(?P<attributes>(?:(?:\s+|=)[^\[\]]{1,1000})?)\s*/?\]"
)
_ATTRIBUTE = regex.compile(
    r"(?:^|(?:^|\s)[\w-]+\s?)=\s?(?:[\"'“”„«′″]|\w|/|\#)|^\s*https?://\S+\s*$"
)
_WITHOUT_CONTENT = (
    *("gallery", "nextpage", "toc", "slideshow", "sitemap", "searchform", "sharethis"),
    *("contact-form", "contact-form-7", "wpforms", "gravityform", "formidable", "nggallery"),
)
"""Shortcodes that stand alone, and are no words that an author puts in brackets."""
_POST_LINK = regex.compile(r"(?:https?://)?pic\.(?:twitter|x)\.com/\w+")
_POST_LINE = regex.compile(
    r"view (?:this|the) (?:post|profile|reel|photo|video|more) on \w+"
    r"|view on (?:x|twitter|threads|bluesky|instagram|facebook|tiktok)"
    r"|(?:ver|voir|sieh dir|bekijk|visualizza|zobacz) .{0,40}\b(?:en|sur|auf|op|su|w) "
    r"(?:instagram|x|twitter|facebook)(?: an)?"
    r"|(?:a|una|ein|une|un|um|een) (?:\w+ ){0,3}(?:shared by|compartida por|geteilter beitrag von"
    r"|partagée par|condiviso da|compartilhada por|gedeeld door) .{1,100}"
    r"|this slideshow requires javascript\.?",
    regex.IGNORECASE,
)
_POST_AUTHOR = regex.compile(r"[—–-] ?.{1,80}\(@\w{1,30}\)(?: .{3,40}\b(?:19|20)\d\d)?\W{0,2}")
"""The last line of an embedded post: "— Ann Bell (@annbell) November 2, 2026".

On a page, it says whose words were quoted."""


def drop_shortcodes(blocks: Sequence[TextBlock], context: Context) -> None:
    """Take out shortcodes, but not what they enclose. "[the bill]" and "[sic]" are no shortcodes.

    A shortcode has attributes, a closing part anywhere in the text, or a known name.
    """
    texts = [block for block in kept_blocks(blocks) if block.kind in _KINDS and "[" in block.text]
    found = [code for block in texts for code in _SHORTCODE.finditer(block.text)]
    opened = {code["name"].lower() for code in found if not code["close"]}
    closed = {code["name"].lower() for code in found if code["close"]} & opened
    for block in texts:
        if context.policy.captions == "skip":
            block.take_out([caption.span() for caption in _CAPTION.finditer(block.text)], CAPTION)
        embeds = [embed.span() for embed in _EMBED.finditer(block.text)]
        codes = [
            code.span()
            for code in _SHORTCODE.finditer(block.text)
            if _is_shortcode(code, closed)
            and not any(start <= code.start() < end for start, end in embeds)
        ]
        block.take_out(embeds + codes, MARKUP)


def _is_shortcode(code: "regex.Match[str]", closed: set[str]) -> bool:
    name = code["name"].lower()
    is_known = name in _WITHOUT_CONTENT or name in closed or "_" in name
    if not code["attributes"].strip(" /"):
        return is_known or code["attributes"].endswith("/")
    return bool(_ATTRIBUTE.search(code["attributes"])) or (is_known and name in closed)


def drop_embedded_posts(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop the lines around embedded posts, and the addresses of their pictures."""
    for block in kept_blocks(blocks):
        if block.kind not in _KINDS:
            continue
        is_author = block.element is None and _POST_AUTHOR.fullmatch(block.text)
        if is_author or _POST_LINE.fullmatch(block.text):
            block.reason = EMBEDDED_POST
        elif "pic." in block.text:
            block.take_out((link.span() for link in _POST_LINK.finditer(block.text)), EMBEDDED_POST)
