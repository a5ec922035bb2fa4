"""Pattern of all tokens of a text: one regular expression for each language."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from worker.script.normalize.generic import (
    abbreviations,
    amounts,
    calendar_names,
    datetimes,
    durations,
    fractions,
    operators,
    phones,
    rates,
    roman,
)
from worker.script.normalize.generic.cldr import codes_after, currencies, scales, units
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.profile import Profile, Rule, Verbalize

_BEFORE_RULES = r"""
    (?P<blank>\s++)
  | (?P<unit_alone>(?<=[0-9½⅓⅔¼¾]\ |[½⅓⅔¼¾])(?<=(?:/[0-9]{{1,4}}|[½⅓⅔¼¾])\ ?)(?:{units}))
  | (?P<word>(?![{trigger_letters}]{no_plain_words})\p{{Ll}}{letters}*+(?:['-]{letters}++)*+
        (?![.°'’@]))
  | (?P<word>\p{{Lu}}\p{{Ll}}{{3,}}+(?![.°'’@\p{{L}}\p{{M}}\u2060-]))
  | (?P<punctuation>[,;:.!?](?=\s))
  | (?P<link>(?i:https?://|www\.)(?:[^\s<>"'、。，；！？「」（）【】]*[^\s<>"'.,;:!?()\[\]、。，；！？「」（）【】])?+)
  | (?P<host>(?<![\p{{L}}\p{{N}}.])\p{{Ll}}(?:[\p{{L}}\p{{N}}-]++\.){{1,4}}?
        (?:com|org|net|info|gov|edu|eu|io|tv|app{hosts})(?![\p{{L}}\p{{N}}]))
"""
_AFTER_RULES = r"""
    (?P<separator>[~〜](?<=[\p{{L}}\p{{N}}%°].)(?=[¥$€₩]?[0-9])
        | [~〜](?<=[\p{{N}}%°{unspaced}].)(?=[{unspaced}]))
  | (?P<about>[~〜]\ ?(?=[0-9]))
  | {operator}
  | (?P<life>(?<=[(;,–]\ ?)[*†](?=\ ?(?:[0-9]|\p{{Lu}}?\p{{Ll}}+\ [0-9])))
  | (?P<silent>(?<![\p{{L}}\p{{N}}'])'(?=[0-9]{{2,3}}(?![0-9']))
        | ["*_#~^|<>=\[\]{{}}\\]++ | (?<![\p{{L}}\p{{N}}])@(?=[\p{{L}}\p{{N}}_]))
  | (?P<date>(?<![0-9]) (?:
        (?P<year>[12][0-9]{{3}})(?P<dash>[./-])(?P<month>[01]?[0-9])(?P=dash)(?P<day>[0-3]?[0-9])
      | (?P<first>[0-3]?[0-9])(?P<dot>[./-])(?P<then>[0-3]?[0-9])(?P=dot)
        (?P<last_year>[12][0-9]{{3}})
    ) (?![0-9]))
  | (?P<time>(?<![0-9:]) (?P<hour>[01]?[0-9]|2[0-4])
        (?: : | {hour_letter} | \.(?=[0-9]{{2}}{after_time}) ) (?P<minute>[0-5][0-9])
        (?: :(?P<second>[0-5][0-9]) )?+
        (?![0-9:]|[.,][0-9]) (?:\ ?(?:Uhr|uur|h)(?!\p{{L}}))?+)
  | (?P<amount>
        (?:(?P<before>{signs}|%)\ ?)?+ (?:(?<![\p{{L}}\p{{N}}]|[0-9]\ ?[%°℃\p{{Sc}}])(?P<minus>-))?+
        (?: (?P<whole>{foreign})(?:{foreign_point}(?P<decimals>[0-9]++))?+
          | (?P<whole>{grouped}|[0-9]++)(?:{point}(?P<decimals>[0-9]++)|{no_cents})?+ )
        (?:(?P<ordinal>{ordinal}) | (?P<myriads>\ ?[万萬亿億兆만억조]++)
         | \ ?(?P<scale>{scales})\.?+ )?+
        (?:\ ?(?P<after>{codes}) | \ ?(?P<unit>{units})(?:\.(?=[,;)]|\ [\p{{Ll}}]))?+)?+
    )
  | (?P<separator>(?<=[0-9]{hour_letter}(?:[0-9]{{2}})?) \ ?[-–]\ ? (?=[0-9]{{1,2}}{hour_letter}))
  | (?P<separator>(?<=[0-9]\ ?(?:[%°℃\p{{Sc}}]|°[CF]|[kcm]?m|k?g|ml|l|ha|t|[kMG]W|[MGT]B))
        \ ?[-–]\ ? (?=\p{{Sc}}?[0-9]))
  | (?P<separator>(?<=[0-9]) \ ?[-–]\ ? (?=(?:[€£¥₹₽]|US\$|\$)[0-9]))
  | (?P<separator>(?<=[0-9]) (?: :|/|\.|\ ?[-–]\ ? ) (?=[0-9]))
  | (?P<word>{letters}++(?:['-]{letters}++)*+)
  | (?P<symbol>[%&°]|\p{{Sc}})
  | (?P<punctuation>.)
"""
_FOREIGN = r"""[0-9]{{1,3}}(?:
        (?:{apart}[0-9]{{3}})++(?={point}[0-9]{{1,2}}(?![{point}{apart}]?[0-9]))
      | (?:{apart}[0-9]{{3}}){{2,}}+(?![{point}{apart}]?[0-9])
      | (?<=[$£¥₹][0-9]{{1,3}}){apart}[0-9]{{3}}(?![{point}{apart}]?[0-9]) )"""
"""Numbers that can only be grouped as in the languages whose decimal separator is the other one."""
_LETTERS = r"[\p{L}\p{M}\u2060]"
_UNSPACED = r"\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}"
_NEVER = "(?!)"
_RULE = "rule"
_GROUP = regex.compile(r"\(\?P<\w+>")


@dataclass(frozen=True)
class Grammar:
    """The compiled patterns of a language."""

    tokens: "regex.Pattern[str]"
    """Matches at every place. The kind of a token is the name of the last group that matched: the
    groups within rules have no names in it."""
    without_rules: "regex.Pattern[str]"
    """The same without the rules: a token whose rules all left it to the generic patterns."""
    rules: tuple[tuple["regex.Pattern[str]", Verbalize], ...]
    """Patterns with their groups. Rule i has the kind "rulei"."""

    @staticmethod
    def rule_of(kind: str | None) -> int | None:
        """Return the index of the rule of a kind; None for a generic kind."""
        return int(kind.removeprefix(_RULE)) if kind and kind.startswith(_RULE) else None


@functools.lru_cache(maxsize=64)
def grammar_of(language: Language) -> Grammar:
    """Return the grammar of a language."""
    rules = _rules(language.profile)
    before, after = _generic_patterns(language)
    named = [
        f"(?P<{_RULE}{index}>{_GROUP.sub('(?:', rule.pattern)})" for index, rule in enumerate(rules)
    ]
    return Grammar(
        tokens=_compile(" | ".join((before, *named, after))),
        without_rules=_compile(f"{before} | {after}"),
        rules=tuple((_compile(rule.pattern), rule.verbalize) for rule in rules),
    )


def _rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules of a language, its own before those that it shares with others."""
    dates = (durations, calendar_names, datetimes)
    families = (abbreviations, *dates, fractions, phones, roman, rates, amounts)
    return (*profile.rules, *(rule for family in families for rule in family.rules(profile)))


def _generic_patterns(language: Language) -> tuple[str, str]:
    if language.point == ".":  # and two digits together in India
        grouped = "[0-9]{1,3}(?P<apart>[,'])(?:[0-9]{2,3}(?P=apart))*[0-9]{3}(?![0-9])"
        point = r"\."
    else:
        grouped = r"[0-9]{1,3}(?P<apart>[.\ '])[0-9]{3}(?:(?P=apart)[0-9]{3})*+(?![0-9])"
        point = ","
    foreign_apart, foreign_point = (r"\.", ",") if language.point == "." else (",", r"\.")
    signs = currencies(language)
    ordinal = language.profile.ordinal_ending
    own_limit = "" if language.profile.ordinal else "(?<![0-9]{3})"
    parts = {
        "letters": _LETTERS,
        "unspaced": _UNSPACED,
        # Most words begin with none of these letters and skip the other alternatives.
        "trigger_letters": "hwxх" + "".join({sign[0] for sign in signs if sign[0].islower()}),
        "no_plain_words": _no_plain_words(language),
        "hosts": f"|{language.profile.hosts}" if language.profile.hosts else "",
        "grouped": grouped,
        "point": point,
        "foreign": _FOREIGN.format(apart=foreign_apart, point=foreign_point),
        "foreign_point": foreign_point,
        "no_cents": rf"{point}[-–—]{{1,2}}(?![\p{{L}}\p{{N}}])",  # 5,- €
        "ordinal": rf"{own_limit}(?:{ordinal})(?![\p{{L}}\p{{N}}])" if ordinal else _NEVER,
        "signs": _any_of(signs),
        "codes": _codes(codes_after(language)),
        "scales": _scales(language),
        "units": _any_of(units(language)),
        "operator": operators.PATTERN,
        # Where the point is no decimal separator, a number with a point is a time before "h".
        "after_time": rf"\ ?(?:Uhr|uur{'|h|hs|horas' if language.point == ',' else ''})(?!\p{{L}})",
        "hour_letter": r"\ ?h\ ?" if language.profile.hour_letter else _NEVER,
    }
    return _BEFORE_RULES.format(**parts), _AFTER_RULES.format(**parts)


def _no_plain_words(language: Language) -> str:
    """Return the alternatives for words in small letters that a rule may match."""
    profile = language.profile
    shorts = (*profile.abbreviations, *profile.counted, *profile.titles)
    words = [regex.escape(short) for short in shorts if short.islower() and short.isalpha()]
    weekdays = filter(str.islower, calendar_names.weekday_names(language) if profile.spaced else ())
    words += [rf"{regex.escape(name)}(?=[-–/]\p{{Ll}}{{2,4}}(?!\p{{L}}))" for name in weekdays]
    words += ["[ivxlcdm]++"] if profile.roman_after else []
    first_letters = "".join({word[0] for word in words if word[0].isalpha()})
    first_letters += "ivxlcdm" * bool(profile.roman_after)
    guard = f"(?=[{first_letters}])"
    return rf"|{guard}(?:{'|'.join(words)})(?!\p{{L}})" if words else ""


def _compile(pattern: str) -> "regex.Pattern[str]":
    return regex.compile(pattern, regex.VERBOSE | regex.DOTALL)


def _any_of(symbols: Iterable[str]) -> str:
    """Return a pattern of the symbols, longest first. It matches none of them within a word.

    Korean particles may follow a symbol.
    """
    longest_first = sorted(symbols, key=len, reverse=True)
    return "|".join(map(_alone, longest_first)) or _NEVER


def _scales(language: Language) -> str:
    """Return the pattern of the scales. Single letters precede currencies: 5 M€, 3 M d'euros."""
    symbols = scales(language)
    letters = "".join(symbol for symbol in symbols if len(symbol) == 1)
    longer = _any_of(symbol for symbol in symbols if len(symbol) > 1)
    return rf"[{letters}](?=\ ?[€$£₽]) | M(?=\ d(?:'|e\ )) | {longer}"


def _codes(symbols: Iterable[str]) -> str:
    """Return the same pattern for signs and codes. Most words after a number are neither."""
    codes = {
        symbol for symbol in symbols if len(symbol) == 3 and symbol.isalpha() and symbol.isascii()
    }
    return rf"(?=[A-Za-z]{{3}}(?!\p{{L}}))(?:{_any_of(codes)}) | {_any_of(set(symbols) - codes)}"


def _alone(symbol: str) -> str:
    pattern = regex.escape(symbol, literal_spaces=False)
    if symbol[0].isalpha():
        pattern = r"(?<!\p{L})" + pattern
    if symbol[-1].isalpha():
        pattern += r"(?!['\p{Latin}\p{N}])" if symbol[-1].isascii() else r"(?![\p{L}\p{N}])"
    return pattern
