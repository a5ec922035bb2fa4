"""Default speaking rate of a language, for engines whose voices are not measured one by one.

In letters per second, as `worker.script.estimate` counts letters. The rates differ because a letter
carries more sound in some scripts, and because vowel signs are not counted. Measured with espeak-ng
at 175 words per minute.
"""

_DEFAULT = 14.0

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
    """Return the rate at speed 1 for a BCP 47 tag."""
    primary, *rest = language.lower().split("-")
    return _DEFAULT if "latn" in rest else _LETTERS_PER_SECOND.get(primary, _DEFAULT)
