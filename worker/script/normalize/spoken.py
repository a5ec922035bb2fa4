"""The spoken form of a text, aligned with the text word by word."""

from dataclasses import dataclass

# Of two adjacent punctuation marks only the stronger is kept: the one with the longer pause.
_STRENGTH = {",": 1, "—": 2, ";": 2, ":": 3, ".": 4, "…": 5, "!": 6, "?": 7}


@dataclass(frozen=True)
class Word:
    """A token of the text, from a plain word to "$3.2bn", and the place of its spoken form."""

    start: int
    end: int
    """Code points into the source text."""
    spoken_start: int
    spoken_end: int
    """Code points into SpokenForm.text; equal if the token is not spoken."""


@dataclass(frozen=True)
class Override:
    """A part of the text with a spoken form of its own, which no rule verbalizes."""

    start: int
    end: int
    """Code points into the text."""
    spoken: str


@dataclass(frozen=True)
class SpokenForm:
    """A normalized text: the input of an engine, and where its words come from."""

    text: str
    """Empty if there is nothing to speak."""
    words: tuple[Word, ...]
    """In order, without overlaps. Characters outside of them are white space or punctuation."""


class SpokenFormBuilder:
    """Builds a spoken form and sets the blanks between words and around punctuation."""

    def __init__(self) -> None:
        self._text = ""
        self._words: list[Word] = []
        self._last_word_end = 0
        self._open_brackets = 0
        self._separator = " "

    def add_word(self, start: int, end: int, spoken: str) -> None:
        """Add the spoken form of the source from `start` to `end`. It may be empty."""
        spoken_start = self._last_word_end
        spoken = " ".join(spoken.split())
        if spoken:
            if self._text and self._text[-1] != "(":
                self._text += self._separator
            spoken_start = len(self._text)
            self._text += spoken
            self._last_word_end = len(self._text)
        self._words.append(Word(start, end, spoken_start, self._last_word_end))
        self._separator = " "

    def add_hyphen(self) -> None:
        """Join the next word to the last one with a hyphen."""
        if self._last_word_end == len(self._text):
            self._separator = "-"

    def add_punctuation(self, mark: str) -> None:
        """Add one of , . ; : ? ! — … ( ), the only punctuation of spoken forms."""
        self._separator = " "
        if mark == "(":
            self._text += " (" if self._text else "("
            self._open_brackets += 1
        elif mark == ")" and self._open_brackets:
            self._close_bracket()
        elif self._text and self._text[-1] != "(":
            self._add_pause("," if mark == ")" else mark)  # as in "1) Boil the water"

    def build(self) -> SpokenForm:
        """Return the spoken form, which is empty if it has no spoken word."""
        text = self._text.rstrip(" (") if self._last_word_end else ""
        return SpokenForm(text, tuple(self._words))

    def _close_bracket(self) -> None:
        self._open_brackets -= 1
        if self._text[-1] == "(":
            self._text = self._text[:-1].rstrip()
        else:
            self._text += ")"

    def _add_pause(self, mark: str) -> None:
        last = self._text[-1]
        if mark == last == ".":
            if self._last_word_end == len(self._text):  # the word has its own, as in "U.S."
                return
            mark = "…"
        if self._last_word_end < len(self._text) and last in _STRENGTH:
            is_abbreviation = last == "." and mark in ",;:"
            if _STRENGTH[mark] <= _STRENGTH[last] and not is_abbreviation:
                return
            self._text = self._text[:-1].rstrip()
        self._text += " —" if mark == "—" else mark
