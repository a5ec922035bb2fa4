"""The spoken form of a segment's text."""

import functools

from worker.script.normalize import english, others
from worker.script.normalize.plain import to_plain
from worker.script.normalize.reader import Reader
from worker.script.normalize.spoken import Spoken


def normalize(text: str, language: str) -> Spoken:
    """What the engine is given for `text`, and what of it is said for what of the text.

    `language` is a BCP 47 tag; its region decides what comes first in an English 5/6/2024.
    """
    primary, _, rest = language.replace("_", "-").lower().partition("-")
    region = rest.rpartition("-")[2]
    if primary == "en":
        return _english(english.day_comes_first(region)).read(to_plain(text))
    return others.read(to_plain(text), primary, region)


@functools.cache
def _english(day_first: bool) -> Reader:
    return Reader(english.rules(day_first), english.say_word, english.MARKS, english.NOTABLE)
