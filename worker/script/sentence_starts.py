"""Corrects sentencex: patterns of starts that it finds wrongly, and of those that it misses."""

import functools
from collections.abc import Iterator, Mapping

import regex

from worker.script.dotted_abbreviations import (
    BEFORE_NAMES,
    BEFORE_NUMBERS,
    BEFORE_WORDS,
    CARDINAL_NOUNS,
    LAST_OF_LISTS,
    ORDINAL_DETERMINERS,
    STARTERS,
)

Pattern = regex.Pattern[str]

ORDINAL_LANGUAGES = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "lv", "nb", "no", "sk", "sl", "sr", "tr"}
)
"""Languages that write a dot behind an ordinal number."""

_NUMBERS_MISSED = frozenset({"ca", "cs", "da", "de", "fi", "kk", "sk"})
"""Languages in which sentencex misses all sentences that begin with a number."""

_NUMBER = r"§|[\"'“‘«„(]?(?:US|CA|A)?\p{Sc}?\ ?\d"
_ROMAN = r"(?:[IVXLCDM]{2,8}|[VX])\b"
_NAME = r"[\"'“‘«„]?[\p{Lu}\p{Lo}\d]"
_SCALES = "Tsd|Mill|Mio|Mrd|Bio|mld|mln|mrd|milj|mia|tis|tys|тыс|тис"
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun"
_MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_BOOKS = (
    "Gen|Exod?|Lev|Num|Deut|Josh|Judg|Sam|Kgs|Chron?|Neh|Esth|Pss?|Prov|Eccl(?:es)?|Isa|Jer|Lam"
    "|Ezek|Dan|Hos|Obad|Mic|Nah|Hab|Zeph|Hag|Zech|Mal|Matt|Mt|Mk|Lk|Jn|Rom|Cor|Gal|Eph|Phil|Col"
    "|Thess|Tim|Tit|Philem|Phlm|Heb|Jas|Pet|Rev|Macc|Sir|Wis|Tob|Bar"
)

