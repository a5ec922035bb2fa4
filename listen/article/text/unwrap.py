"""Lines that a margin broke as one text again."""

from collections.abc import Iterable

import regex

_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\u3001-\u303f\uff01-\uff60"
"""Characters of scripts without spaces, two columns wide."""
_WIDES = regex.compile(rf"[{_WIDE}]")
_UNSPACED = regex.compile(rf"[{_WIDE}](?:.*[{_WIDE}])?", regex.DOTALL)
_BETWEEN_WIDE = regex.compile(rf"(?<=[{_WIDE}]) *\n\s*(?=[{_WIDE}])")

_SUSPENDED = regex.compile(
    r"(?<=\p{L}[-\u2010])\n(?=(?:and|or|to|und|oder|bis|sowie|en|of|och|og|et|ou)\b)"
)
"""As in pre- and post-war."""
_SYLLABLE = regex.compile(
    r"(?<=\p{Ll})(?<![-\u2010]\p{L}+)(?<!\b(?:all|anti|co|ex|half|non|self|semi|well))[-\u2010]\n"
    r"(?=\p{Ll}++(?![-\u2010]))"
)
"""Most hyphens at a margin part a word; those of a compound are known by another hyphen in it."""
_COMPOUND = regex.compile(r"(?<=[\p{L}\p{N}][-\u2010])\n(?=[\p{L}\p{N}])")


def joined(lines: Iterable[str]) -> str:
    """One line, in which a word that was parted is one again."""
    text = _SUSPENDED.sub(" ", "\n".join(lines))
    return spaced(_COMPOUND.sub("", _SYLLABLE.sub("", text)))


def spaced(text: str) -> str:
    """With a space for each line break, where the script has spaces."""
    return _BETWEEN_WIDE.sub("", text).replace("\n", " ")


def is_unspaced(line: str) -> bool:
    """Whether it is in a script without spaces between its words."""
    return bool(_UNSPACED.fullmatch(line))


def width(line: str) -> int:
    """Columns of a terminal."""
    return len(line) if line.isascii() else len(line) + len(_WIDES.findall(line))
