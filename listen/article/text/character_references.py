"""Decodes HTML's character references, which feeds and content systems leave in titles and text."""

from html import unescape
from html.entities import html5

import regex

_REFERENCE = regex.compile(
    r"&(?:amp;)*(?P<reference>#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|(?P<name>[a-zA-Z][a-zA-Z0-9]{1,30};))"
)
"""A reference, or one that was escaped again. One without a semicolon may be text, as in "R&D"."""


def decode_references(text: str, *, keep_ascii: bool = False) -> str:
    """Return the text with the character for each numeric reference and each known name.

    "&#8217;", "&rsquo;" and "&amp;#8217;" all become an apostrophe; "R&D;" is left as it is. With
    `keep_ascii`, references to ASCII characters are left, which are syntax in markup languages.
    """

    def decode(match: "regex.Match[str]") -> str:
        if match["name"] and match["name"] not in html5:
            return match[0]
        character = unescape(f"&{match['reference']}")
        return match[0] if keep_ascii and character.isascii() else character

    return _REFERENCE.sub(decode, text) if "&" in text else text
