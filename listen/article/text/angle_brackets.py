"""Tells tags of HTML and components from words in angle brackets, such as <Enter>."""

from collections.abc import Sequence

import regex

from audio_cache.spec import BlockKind
from listen.article.article import Dropped
from listen.article.context import Context
from listen.article.reasons import MARKUP
from listen.article.text_block import TextBlock, kept_blocks

_KINDS: tuple[BlockKind, ...] = ("code",)
"""Kinds whose brackets stay."""
_WORD = regex.compile(r"</?(?P<word>[a-zA-Z][a-zA-Z0-9]{0,20})\s?/?>")
_WORD_IN_WORD = regex.compile(rf"(?<=\w){_WORD.pattern}")
_BRACKETED = regex.compile(
    r"<!--(?:(?!<!--).){0,20000}?-->|<(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9:_-]{0,40})"
    r"(?P<attributes>(?:\s[^<>]{0,1000})?)(?P<end>/?)>",
    regex.DOTALL,
)
_CLOSING = regex.compile(r"</([a-zA-Z][a-zA-Z0-9:_-]{0,40})\s*>")
_ATTRIBUTE = regex.compile(r"[\w:-]+=|\{")
_UNCLOSED = frozenset(
    ("p", "li", "dd", "dt", "tr", "td", "th", "br", "hr", "img", "input", "meta", "link", "wbr")
)
"""Elements of HTML without an end tag."""
_BREAKING = _UNCLOSED - {"img", "input", "wbr"} | {
    *("div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table", "section"),
    *("article", "figure", "pre"),
}


def unwrap_words(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Take the angle brackets off words, such as <Enter>, which voices would skip as tags.

    In the text of a block, nothing is a tag.
    """
    for block in kept_blocks(blocks):
        if block.kind not in _KINDS and "<" in block.text:
            found = list(_WORD.finditer(block.text))
            block.text = _WORD_IN_WORD.sub(r" \g<word>", block.text)
            block.text = _WORD.sub(r"\g<word>", block.text)
            block.taken_out += tuple(
                Dropped(word[0].replace(word["word"], " "), MARKUP) for word in found
            )


class AngleBrackets:
    """The angle brackets of a text."""

    def __init__(self, text: str) -> None:
        self._closed = {name.lower() for name in _CLOSING.findall(text)}

    def take_out_tags(self, text: str) -> tuple[str, list[str]]:
        """Return plain text without tags, and the tags. Of other brackets, the words are left."""
        removed: list[str] = []

        def replace(match: "regex.Match[str]") -> str:
            if not self._is_tag(match):
                is_within_word = match.start() > 0 and text[match.start() - 1].isalnum()
                return f"{' ' if is_within_word else ''}{match['name']}{match['attributes']}"
            removed.append(match[0])
            return "\n\n" if (match["name"] or "").lower() in _BREAKING else ""

        return (_BRACKETED.sub(replace, text) if "<" in text else text), removed

    def words(self, bracket: str) -> str:
        """Return the words in a bracket; empty for a tag."""
        match = _BRACKETED.fullmatch(bracket.strip())
        if match is None or self._is_tag(match):
            return ""
        return f"{match['name']}{match['attributes']}"

    def _is_tag(self, match: "regex.Match[str]") -> bool:
        name = (match["name"] or "").lower()
        has_form = match["close"] or match["end"] or _ATTRIBUTE.search(match["attributes"] or "")
        return not name or bool(has_form) or name in self._closed or name in _UNCLOSED
