"""Tells preformatted text (poems, letters, memos) from code."""

from itertools import islice

import regex
from lxml.html import HtmlElement

_VERSE = regex.compile(
    r"(?:^|[\s_-])(?:verse|po[eè]me?|poema|poetry|poesia|gedicht|strophe|lyrics?|stanza|haiku"
    r"|song)(?=$|[\s_-])",
    regex.IGNORECASE,
)
_CODE_CLASS = regex.compile(
    r"(?:^|[\s_-])(?:code|lang(?:uage)?|highlight|hljs|prettyprint|brush|syntax\w*|sourcecode"
    r"|programlisting|screen|terminal|console|chroma|rouge|prism|diff|ascii\w*)(?=$|[\s_:-])",
    regex.IGNORECASE,
)
_CODE_TAGS = ("code", "samp", "kbd", "var", "tt")
_CODE_SIGN = regex.compile(
    r"[{}<>=;|\\^~`$#@_]|\w\(|\)\.|::|//|->|\w\.\w+\(|(?<=\S)[ \t]{3,}(?=\S)|\.\.\. |[-+]{3,}"
)
_WORD = regex.compile(r"(?<![\p{L}\p{N}])\p{L}[\p{L}\p{M}'’]*(?![\p{L}\p{N}_])")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_CHARACTERS_IN_WIDE_WORD = 2
"""Chinese and Japanese have no blanks between words."""
_MAX_CHARACTERS, _MAX_NODES = 20_000, 2000
"""The beginning of a text, by which it is classified."""
_MIN_WORDS, _MIN_WORDS_A_LINE = 7, 2.5
_MAX_SIGN_SHARE = 0.02
"""Signs of code for each character of a text. A memo has a table or an address here and there."""
_MIN_LETTER_SHARE = 0.7
"""Share of the visible characters that are in words."""
_MAX_PROMPTS = 0.2
"""Share of lines that begin with a prompt or end as a line of code does."""


def is_marked_up_verse(element: HtmlElement) -> bool:
    """Return whether a class name of the element, or of the one around it, says verse."""
    return any(_VERSE.search(names) for names in _class_names(element))


def is_prose_text(pre: HtmlElement) -> bool:
    """Return whether the text of a pre element is prose or verse, and not code."""
    if is_marked_up_verse(pre):
        return True
    if any(_CODE_CLASS.search(names) for names in _class_names(pre)):
        return False
    if next(pre.iter(*_CODE_TAGS), None) is not None:
        return False
    text = "".join(islice(pre.itertext(), _MAX_NODES))[:_MAX_CHARACTERS]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    visible = sum(not char.isspace() for char in text)
    if not lines or not visible:
        return False
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    count = len(words) + len(_WIDE.findall(text)) // _CHARACTERS_IN_WIDE_WORD
    signs = len(_CODE_SIGN.findall(text.lstrip()))
    labelled = sum(
        line[:1] in "$#>%[-/" or line.endswith((":", "{", "done", "\\")) for line in lines
    )
    return (
        count >= _MIN_WORDS_A_LINE * len(lines)
        and count >= _MIN_WORDS
        and signs <= _MAX_SIGN_SHARE * visible
        and letters >= _MIN_LETTER_SHARE * visible
        and labelled <= _MAX_PROMPTS * len(lines)
        and not _is_command_output(lines)
    )


def _class_names(element: HtmlElement) -> list[str]:
    """Return the class names of the element and of the one around it."""
    around = element.getparent()
    return [one.get("class") or "" for one in (element, around) if one is not None]


def _is_command_output(lines: list[str]) -> bool:
    """Return whether many lines begin with capitals or a label, as logs and queries do."""
    first = [line.split()[0] for line in lines]
    marked = sum(
        (len(word) > 2 and word.isupper()) or word.endswith((":", "...")) for word in first
    )
    return marked > len(lines) / 3
