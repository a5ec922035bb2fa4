"""Tables written as text: so they stay readable, and a word costs no quotes."""


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def table(text: str) -> dict[str, str]:
    """Entries end with a comma or a line; the key is what comes before the first blank."""
    entries = (entry.strip().partition(" ") for entry in text.replace("\n", ",").split(","))
    return {key: value.strip() for key, _, value in entries if key}