_FALSE_START = rf"""
    (?<=[ap]\.m\.\ +)(?=
        (?:{_DAYS}|{_MONTHS}|{_SHORT_MONTHS})\b
      | (?:\p{{Lu}}{{1,4}}T|UTC|GMT|[A-Z]{{2}}ST)\b
      | (?:Eastern|Central|Mountain|Pacific|Atlantic)
        (?:\ (?:and|or|on|at|in|to|until|through|for|with|every|each)\b|[,;.)]|$)
      | (?!Some|This|That|Next|Every|Each|Any|No|Last|One|Half|Part|Play|By|The|In|At|On|From|It)
        (?:\p{{Lu}}\p{{Ll}}++\ ){{1,3}}(?:[Ss]tandard\ |[Dd]aylight\ )?[Tt]ime\b)
  | (?<=\b(?:{_DAYS})\.,?\ +)(?=(?:{_MONTHS}|{_SHORT_MONTHS})\b)
  | (?<=\b(?:{_DAYS})\.,?\ +)(?=\d{{1,2}}(?:[:.]\d\d)?\ ?(?:[-–]\ ?\d|[ap]\.?m|to\ \d))
  | (?<=(?<![^\s(])\d{{1,2}}\.\ +)(?=\p{{Ll}})                   # 1. miejsce
  | (?<=\b\p{{Lu}}{{2}}\.\ +)(?=\p{{Lu}}{{2}}\.)                   # EE. UU., JJ. OO.
  | (?<=\b[ad]\.\ +)(?=C\.)                                      # 393 d. C.
  | (?<=(?<![\p{{L}}\p{{M}}])\p{{Lo}}\.\ *)(?=\p{{Lo}}\.)                # ق.م.
  | (?<=\p{{Lu}}\.)(?=\p{{L}})  | (?<=\.)(?=\p{{Lu}}(?!\p{{Ll}}))   # ASP.Net, example.NET
  | (?<=\.)(?=[-–ºª\p{{Lm}}])                                           # J.-C., n.º
  | (?<=\ )(?=[—–]\ *+\p{{Ll}})                                 # «Да?» — сказал он.
  | (?<=[」』])(?=と|って)                                       # 「はい。」と言う。
  | (?=[,;/]|:\s)                                               # 44 a.C., hab./km²
  | (?=[A-Z]\.\ \d{{1,4}}-\d) | (?<=\b[A-Z]\.\ +)(?=\d{{1,4}}-\d)  # art. L. 121-3
  | (?=[\p{{M}}\u200d])                                         # part of the preceding character
"""
_FALSE_START_ENGLISH = rf"""
  | (?<=\d-(?:lbs?|oz|ft|in|yd|yr|mi|hr|min|sec|mo|wk|gal|qt|sq)\.\ +)(?=\p{{L}})   # 210-lb. QB
  | (?<=\b(?:Vols?|Chs?|Bks?|Pt|Chap|Amend|Div|Sched|Tit)\.\ +)(?=[IVXLC]++\b)
  | (?<=\b(?:{_BOOKS})\.\ +)(?=\d++(?::|\.\d))
  | (?<=\b[1-4]\ ?(?:{_BOOKS})\.\ +)(?=\d)
  | (?<=\b(?:Matt|Mt|Mk|Lk|Jn|Rom|Cor|Eph|Thess|Deut|Exod|Lev|Isa|Jer|Ezek|Prov|Pss?)\.\ +)(?=\d)
  # Law: 45 F. Supp. 2d 100, Fed. R. Civ. P. 12, Pub. L. No. 104, Cal. App. 4th
  | (?<=\b(?:Fed|Nat|Intl?)\.\ +)(?=(?:R|Reg|Cir|Cl|Appx|Evid)\b)
  | (?<=\b(?:Civ|Crim|Evid|Bankr|Proc)\.\ +)(?=\p{{Lu}}\.|\d|§|Code|Proc|Rule)
  | (?<=\b\p{{Lu}}\p{{Ll}}{{1,6}}\.\ +)(?=Code\b|\d{{1,3}}(?:d|st|nd|rd|th)\b)
  | (?<=\b(?:App|Exh?|Sched|Figs?|Secs?|Div|Apt|Pt|Bldg|Rm)\.\ +)(?=[A-H]\b)
  | (?<=\b(?:Pub|Priv)\.\ +)(?=L\.)  | (?<=\b[A-Z]\.\ +)(?=Nos?\.\ \d|Supp\.|App\.|Ct\.|Rptr\.)
  | (?<=\b(?:Supp|App|Ct|Ed|Rptr|Reporter|Stat|Reg|Rep|Dist|Cir|Div|Cl)\.\ +)
    (?=\d|(?:Div|Dist|Ct|App|Supp|Reg|Rptr)\.)
  | (?<=\b(?:Op|Hob|BWV)\.\ +)(?=[IVXLC]++(?::|\b))
"""
_FALSE_START_ORDINAL = r"""
  | (?<=(?<![^\s(])\d{1,2}\.\ +)(?=\p{L})                       # im 19. Jahrhundert
  | (?<=\d\.\ ?[-–/]\ ?\d{1,2}\.\ +)(?=\p{L})                     # 3.-5. Mai
"""
_FALSE_START_CASED = r"""
  | (?<=[\p{L}\d][\"'”’»)\]]?\.[\"'”’»)\]]*\ +)(?=\p{Ll}++(?!\p{Lu})|&)
"""
_FALSE_START_POLISH = r"""
  | (?<=(?:^|[.!?]\ )(?:W|Od|Do|Po|Około|Przed)\ (?:\p{Ll}+\ )?(?:\d{3,4}|[IVX]{1,6})
    \ [rw]\.\ +)(?=\p{Lu})                                      # W 2010 r. Polska
"""
_FALSE_START_ROMAN = r"""
  | (?<=(?<![^\s(])[IVX]{1,6}\.\ +)(?=\p{Lu})                     # II. Mehmed
"""
_FALSE_START_GERMAN = r"""
  | (?<=\b[IVXL]++\.\ +)(?=(?:Jahrhundert|Jh|Jhd|Weltkrieg|Internationale?n?|Abschnitt)\b)
"""


_HONOURED = r"""
  | (?<=\b(?:[Ii]m|[Ии]м|[Іі]м)\.\ +)(?=\p{Lu})                  # школа им. Пушкина
"""
"""The word also is a pronoun, which may end a sentence."""

_END_MARK = regex.compile(r"[.…!?][\"'”’»“)\]]*+\s*+$")
_MAX_FRAGMENT = 40  # code points
_AFTER_END = regex.compile(r"[.…!?][\"'”’»“)\]]*+\ ++(?=\S)")


def false_start(language: str, plain: str) -> Pattern:
    """Return a pattern that matches where sentencex wrongly finds a sentence start in `plain`.

    Where sentences begin with capitals, none begins with a small letter; and none in a short line
    without an end mark, such as "2 tbsp. sugar".
    """
    is_fragment = len(plain) <= _MAX_FRAGMENT and not _END_MARK.search(plain)
    is_cased = is_fragment or any(map(str.isupper, plain))
    return _false_start(language, is_cased)


def missed_starts(language: str, plain: str) -> Iterator[int]:
    """Yield certain sentence starts, most of which sentencex misses."""
    is_start = _missed_start(language).match
    for dot in _AFTER_END.finditer(plain):
        if is_start(plain, dot.end()):
            yield dot.end()


