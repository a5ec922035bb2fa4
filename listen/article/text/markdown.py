"""Parses Markdown into text blocks.

The dialect is CommonMark with tables, strikethrough, footnotes and task lists.
"""

from collections.abc import Sequence
from typing import Any

import regex
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from audio_cache.spec import BlockKind
from listen.article.html.tags import BLOCKS
from listen.article.policy import Policy
from listen.article.reasons import (
    FOOTNOTE_REFERENCE,
    IMAGE,
    LINK_ADDRESS,
    MARKUP,
    REFERENCES,
    STRUCK_OUT,
)
from listen.article.text.angle_brackets import AngleBrackets
from listen.article.text.character_references import decode_references
from listen.article.text.clean import one_line
from listen.article.text.lines import find_stanza, unwrap_lines
from listen.article.text.markdown_leftovers import Leftovers
from listen.article.text.markdown_lines import split_lines
from listen.article.text.numbering import Numbering
from listen.article.text_block import TextBlock

# Not the tasklists plugin, whose time is quadratic: 60 s for 25,000 tasks, which take 1 s without.
_TASK_BOX = regex.compile(r"^\[[ xX]\] +")
_CONTAINERS: dict[str, BlockKind] = {
    "heading_open": "heading",
    "list_item_open": "list_item",
    "blockquote_open": "quote",
    "table_open": "table",
}
_TAG = regex.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?(?P<name>[a-z][a-z0-9]*)[^>]{0,1000}>",
    regex.DOTALL | regex.IGNORECASE,
)
_BREAKING_TAGS = BLOCKS | {"br"}


def parse_markdown(text: str, policy: Policy) -> list[TextBlock]:
    """Return the blocks of a Markdown text, in which syntax and footnotes are dropped."""
    environment: dict[str, Any] = {}
    tokens = _tokenize(text, environment)
    builder = _BlockBuilder(policy, AngleBrackets(text))
    for token in tokens:
        builder.add(token)
    leftovers = Leftovers(tokens, environment, text.split("\n"))
    for definition in leftovers.definitions():
        builder.drop(definition, LINK_ADDRESS)
    unparsed = (*leftovers.lines(), *leftovers.cells())
    return [*builder.blocks, *(TextBlock("paragraph", line) for line in unparsed)]


def _tokenize(text: str, environment: dict[str, Any]) -> list[Token]:
    """Tokenize the text. Indented text is a paragraph, not code."""
    parser = MarkdownIt("commonmark", {"maxNesting": 200})
    parser.enable(["table", "strikethrough"]).disable("code")
    # Footnotes stay where they are, and references without a footnote are references too.
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    # A footnote also ends a table ("blockquote" stands for it), not only a paragraph.
    alternatives = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.at("footnote_def", footnote_def, {"alt": alternatives})
    return parser.parse(text, environment)


