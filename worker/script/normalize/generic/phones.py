"""Telephone numbers and IP addresses."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import digit_by_digit, integer
from worker.script.normalize.generic.profile import Match, Profile, Rule

_NO_DATE = r"(?![0-3]?[0-9][./-][01]?[0-9][./-][12][0-9]{3}(?![0-9]))"
_NO_RANGE = r"(?![12][0-9]{3}-[12][0-9]{3}(?![0-9])|[0-9]++(?<=0)-[0-9]++(?<=0)(?![-0-9]))"
_OCTET = "(?:[1-9][0-9]{0,2}|0)"
_IP = rf"(?<![0-9.,])(?:{_OCTET}\.){{3}}{_OCTET}(?!\.?[0-9])"
_INTERNATIONAL = r"(?:\((?=[+0-9]{1,5}\)))?(?:\+|00?)[1-9](?:[\ ()/-]{0,2}[0-9]){6,14}+(?![0-9])"
_PAIRS = r"0[1-9](?:\.[0-9]{2}){4}(?![.,]?[0-9])"
_ANY = r"[+(]{0,2}[0-9](?:[\ ()/.-]{0,2}[0-9]){2,14}(?![0-9])"
_MAX_OCTET = 255


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules for the numbers of a language's countries and for those of any country."""
    apart = r"(?<![\p{L}\p{N}])" if profile.spaced else "(?<![0-9A-Za-z])"
    patterns = [f"(?=[0-9+(]){apart}{_NO_DATE}(?:{_INTERNATIONAL}|{_PAIRS})"]
    if profile.phone_after:
        after = rf"(?<=(?<!\p{{L}})(?:{profile.phone_after})[.:]{{0,2}}\ {{0,2}})"
        patterns.insert(0, rf"(?=[0-9+(])(?<=[\p{{L}}.:]\ ?\ ?){after}{_NO_DATE}{_ANY}")
    if profile.phone:
        patterns.append(f"(?=[0-9(]){apart}{_NO_DATE}{_NO_RANGE}(?:{profile.phone})(?![0-9])")
    return (Rule(_IP, _ip), *(Rule(pattern, groups_in_words) for pattern in patterns))


def groups_in_words(match: Match, language: Language) -> str | None:
    """Return the digits one by one, with a pause between their groups, and the plus before them."""
    groups = [digit_by_digit(digits, language) for digits in regex.findall("[0-9]+", match[0])]
    if not all(groups):
        return None
    words = (", " if language.blank else "、").join(filter(None, groups))
    if zero := language.profile.phone_zero:
        words = words.replace(digit_by_digit("0", language) or "", zero)
    plus = language.profile.operators.get("+") if "+" in match[0] else ""
    return language.join(plus, words)


def _ip(match: Match, language: Language) -> str | None:
    octets = match[0].split(".")
    words = [integer(octet, language) for octet in octets]
    if max(map(int, octets)) > _MAX_OCTET or not all(words):
        return None
    dot = language.profile.dot or language.profile.point
    between = f" {dot} " if language.blank else dot
    return between.join(filter(None, words))
