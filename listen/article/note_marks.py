"""Drops the marks of notes and citations: "[2]", "[a]", "(35)" in a series, superscript digits."""

from collections.abc import Iterator, Sequence

import regex

from audio_cache.spec import BlockKind
from listen.article.context import Context
from listen.article.reasons import FOOTNOTE_REFERENCE
from listen.article.text_block import TextBlock, kept_blocks

_KINDS: tuple[BlockKind, ...] = ("paragraph", "quote", "list_item", "heading", "caption", "table")

_NUMBERS = r"[1-9]\d{0,2}(?:\ ?[,;–-]\ ?[1-9]\d{0,2}){0,9}"
_WIKI = (
    r"(?:citation|clarification|page|verification|attribution)\ needed|edit(?:\ source)?|by\ whom\?"
    r"|who\?|when\?|where\?|which\?|according\ to\ whom\?|dubious|dead\ link|update"
    r"|Bearbeiten|Quelltext\ bearbeiten|Beleg\ fehlt|réf\.\ (?:nécessaire|souhaitée)|modifier"
    r"|cita\ requerida|citação\ carente\ de\ fontes|editar|senza\ fonte|modifica"
    r"|bron\?|bewerken|potrzebny\ przypis|edytuj|уточнити|джерело\?|ред\.|источник[^\]]{0,30}"
    r"|править"
)
_NAMED = r"(?i:(?:notes?|n|nb|nota|fn|ref|anm\.?|прим\.?|注|註)\ ?\d{1,3}|note\ [a-z])"
_BRACKETED = regex.compile(
    rf"(?P<space>\ ?)\[(?:(?P<numbers>{_NUMBERS})|(?P<letters>[a-z]|i{{1,3}}|iv|vi{{0,3}})"
    rf"|(?P<sure>{_WIKI}|{_NAMED}|[*†‡§]{{1,3}}))\](?!\w)"
)
"""A mark in brackets, with the blank before it."""
_IN_PARENTHESES = regex.compile(
    rf"(?<=(?P<word>\p{{L}}{{2,}})[\"”’»)]?)\ \((?P<numbers>{_NUMBERS})\)(?=[\s.,;:!?)]|$)"
)
_SUPERSCRIPT = regex.compile(
    r"(?<=\p{Ll}{3}[.,;:!?\"”’»)]{0,2})(?<!feet|foot|inch|inches|meters?|metres?|miles?|mètres?)"
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,⁻–][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*(?!\w)"
    r"|(?<=\p{Ll}{3}[.,;!?\"”])\^(?:\d{1,3}|\[\d{1,3}\])(?!\w)"
)
_INTERVAL = regex.compile(
    r"(?:interval|range|between|Intervall|Bereich|intervalle|intervalo|intervallo)\Z",
    regex.IGNORECASE,
)
_LABEL = regex.compile(
    r"(?:and|or|of|to|eq|eqs|equations?|sections?|clauses?|steps?|questions?|figures?|fig|tables?"
    r"|articles?|paragraphs?|formula|number|no|nr|und|oder|Gleichung|Absatz|Schritt|et|ou|y|o|e)",
    regex.IGNORECASE,
)
_NOT_DIGITS = regex.compile(r"\D+")
_QUOTES = regex.compile(r"[\"“„«][^\"“”„«»]{0,1000}[\"”“»]")
_ALPHABET = ("abcdefghijklmnopqrstuvwxyz", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"))
_MIN_CITATIONS = 3
"""Numbers in parentheses that make a series."""


def drop_note_marks(blocks: Sequence[TextBlock], context: Context) -> None:
    """Take the marks of notes out of the text of blocks.

    A bracket with words, such as "[the bill]", is the author's; so is a number in a quotation, if
    the text has no other marks, and one in parentheses that is not in a series of citations.
    """
    texts = [
        block
        for block in kept_blocks(blocks)
        if block.kind in _KINDS and block is not context.title_block
    ]
    marks = [mark for block in texts for mark in _brackets(block.text)]
    has_series = sum(1 for mark in marks if mark["numbers"]) > 1
    letters = {mark["letters"] for mark in marks if mark["letters"]}
    are_letters_marks = any(letters == set(row[: len(letters)]) for row in _ALPHABET)
    has_citations = _is_series_of_citations(texts)
    for block in texts:
        spans = [
            mark.span()
            for mark in _brackets(block.text)
            if _is_mark(mark, has_series=has_series, are_letters_marks=are_letters_marks)
        ]
        spans += [mark.span() for mark in _SUPERSCRIPT.finditer(block.text)]
        if has_citations and block.kind != "table":
            spans += [mark.span() for mark in _citations(block.text)]
        block.take_out(spans, FOOTNOTE_REFERENCE)


def _brackets(text: str) -> Iterator["regex.Match[str]"]:
    return _BRACKETED.finditer(text) if "[" in text else iter(())


def _is_mark(mark: "regex.Match[str]", *, has_series: bool, are_letters_marks: bool) -> bool:
    text, start = mark.string, mark.start()
    if not text[:start].strip():  # the label of the note itself
        return False
    if mark["sure"]:
        return True
    if _is_index(text, mark):
        return False
    if mark["letters"]:
        return are_letters_marks and not mark["space"]
    if _INTERVAL.search(text, max(0, start - 20), start):
        return False
    return has_series or not any(
        quote.start() < start < quote.end() for quote in _QUOTES.finditer(text)
    )


def _is_index(text: str, mark: "regex.Match[str]") -> bool:
    """Return whether the bracket belongs to a variable, as in a[1]."""
    start = mark.start()
    return (
        not mark["space"]
        and text[start - 1].isalnum()
        and not text[max(0, start - 2) : start].isalpha()
    )


def _citations(text: str) -> Iterator["regex.Match[str]"]:
    if "(" in text:
        for mark in _IN_PARENTHESES.finditer(text):
            if not _LABEL.fullmatch(mark["word"]):
                yield mark


def _is_series_of_citations(blocks: Sequence[TextBlock]) -> bool:
    """Return whether numbers in parentheses ascend, and most stand behind ordinary words.

    Ages and minutes of play stand behind names.
    """
    marks = [mark for block in blocks if block.kind != "table" for mark in _citations(block.text)]
    if len(marks) < _MIN_CITATIONS:
        return False
    behind_words = sum(mark["word"].islower() for mark in marks)
    numbers = [int(_NOT_DIGITS.split(mark["numbers"], 1)[0]) for mark in marks]
    highest, descents = 0, 0
    for number in numbers:
        descents += number < highest
        highest = max(highest, number)
    return 2 * behind_words > len(marks) and 3 * descents <= len(marks)
