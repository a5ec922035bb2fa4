"""Dashes beside numbers: "to" in a range, silent in a score or a code, "minus" before a number."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import AIRCRAFT_MODELS, SCALE, are_odds, word_before
from worker.script.normalize.english.days import DAY_NAMES, MONTH_NAMES
from worker.script.normalize.rules import DIGIT, SIGN, Rule, always
from worker.script.normalize.tables import word_set

_AMOUNT = r"(?:[A-Z]{0,2}[$£€¥₹₩])?(?:\.?[0-9]|[½⅓⅔¼¾])"
_LAST_NUMBER = re.compile(r"[0-9]+$")
_FIRST_NUMBER = re.compile(r"[0-9]+(?![0-9]|[.,:/%°-][0-9]|\s?%|[A-Za-z])")
# The name before the dash in Llama-3-8, 1-413-te-b-1 and Qwen2.5-72B.
_NAME = re.compile(r"[^\W_]*[^\W\d_][^\W_]*-|.*-[^\W\d_]+-|[A-Za-z]{3,}[0-9][0-9.]*$")
_SERIAL = re.compile(r"[0-9]{1,6}-[A-Za-z][A-Za-z-]{0,12}-[0-9]")  # 1-413-te-b-1
_AMOUNT_OF = re.compile(r"[0-9]+\s(?:seconds|minutes|hours|days|weeks|months|years|times|people)\b")
_CODE = re.compile(r"(?<![^\s(#])(?<![0-9]\s)0(?:0|[0-9]{2,})$")  # SKU 00-1234
_QUANTITY = re.compile(
    r"[-–($£€¥₹\"']*[0-9][0-9.,:]*[A-Za-z%°¢/.]{0,5}|(?i:[ap]\.?m\.?|noon|midnight)"
    rf"|°[CF]?|{SCALE}"
)
_SET = r"(?P<one>[0-9]{1,2})[-–](?P<other>[0-9]{1,2})"
_SET_BEFORE = re.compile(rf"(?<![0-9-]){_SET}(?P<comma>,?) [0-9]{{1,2}}$")
_SET_AFTER = re.compile(rf"[0-9]{{1,2}}(?P<comma>,?) {_SET}(?![0-9-])")
_FRACTION_ENDS = re.compile("(?:/[0-9]+|[½⅓⅔¼¾⅛⅜⅝⅞])$")
_NO_SCORE = re.compile(
    rf"\b(?i:{'|'.join(sorted(DAY_NAMES))}|open|daily|hours|weekdays|weekends|pp?|pages?|lines?)"
    r"[.:]?\s?[0-9]+$"
)
_CONTEXT = 40  # code points

_HIGHEST_SCORE = 200
_GAMES = 7
_TIE_BREAK = re.compile(r"[0-9]\s?\([0-9]{1,2}[-–)]")  # 6-7 (4)
_COUNTED = re.compile(
    r"[0-9]*\s(?:(?P<other>[a-z]+)\s)?"
    r"(?P<noun>people|men|women|children|teeth|feet|mice|sheep|fish|percent|[a-z]+(?<![su])s)\b(?!')"
)
_NOT_COUNTED = word_set("""
    as this its his hers ours yours theirs us thus versus plus minus across always perhaps is was
    has does despite to against in on at after before over by for from with and or but when while
    then than that which who if since until during under away behind late early about around into
    last next again at home loss losses win wins defeat defeats victories draws decision series
    despite thanks between of off out up down the a an because
""")
"""Words after a score that are no counted noun: lost 1-2 as they had, lost 1-2 to visitors."""
_SCORING = word_set("""
    won win wins winning beat beats beating lost lose loses loss losing defeat defeats defeated
    draw draws drew drawn tie tied split splits victory victories led
    leading score scored scores scoreline
    vote voted ruling ruled trailing trailed rout routed triumph edged pens penalties aggregate agg