@functools.lru_cache
def _false_start(language: str, is_cased: bool) -> Pattern:
    names, numbers = _words(BEFORE_NAMES, language), _words(BEFORE_NUMBERS, language)
    rules = _FALSE_START
    rules += rf" | (?<=\d\ ?(?:{_SCALES})\.\ +)(?=\p{{L}})(?!{_starter(language)})"
    rules += rf" | (?<={names}\.\ +)(?={_NAME})"
    rules += rf" | (?<={numbers}\.\ +)(?={_NUMBER}|{_ROMAN})"
    rules += _FALSE_START_CASED if is_cased else ""
    rules += rf" | (?<={_words(BEFORE_WORDS, language)}\.\ +)(?=[\p{{Ll}}\d])"
    if language == "en":
        rules += _FALSE_START_ENGLISH
    if language == "de":
        rules += _FALSE_START_GERMAN
    if language in ("hu", "tr"):
        rules += _FALSE_START_ROMAN
    if language == "pl":
        rules += _FALSE_START_POLISH
    if language in ORDINAL_LANGUAGES:
        rules += _FALSE_START_ORDINAL
    if language in ("bg", "pl", "ru", "uk"):
        rules += _HONOURED
    if language in ORDINAL_DETERMINERS:
        determiner = rf"\b(?i:{_any_of(ORDINAL_DETERMINERS[language])})"
        rules += rf" | (?<={determiner}\ (?:\d{{1,4}}|[IVXL]{{1,7}})\.\ +)(?=\p{{Lu}})"
    return regex.compile(rules, regex.VERBOSE)


@functools.lru_cache
def _missed_start(language: str) -> Pattern:
    """Return a pattern that matches at certain starts, which come behind a dot and a blank."""
    starter = _starter(language)
    in_prose = starter if language == "de" else r"[\"'“‘«„(¿¡]?\p{Lu}"  # German has capital nouns
    abbreviated = f"{_words(BEFORE_NAMES, language)}|{_words(BEFORE_NUMBERS, language)}"
    rules = [
        r"(?<=\bOK\.\ +)(?=\p{Lu})",
        rf"(?<=\b(?:{_any_of(LAST_OF_LISTS)}|т\.\ ?[дп])\.\ +)(?={in_prose})",
        rf"(?<=\p{{Ll}}{{4}}[.!?][)\]]\ +|\p{{L}}(?:…|\.\.\.)\ +)(?={in_prose})",
        rf"(?<=\p{{L}}{{2}}\.\ +)(?<!(?:{abbreviated})\.\ +)(?={starter})",
        rf"(?<=\b[aAdvn]\.\ ?(?:C|Chr|Kr|e|J\.-C)\.\ +)(?={starter})",
        rf"(?<=/\p{{L}}{{1,4}}\.\ +)(?={starter})",
        rf"(?<=\d\ (?:[rгр]|[гр][гр])\.\ +)(?={starter})",
    ]
    if language in ORDINAL_LANGUAGES:
        rules.append(rf"(?<=[\p{{L}}\p{{Pf}}\"%)]\.?\ \d{{1,4}}\.\ +)(?={starter})")
    if language in CARDINAL_NOUNS:
        nouns = _any_of(CARDINAL_NOUNS[language])
        rules.append(rf"(?<=\b(?:{nouns})\.?\ \d{{1,4}}\.\ +)(?=\p{{Lu}})")
    if language in _NUMBERS_MISSED:
        rules.append(
            rf"(?<!(?:{abbreviated})\.\ +)(?<=(?:\p{{L}}{{3}}|\d{{2}}|[\p{{Pf}}\"%)])"
            rf"\.[\"'”’»“)\]]*\ +)(?={_NUMBER})(?!\d{{1,2}}\.)"
        )
    return regex.compile("|".join(f"(?:{rule})" for rule in rules))


def _starter(language: str) -> str:
    """Return a pattern of the words that certainly begin a sentence."""
    starters = STARTERS.get(language)
    return rf"[\"'“‘«„(]?(?:{_any_of(starters)})\b" if starters else r"(?!)"


def _words(table: Mapping[str, str], language: str) -> str:
    """Return a pattern of the abbreviations of a language, and of those of all languages."""
    words = f"{table.get('', '')} {table.get(language, '')}"
    return rf"(?:(?<![\p{{L}}\p{{M}}\p{{N}}.])(?:{_any_of(words)}))"


def _any_of(words: str) -> str:
    """Return a pattern of the words, of which those in small letters may have a capital first."""
    return "|".join(map(_either_case, dict.fromkeys(words.split())))


def _either_case(word: str) -> str:
    if word.startswith("*"):
        return rf"\p{{L}}*{regex.escape(word[1:])}"
    first = word[0]
    return f"[{first}{first.upper()}]{regex.escape(word[1:])}" if first.islower() else word
