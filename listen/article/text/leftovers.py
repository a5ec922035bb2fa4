"""What of a text is in none of its lines: bullets, the marks of Markdown, escapes."""

from collections import Counter
from collections.abc import Iterable

from listen.article.text.lines import Line


def rest(text: str, lines: Iterable[Line]) -> str:
    """Each character as often as it is missing, in the order of the text; white space aside."""
    left = Counter(text)
    for line in lines:
        left.subtract(line.text)
    runs = (char * count for char, count in left.items() if count > 0)
    return " ".join(run for run in runs if not run.isspace())
