"""The spoken form of a segment's text."""


def normalize(text: str) -> str:
    """What the engine is given for the text."""
    return " ".join(text.split())