""")
# Records of a team in brackets: Melbourne (2-8, 0-7)
_RECORD = re.compile(r"[A-Z][^\s(]*+\s\((?:[0-9]{1,3}-[0-9]{1,3}, ){0,3}[0-9]+$")
_RECORD_END = re.compile(r"[0-9]+[),]")
_DATE = rf"(?:{'|'.join(sorted(MONTH_NAMES | DAY_NAMES))})\b"
_DATE_ENDS = re.compile(
    rf"\b(?:{_DATE}\.?(?:\s[0-9]{{1,2}}(?:st|nd|rd|th)?)?|[0-9]{{1,2}}\s{_DATE}\.?)"
    r"(?:,?\s[12][0-9]{3})?\s?$",
    re.IGNORECASE,
)
_DATE_STARTS = re.compile(rf"\s?(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s)?{_DATE}", re.IGNORECASE)
_TIME = re.compile(r"[ap]\.?m|[0-9.:]+[ap]\.?m", re.IGNORECASE)


def _series(match: re.Match[str]) -> str:
    """Verbalize records and formations: 1-0-2, 4-3-3."""
    return " ".join(map(numerals.number, re.split("[-–]", match[0])))


def _dash(match: re.Match[str]) -> str | None:
    """Verbalize a dash before a number, by the word before it and the number after it."""
    text, start = match.string, match.start()
    begin = max(0, start - _CONTEXT)
    word = text[begin:start].rsplit(None, 1)[-1]
    before = _LAST_NUMBER.search(text, begin, start)
    after = _FIRST_NUMBER.match(text, match.end())
    if (
        _NAME.match(word)
        or _SERIAL.match(text, match.end())
        or (before and before[0] in AIRCRAFT_MODELS)
    ):
        return ""
    if _FRACTION_ENDS.search(text, begin, start):
        return "to"
    if _CODE.search(text, begin, start):
        return ""
    if before and after and are_odds(text, before.start(), after.end()):
        return "to"
    if before and after and _is_score(match, int(before[0]), int(after[0])):
        return ""
    return "to" if before or _QUANTITY.fullmatch(word) else None


def _is_score(match: re.Match[str], first: int, second: int) -> bool:
    """Return whether the two numbers are the result of a game or a vote."""
    if first < second and second >= _HIGHEST_SCORE:
        return False
    before = match.string[max(0, match.start() - _CONTEXT) : match.start()]
    after = match.string[match.end() : match.end() + _CONTEXT]
    words = {word.strip(".,;:()\"'").lower() for word in f"{before} {after}".split()}
    if _AMOUNT_OF.match(after) or (first < second and _counts(after)):
        return False
    is_set = _TIE_BREAK.match(after) and max(first, second) == _GAMES
    is_record = _RECORD.search(before) and _RECORD_END.match(after)
    if words & _SCORING or is_set or is_record or _is_one_of_sets(before, after):
        return True
    if (first, second) == (9, 5) or _NO_SCORE.search(before):  # a 9-5 job, Sat. 10-4, pp. 34-5
        return False
    return first >= second or _stands_between_names(
        before.rstrip("0123456789"), after.lstrip("0123456789")
    )


def _counts(after: str) -> bool:
    """Return whether a noun follows that is counted: "lost 20-30 pounds", "win 2-3 more games"."""
    noun = _COUNTED.match(after)
    return noun is not None and not {noun["noun"], noun["other"]} & _NOT_COUNTED


def _is_one_of_sets(before: str, after: str) -> bool:
    """Return whether it is one of several sets: 6-4 3-6 7-5, or 6-4, 3-6.

    No range would follow a score.
    """
    last, following = _SET_BEFORE.search(before), _SET_AFTER.match(after)
    return bool(last and (not last["comma"] or int(last["one"]) > int(last["other"]))) or bool(
        following and (not following["comma"] or int(following["one"]) > int(following["other"]))
    )


def _stands_between_names(before: str, after: str) -> bool:
    """Return whether it is like Spain 2-5 Italy, or the whole text."""
    before, after = before.strip(" ("), after.strip(" )")
    if not before and not after:
        return True
    follows_name = before[-1:].isalpha() and before.rsplit(None, 1)[-1][0].isupper()
    return follows_name and after[:1].isupper()


def _between_dates(match: re.Match[str]) -> str | None:
    """Verbalize May–July, Mon.-Fri., Dec. 31 – Jan. 1, 5 May-7 June."""
    text = match.string
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    after = text[match.end() : match.end() + _CONTEXT]
    return "to" if _DATE_ENDS.search(before) and _DATE_STARTS.match(after) else None


def _between_times(match: re.Match[str]) -> str | None:
    """Verbalize 12 p.m. – 2 p.m."""
    return "to" if _TIME.fullmatch(word_before(match)) else None


RULES = (
    Rule(SIGN, r"[-–](?=\s?[^\W_])", _between_dates),
    Rule(SIGN, r"(?<=[mM.])[-–](?=(?:noon|midday|midnight)\b)", always("to")),
    Rule(SIGN, r"(?<=[mM.]\s)–(?=\s[0-9])", _between_times),
    Rule(DIGIT, r"[0-9]{1,3}(?:[-–][0-9]{1,3}){2,6}(?![-–]?[0-9]|[A-Za-z%])", _series),
    Rule(SIGN, r"(?<=[0-9s])[-–](?='[0-9]{2})", always("to")),
    Rule(SIGN, r"(?<=[0-9])[-–](?=(?:present|now|today)\b)", always("to")),
    Rule(SIGN, r"(?<=\b[A-Z])–(?=[A-Z]\b)", always("to")),
    Rule(SIGN, rf"(?<=[\w%°])[~〜](?={_AMOUNT})", always("to")),
    Rule(SIGN, rf"(?<=[0-9%°]\s)[~〜](?=\s{_AMOUNT})", always("to")),
    Rule(SIGN, r"(?:(?<=UTC)|(?<=GMT))[-–](?=[0-9])", always("minus")),
    Rule(SIGN, r"(?<=[0-9][a-z])[-–](?=[a-z](?![^\W_]))", always("to")),
    Rule(SIGN, r"(?:(?<=[0-9])|(?<=[0-9]\s))[-–](?=\s?[0-9.]{1,9}\s?=)", always("minus")),
    Rule(SIGN, rf"(?<![^\s(\[=:,/~<>±\"'])[-–](?={_AMOUNT})", always("minus")),
    Rule(SIGN, rf"(?<=\S)[-–—](?={_AMOUNT})", _dash),
    Rule(SIGN, rf"(?<=[0-9%°¢]\s)[-–](?=\s{_AMOUNT})", always("to")),
)
