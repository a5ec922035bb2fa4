"""Numbers the items of a list whose author wrote the same number before each."""


class Numbering:
    """The numbers of a list, in order. "1. 1. 1." is counted, as Markdown shows it."""

    def __init__(self) -> None:
        self._written = self._number = -1

    def next(self, written: str) -> str:
        """Return the number of the next item, which is as `written` unless it repeats the last."""
        number = int(written)
        repeats = number == self._written
        self._written, self._number = number, self._number + 1 if repeats else number
        return str(self._number) if repeats else written
