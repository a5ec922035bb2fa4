"""Parsers for tables that are written as text, which keeps long word lists readable."""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, in order."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the set of the words of a text."""
    return frozenset(text.split())


def table(text: str) -> dict[str, str]:
    """Parse "key value" pairs separated by commas or line breaks. A key contains no blank."""
    pairs = (pair.strip().partition(" ") for pair in text.replace("\n", ",").split(","))
    return {key: value.strip() for key, _, value in pairs if key}