class _BlockBuilder:
    """Builds text blocks from the parser's tokens."""

    def __init__(self, policy: Policy, brackets: AngleBrackets) -> None:
        self.blocks: list[TextBlock] = []
        self._brackets = brackets
        self._speaks_alt_texts = policy.alt_texts == "read"
        self._kinds: list[BlockKind] = ["paragraph"]
        self._list_number = ""
        self._numberings: list[Numbering] = []
        """One for each open list."""
        self._cells: list[str] = []
        self._tables = 0
        self._footnotes: list[int] = []
        """For each open footnote, the number of blocks before it."""

    def add(self, token: Token) -> None:
        """Add the text of a token. Tokens must come in the order of the text."""
        if token.type in _CONTAINERS:
            self._kinds.append(_CONTAINERS[token.type])
        elif token.type.replace("_close", "_open") in _CONTAINERS:
            self._kinds.pop()
        if "list_" in token.type:
            self._number_items(token)
        match token.type:
            case "list_item_close":
                self.drop(self._list_number, MARKUP)
                self._list_number = ""
            case "table_open":
                self._tables += 1
            case "inline":
                self._add_inline(token.children or [])
            case "tr_close":
                self._add_row()
            case "fence":
                self.drop(token.info, MARKUP)
                code = token.content.strip("\n")
                self.blocks += [TextBlock("code", code)] if code.strip() else []
            case "html_block":
                self._add_html(token.content)
            case "footnote_reference_open":
                self._footnotes.append(len(self.blocks))
                self.drop(f"[^{token.meta['label']}]:", REFERENCES)
            case "footnote_reference_close":
                self._drop_footnote(self._footnotes.pop())

    def _number_items(self, token: Token) -> None:
        match token.type:
            case "ordered_list_open" | "bullet_list_open":
                self._numberings.append(Numbering())
            case "ordered_list_close" | "bullet_list_close":
                self._numberings.pop()
            case _ if token.info:
                number = self._numberings[-1].next(token.info)
                self._list_number += f"{number}{token.markup} "

    def drop(self, text: str, reason: str) -> None:
        """Add text as a dropped block, unless it is blank."""
        if text.strip():
            self.blocks.append(TextBlock("paragraph", text.strip(), reason))

    def _drop_footnote(self, start: int) -> None:
        """Drop the blocks of a footnote, the first of them together with its label."""
        label, *blocks = self.blocks[start:]
        for block in blocks:
            block.reason = block.reason or REFERENCES
        if blocks and blocks[0].reason == REFERENCES:
            blocks[0].text = f"{label.text} {blocks[0].text}"
            del self.blocks[start]

    def _add_inline(self, tokens: Sequence[Token]) -> None:
        """Add the lines of a paragraph. Hard breaks are line breaks; soft ones are wraps."""
        start = len(self.blocks)
        texts = self._texts(tokens)
        dropped, self.blocks = self.blocks[start:], self.blocks[:start]
        kind = self._kinds[-1]
        lines = split_lines(texts)
        if kind == "table":
            self._cells += [" ".join(lines)] if lines else []
        elif kind == "heading":
            heading = " ".join(lines)
            self.blocks += [TextBlock(kind, heading, is_separate=True)] if lines else []
        else:
            self._begin_item(lines)
            is_separate = len(lines) == 1
            stanza = None if kind == "list_item" else find_stanza(lines, start)
            self.blocks += [
                TextBlock(kind, line, stanza=stanza, is_separate=is_separate) for line in lines
            ]
        self.blocks += dropped

    def _begin_item(self, lines: list[str]) -> None:
        """Put the number of a list item before its text; drop the box of a task."""
        if lines and (box := _TASK_BOX.match(lines[0])):
            self.drop(box[0], MARKUP)
            lines[0] = lines[0][box.end() :]
        if lines:
            lines[0], self._list_number = self._list_number + lines[0], ""

    def _add_row(self) -> None:
        if self._cells:
            row = ", ".join(self._cells)
            self.blocks.append(TextBlock("table", row, table=self._tables))
            self._cells = []

    def _texts(self, tokens: Sequence[Token]) -> list[str]:
        """Return the text of inline tokens, split at hard breaks; drop what is not spoken."""
        texts, outer = [""], list[list[str]]()
        for token in tokens:
            match token.type:
                case "hardbreak":
                    texts.append("")
                case "softbreak":
                    texts[-1] += "\n"
                case "s_open":
                    outer.append(texts)
                    texts = [""]
                case "s_close":
                    self.drop(" ".join(texts), STRUCK_OUT)
                    texts = outer.pop()
                case "image":
                    self._add_image(token)
                case "link_open" if token.markup != "autolink":
                    self._drop_address(token, "href")
                case "html_inline" if words := self._brackets.words(token.content):
                    texts[-1] += f" {words}" if texts[-1][-1:].isalnum() else words
                case "html_inline":
                    self.drop(token.content, MARKUP)
                    texts += [""] if _tag_name(token.content) in _BREAKING_TAGS else []
                case "footnote_ref":
                    self.drop(f"[^{token.meta['label']}]", FOOTNOTE_REFERENCE)
                case _:
                    texts[-1] += token.content
        return texts

    def _add_image(self, token: Token) -> None:
        if self._speaks_alt_texts and token.content.strip():
            self.blocks.append(TextBlock("caption", token.content))
        else:
            self.drop(token.content, IMAGE)
        self._drop_address(token, "src")

    def _drop_address(self, token: Token, attribute: str) -> None:
        self.drop(f"{token.attrs.get(attribute, '')} {token.attrs.get('title', '')}", LINK_ADDRESS)

    def _add_html(self, html: str) -> None:
        def drop(tag: "regex.Match[str]") -> str:
            if words := self._brackets.words(tag[0]):
                return words
            self.drop(tag[0], MARKUP)
            breaks = tag["name"] is None or tag["name"].lower() in _BREAKING_TAGS
            return "\n" if breaks else ""

        text = decode_references(_TAG.sub(drop, html))
        kind = self._kinds[-1]
        lines = unwrap_lines(map(one_line, text.split("\n")))
        self.blocks += [TextBlock(kind, line) for line in lines]


def _tag_name(tag: str) -> str:
    found = _TAG.match(tag)
    return (found["name"] or "").lower() if found else ""
