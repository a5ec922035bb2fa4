"""Numbers that depend on the counted noun, in Korean and Chinese."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import digit_by_digit, native_korean

_KOREAN = regex.compile(
    r"\ ?(?:"
    r"(?P<hour>시(?!간|절|장|민|내|도|리|점|즌|스))"
    r"|(?P<many>살|명|사람|마리)"
    r"|(?P<few>시간|개(?!월|국|년|소)|번째|번|가지|권|장(?!관)|잔|병|대|곳|달|배|건|편|골|팀|차례|채|척|쌍"
    r"|송이|그루|켤레|벌|줄|통|끼|그릇|군데|바퀴|표)"
    r")"
)
_MONTHS = {"6": "유", "10": "시"}
_TWO = regex.compile(
    "[个個名位次天家条條件只隻辆輛种種场場张張岁歲週周年倍句部层層对對座所份]|小时|小時|分钟|分鐘"
)


def number_before(digits: str, following: str, language: Language) -> str | None:
    """Return `digits` in the form that the following text requires; None for the usual form."""
    match language.name:
        case "ko":
            return _korean(digits, following, language)
        case "zh" | "yue":
            return _chinese(digits, following, language)
        case _:
            return None


def _korean(digits: str, following: str, language: Language) -> str | None:
    """Use native numbers for hours, people and things, as in "아홉 시", else Sino-Korean ones."""
    if following.startswith("월") and digits in _MONTHS:
        return _MONTHS[digits]
    if not (match := _KOREAN.match(following)):
        return None
    max_native = {"hour": 12, "many": 99, "few": 20}[str(match.lastgroup)]
    if digits == "1" and following.lstrip().startswith("번째"):
        return "첫"
    if following.startswith("대") and digits.endswith("0"):  # the twenties
        return None
    if digits.startswith("0") or len(digits) > 2 or int(digits) > max_native:
        return None
    return native_korean(digits, language)


def _chinese(digits: str, following: str, language: Language) -> str | None:
    """Speak a year digit by digit, and use 两 instead of 二 before a counter."""
    if len(digits) == 4 and following.lstrip().startswith("年"):
        return digit_by_digit(digits, language)
    if digits == "2" and _TWO.match(following.lstrip()):
        return "兩" if language.traditional else "两"
    return None
