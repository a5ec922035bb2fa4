"""Articles without end, by a seed."""

from random import Random

_SUBJECTS = (
    "A cyclist",
    "The harbour",
    "Our neighbour",
    "The last tram",
    "A committee",
    "The baker",
)
_VERBS = ("reached", "counted", "closed", "described", "carried", "missed")
_OBJECTS = ("the old bridge", "nine boxes", "a narrow street", "the second vote", "some letters")
_ENDS = ("before dawn", "in heavy rain", "without a sound", "on Thursday", "once more")


def make_article(random: Random, number: int) -> str:
    """Return a text that no other number has: mostly short, at times long."""
    sentences = random.choice((1, 2, 3, 5, 8, 30))
    body = " ".join(_sentence(random) for _ in range(sentences))
    return f"This is article {number}. {body}"


def _sentence(random: Random) -> str:
    parts = (_SUBJECTS, _VERBS, _OBJECTS, _ENDS)
    words = " ".join(random.choice(part) for part in parts)
    return f"{words}, {random.randrange(2, 900)} times."
