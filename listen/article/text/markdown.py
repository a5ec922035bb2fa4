"""Markdown: what its marks say instead of the marks."""

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

import regex
from markdown_it.token import Token

from audio_cache.spec import BlockKind
from listen.article.html.tags import BLOCKS
from listen.article.policy import Policy
from listen.article.reasons import (
    FRONT_MATTER,
    IMAGE,
    LINK_ADDRESS,
    MARKUP,
    NOTE_MARK,
    REFERENCES,
    STRUCK,
)
from listen.article.text.clean import one_line
from listen.article.text.lines import Line, join
from listen.article.text.markdown_leftovers import Rest
from listen.article.text.markdown_parser import NOTE, markdown_parser
from listen.article.text.unwrap import joined

_FRONT_MATTER = regex.compile(r"\A---\n(?:.*\n){0,100}?---(?:\n|\Z)")
_TASK = regex.compile(r"^\[[ xX]\] +")
_NOTE_MARK = regex.compile(r"\[\^[^\]\s]{1,50}\]")
_VERSE = 40
"""Characters: shorter lines may be meant as they are."""
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
_BREAKS = BLOCKS | {"br"}


def read_markdown(text: str, policy: Policy) -> list[Line]:
    reader = _Reader(policy)
    if front := _FRONT_MATTER.match(text):
        reader.drop(front[0].strip("-\n"), FRONT_MATTER)
        text = text[front.end() :]
    references: dict[str, Any] = {}
    tokens = markdown_parser().parse(text, references)
    for token in tokens:
        reader.read(token)
    rest = Rest(tokens, references, text.split("\n"))
    for definition in rest.definitions():
        reader.drop(definition, LINK_ADDRESS)
    reader.lines += [Line(line) for line in (*rest.lines(), *rest.cells())]
    return reader.lines


class _Reader:
    """Makes lines of the parser's tokens."""

    def __init__(self, policy: Policy) -> None:
        self.lines: list[Line] = []
        self._alt_texts = policy.alt_texts == "read"
        self._kinds: list[BlockKind] = ["paragraph"]
        self._marker = ""
        self._cells: list[str] = []
        self._tables = 0

    def read(self, token: Token) -> None:
        if token.type in _CONTAINERS:
            self._kinds.append(_CONTAINERS[token.type])
        elif token.type.replace("_close", "_open") in _CONTAINERS:
            self._kinds.pop()
        if token.type == "list_item_open":
            self._marker += f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "list_item_close":
            self.drop(self._marker, MARKUP)
            self._marker = ""
        elif token.type == "table_open":
            self._tables += 1
        if token.type == "inline":
            self._read_inline(token.children or [])
        elif token.type == "tr_close":
            row = Line(", ".join(self._cells), "table", whole=self._tables)
            self.lines += [row] if self._cells else []
            self._cells = []
        elif token.type == "fence":
            self.drop(token.info, MARKUP)
            code = token.content.strip("\n")
            self.lines += [Line(code, "code")] if code.strip() else []
        elif token.type == "html_block":
            self._read_html(token.content)

    def drop(self, text: str, reason: str) -> None:
        if text.strip():
            self.lines.append(Line(text.strip(), reason=reason))

    def _read_inline(self, tokens: Sequence[Token]) -> None:
        """A line break that is marked is one; the others are where the writer's lines ended."""
        if tokens and NOTE.match(tokens[0].content):
            texts = [" " if token.type.endswith("break") else token.content for token in tokens]
            self.drop("".join(texts), REFERENCES)
            return
        aside = len(self.lines)
        texts = self._texts(tokens)
        dropped, self.lines = self.lines[aside:], self.lines[:aside]
        kind = self._kinds[-1]
        lines = [line for text in texts for line in _unbroken(text)]
        if kind == "table":
            self._cells += [" ".join(lines)] if lines else []
        elif kind == "heading":
            self.lines += [Line(" ".join(lines), kind, alone=True)] if lines else []
        else:
            self._begin_item(lines)
            self.lines += [Line(line, kind, alone=len(lines) == 1) for line in lines]
        self.lines += dropped

    def _begin_item(self, lines: list[str]) -> None:
        """The number before it; a box to tick is a mark."""
        if lines and (task := _TASK.match(lines[0])):
            self.drop(task[0], MARKUP)
            lines[0] = lines[0][task.end() :]
        if lines:
            lines[0], self._marker = self._marker + lines[0], ""

    def _texts(self, tokens: Sequence[Token]) -> list[str]:
        texts, around = [""], list[list[str]]()
        for token in tokens:
            match token.type:
                case "hardbreak":
                    texts.append("")
                case "softbreak":
                    texts[-1] += "\n"
                case "s_open":
                    around.append(texts)
                    texts = [""]
                case "s_close":
                    self.drop(" ".join(texts), STRUCK)
                    texts = around.pop()
                case "image":
                    self._read_image(token)
                case "link_open" if token.markup != "autolink":
                    self._drop_address(token, "href")
                case "html_inline":
                    self.drop(token.content, MARKUP)
                    texts += [""] if _name(token.content) in _BREAKS else []
                case "text":
                    texts[-1] += _NOTE_MARK.sub(self._drop_note, token.content)
                case _:
                    texts[-1] += token.content
        return texts

    def _read_image(self, token: Token) -> None:
        if self._alt_texts and token.content.strip():
            self.lines.append(Line(token.content, "caption"))
        else:
            self.drop(token.content, IMAGE)
        self._drop_address(token, "src")

    def _drop_address(self, token: Token, attribute: str) -> None:
        self.drop(f"{token.attrs.get(attribute, '')} {token.attrs.get('title', '')}", LINK_ADDRESS)

    def _drop_note(self, note: "regex.Match[str]") -> str:
        self.drop(note[0], NOTE_MARK)
        return ""

    def _read_html(self, html: str) -> None:
        def drop(tag: "regex.Match[str]") -> str:
            self.drop(tag[0], MARKUP)
            return "\n" if tag["name"] is None or tag["name"].lower() in _BREAKS else ""

        text = unescape(_TAG.sub(drop, html))
        for line in join(map(one_line, text.split("\n"))):
            self.lines.append(Line(line, self._kinds[-1]))


def _name(tag: str) -> str:
    found = _TAG.match(tag)
    return (found["name"] or "").lower() if found else ""


def _unbroken(text: str) -> Iterator[str]:
    """Lines of a paragraph are one, but for short ones that begin as lines of verse do."""
    lines = list(filter(None, map(one_line, text.split("\n"))))
    run: list[str] = []
    for line in lines:
        if run and len(run[-1]) < _VERSE and not line[0].islower():
            yield joined(run)
            run = []
        run.append(line)
    if run:
        yield joined(run)
