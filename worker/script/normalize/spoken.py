"""What is said for a text, and which part of it is said for which part of the text."""

from dataclasses import dataclass

# Of two marks that meet only the one that makes the longer pause is kept.
_STRENGTH = {",": 1, "—": 2, ";": 2, ":": 3, ".": 4, "…": 5, "!": 6, "?": 7}


@dataclass(frozen=True)
class Word:
    """A chunk of the text, from a plain word to "$3.2bn", and what is said for it."""

    start: int
    end: int
    """Code points into the source text of the segment."""
    spoken_start: int
    spoken_end: int
    """Code points into Spoken.text; the same when nothing is said for it."""


@dataclass(frozen=True)
class Decided:
    """A part of the text that no rule reads, because what is said for it is given."""

    start: int
    end: int
    """Code points into the text."""
    spoken: str


@dataclass(frozen=True)
class Spoken:
    text: str
    """What the engine is given; empty when there is nothing to say."""
    words: tuple[Word, ...]
    """In order, not overlapping. What is in none of them is white space or punctuation."""


class Draft:
    """A spoken form being written: it sees to the blanks between words and before marks."""

    def __init__(self) -> None:
        self._text = ""
        self._words: list[Word] = []
        self._said = 0  # where the last word ends
        self._open = 0  # brackets
        self._glue = " "

    def say(self, start: int, end: int, spoken: str) -> None:
        """`spoken` is what is said for the source from `start` to `end`; it may be empty."""
        begin = self._said
        spoken = " ".join(spoken.split())
        if spoken:
            if self._text and self._text[-1] != "(":
                self._text += self._glue
            begin = len(self._text)
            self._text += spoken
            self._said = len(self._text)
        self._words.append(Word(start, end, begin, self._said))
        self._glue = " "

    def hyphen(self) -> None:
        """The next word is one with the last."""
        if self._said == len(self._text):
            self._glue = "-"

    def mark(self, mark: str) -> None:
        """One of , . ; : ? ! — … ( ) which are all that is left of punctuation."""
        self._glue = " "
        if mark == "(":
            self._text += " (" if self._text else "("
            self._open += 1
        elif mark == ")" and self._open:
            self._close()
        elif self._text and self._text[-1] != "(":
            self._pause("," if mark == ")" else mark)  # as in "1) Boil the water"

    def spoken(self) -> Spoken:
        return Spoken(self._text.rstrip(" (") if self._said else "", tuple(self._words))

    def _close(self) -> None:
        self._open -= 1
        if self._text[-1] == "(":
            self._text = self._text[:-1].rstrip()
        else:
            self._text += ")"

    def _pause(self, mark: str) -> None:
        last = self._text[-1]
        if mark == last == ".":
            if self._said == len(self._text):  # the last word has its own, as "U.S." has
                return
            mark = "…"
        if self._said < len(self._text) and last in _STRENGTH:
            abbreviated = last == "." and mark in ",;:"
            if _STRENGTH[mark] <= _STRENGTH[last] and not abbreviated:
                return
            self._text = self._text[:-1].rstrip()
        self._text += " —" if mark == "—" else mark
