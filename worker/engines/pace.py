"""How fast a language is read, for engines whose voices nobody measured one by one.

Letters, as `worker.script.estimate` counts them, a second. They differ because a letter holds more
sound in some scripts, and because vowel signs are not counted. Measured with espeak-ng at 175 words
a minute.
"""

_USUAL = 14.0

_LETTERS_PER_SECOND = {
    "ar": 9.5,
    "bn": 7.0,
    "cmn": 4.0,
    "gu": 7.0,
    "hak": 4.0,
    "hi": 7.0,
    "ja": 7.0,
    "km": 7.0,
    "kn": 8.0,
    "ko": 5.0,
    "ml": 8.0,
    "mr": 7.0,
    "my": 6.0,
    "ne": 7.0,
    "pa": 7.0,
    "si": 7.0,
    "ta": 8.0,
    "te": 8.0,
    "th": 7.5,
    "yue": 4.0,
    "zh": 4.0,
}


def letters_per_second(language: str) -> float:
    """At speed 1; takes a BCP 47 tag."""
    primary, *rest = language.lower().split("-")
    return _USUAL if "latn" in rest else _LETTERS_PER_SECOND.get(primary, _USUAL)
