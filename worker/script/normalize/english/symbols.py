"""Symbols that are spoken (& % ² →), markup that is not, and punctuation."""

import re
import unicodedata

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END, word_before
from worker.script.normalize.rules import SIGN, Rule, always
from worker.script.normalize.tables import table, word_set

PUNCTUATION = {mark: mark for mark in ",.;:?!—…()"} | table("""
    – —, ؟ ?, ؛ ;, 。 ., ！ !, ？ ?, ： :, ； ;, （ (, ） ), ‽ ?, ⁉ ?, ⁈ ?, ‼ !, ⁇ ?
""") | dict.fromkeys("،、，¦|•·‣", ",")  # fmt: skip
"""Maps characters to the punctuation of spoken forms. Quotes and square brackets are not spoken."""

_ANYWHERE = table("""
    & and, % percent, ‰ per mille, § section, §§ sections, ¶ paragraph, © copyright
    ± plus or minus, ≈ about, ≠ is not equal to, ≤ at most, ≥ at least, ∞ infinity
    √ the square root of, ∫ the integral of, ∂ partial, ∇ nabla, ∀ for all, ∃ there is
    ∅ the empty set, ∏ the product of, ÷ divided by, ° degrees, ℃ degrees Celsius
    ℉ degrees Fahrenheit
    № number, ∑ the sum of, ∆ delta
""")
_APPROXIMATELY = word_set("about around approximately roughly nearly almost some circa")
_BEFORE_A_NUMBER = table("~ about, < less than, > more than, # number")
_BETWEEN = table("× times, * times, = equals, @ at, → to")
_POWERS = table("2 squared, 3 cubed")


def _anywhere(match: re.Match[str]) -> str:
    return _ANYWHERE[match[0]]


def _before_a_number(match: re.Match[str]) -> str:
    if match["sign"] == "~" and word_before(match).lower() in _APPROXIMATELY:  # about ~5
        return ""
    return _BEFORE_A_NUMBER[match["sign"]]


def _between(match: re.Match[str]) -> str:
    return _BETWEEN[match["sign"]]


def _plus(match: re.Match[str]) -> str:
    return " ".join("plus" for _ in match[0])


def _power(match: re.Match[str]) -> str:
    """Verbalize x², 10⁻⁶ and 2^10."""
    exponent = unicodedata.normalize("NFKC", match["exponent"]).replace("\u2212", "-")
    if exponent in _POWERS and not match.string.endswith("10", 0, match.start()):
        return _POWERS[exponent]
    minus = "minus " if exponent.startswith("-") else ""
    return f"to the power of {minus}{numerals.number(exponent.lstrip('-+'))}"


def _charge(match: re.Match[str]) -> str:
    """Verbalize the charge of Ca²⁺."""
    number = numerals.digits(unicodedata.normalize("NFKC", match["number"]))
    return f"{number} {'plus' if match['sign'] == '+' else 'minus'}".lstrip()


def _isotope(match: re.Match[str]) -> str:
    """Verbalize the number of ²³⁵U."""
    return numerals.number(unicodedata.normalize("NFKC", match[0]))


def _numeric(match: re.Match[str]) -> str | None:
    """Verbalize ①, Ⅳ and other numeric characters. A superscript refers to a note: it is silent."""
    value = unicodedata.numeric(match[0], None)
    if value is None:
        return None
    is_superscript = unicodedata.decomposition(match[0]).startswith("<super>")
    return "" if is_superscript or value < 0 or value % 1 else numerals.cardinal(int(value))


def _currency(match: re.Match[str]) -> str | None:
    """Verbalize a currency sign that has no rule of its own by its Unicode name."""
    if unicodedata.category(match[0]) != "Sc":
        return None
    return unicodedata.name(match[0]).removesuffix(" SIGN").rpartition(" ")[2].lower()


_SINGLE = "".join(sign for sign in _ANYWHERE if len(sign) == 1)
_NOTES = r"sic|citation needed|clarification needed"


RULES = (
    Rule(SIGN, rf"\[(?:{_NOTES})\]", always("")),
    Rule(SIGN, r"</?[A-Za-z][A-Za-z0-9]{0,9}\s?/?>", always("")),
    Rule(SIGN, r"<[A-Za-z][A-Za-z0-9]{0,9}(?:\s[A-Za-z-]{1,20})?=[^<>]{0,300}>", always("")),
    Rule(SIGN, r"(?<!\S)[:;=]['-]?[()DPp|/\\*]{1,3}(?!\S)", always("")),  # :-)
    Rule(SIGN, rf"(?<!\S)\.(?=[A-Za-z]{{2,5}}{END})", always("dot")),  # .NET
    Rule(SIGN, r"(?<=[A-Z])\.(?=[A-Z])", always("")),
    Rule(SIGN, r"(?<=\()\*\s?(?=[0-9]|[A-Z][a-z]{2,8}\s[0-9])", always("born")),
    Rule(
        SIGN, r"(?:(?<=\()|(?<=;\s)|(?<=,\s))†\s?(?=[0-9]|[A-Z][a-z]{2,8}\s[0-9])", always("died")
    ),
    Rule(SIGN, r"(?P<sign>[~<>#])\s?(?=[-+$£€¥]?\.?[0-9])", _before_a_number),
    Rule(SIGN, r"\+{1,2}(?=\s?[^\W_]|\s?[$£€])|(?<=[^\W_])\+{1,2}(?!\+)", _plus),
    Rule(SIGN, r"(?:(?<=[0-9])|(?<=[0-9]\s))(?P<sign>[×*])(?=\s?[0-9])", _between),
    Rule(SIGN, r"(?<=[^\W_]\s|%\s)(?P<sign>→)(?=\s[$£€]?[^\W_])", _between),
    Rule(SIGN, r"(?P<sign>(?<!=)=(?!=)|(?<!@)@(?!@))(?=\s?[-$£€]?\.?[^\W_])", _between),
    Rule(SIGN, r"(?<=[^\W_])\^(?P<exponent>-?[0-9]{1,6})", _power),
    Rule(SIGN, r"(?<=[^\W_])(?P<number>[¹²³⁴-⁹]?)(?P<sign>⁻|(?<=[²³⁴])\+)(?![^\W_])", _charge),
    Rule(SIGN, r"(?<=[a-z]{3})[²³](?![^\W_])", always("")),  # reference to a note
    Rule(SIGN, r"(?<=10)(?P<exponent>[+⁻]?[⁰¹²³⁴-⁹]{1,3})", _power),
    Rule(SIGN, r"(?<=[^\W_])(?P<exponent>[²³]|⁻[⁰¹²³⁴-⁹]{1,3})(?![⁰¹²³⁴-⁹])", _power),
    Rule(SIGN, r"(?<![^\s(])[⁰¹²³⁴-⁹]{1,3}(?=(?![AI]\b)[A-Z][a-z]?\b)", _isotope),
    Rule(SIGN, rf"§§|[{_SINGLE}]", _anywhere),
    Rule(SIGN, r"(?s:.)", _numeric),
    Rule(SIGN, r"(?s:.)", _currency),
)
