"""Pattern of all tokens of a text: one regular expression for each language."""

import functools
from collections.abc import Iterable

import regex

from worker.script.normalize.generic.cldr import currencies, scales, units
from worker.script.normalize.generic.fractions import fraction_pattern
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.tables import HOUR_LETTER, ORDINAL_ENDINGS

_TOKENS = r"""
    (?P<blank>\s++)
  | (?P<word>(?![{trigger_letters}])\p{{Ll}}{letters}*+(?:['-]{letters}++)*+)
  | (?P<phone>(?<![\p{{L}}\p{{N}}])(?:\+|00?)[1-9](?:[\ ()/-]{{0,2}}[0-9]){{6,14}}+(?![0-9]))
  | (?P<silent>["*_#~^|<>=\[\]{{}}\\]++ | (?<![\p{{L}}\p{{N}}])@(?=[\p{{L}}\p{{N}}_]))
  | (?P<link>(?i:https?://|www\.)[^\s<>"']*+)
  | (?P<at>(?<=[\p{{L}}\p{{N}}_])@(?=[\p{{L}}\p{{N}}]))
  | (?P<date>(?<![0-9]) (?:
        (?P<year>[12][0-9]{{3}})(?P<dash>[./-])(?P<month>[01]?[0-9])(?P=dash)(?P<day>[0-3]?[0-9])
      | (?P<first>[0-3]?[0-9])(?P<dot>[./-])(?P<second>[0-3]?[0-9])(?P=dot)(?P<year>[12][0-9]{{3}})
    ) (?![0-9]))
  | (?P<time>(?<![0-9:]) (?P<hour>[01]?[0-9]|2[0-4])
        (?: : | {hour_letter} | \.(?=[0-9]{{2}}\ (?:Uhr|uur)) ) (?P<minute>[0-5][0-9])
        (?![0-9:]) (?:\ ?(?:Uhr|uur|h)(?!\p{{L}}))?+)
  | (?P<fraction>{fraction})
  | (?P<amount>
        (?:(?P<before>{signs}|%)\ ?)?+ (?:(?<![\p{{L}}\p{{N}}])(?P<minus>-))?+
        (?:(?P<whole>{grouped}|[0-9]++)(?:{point}(?P<decimals>[0-9]++))?+)
        (?:(?P<ordinal>{ordinal}) | (?P<myriads>\ ?[万萬亿億兆만억조]++)
         | \ ?(?P<scale>{scales})\.?+ )?+
        (?:\ ?(?P<after>{signs}) | \ ?(?P<unit>{units}))?+
    )
  | (?P<separator>(?<=[0-9]) (?: :|/|\.|\ ?[-–]\ ? ) (?=[0-9]))
  | (?P<word>{letters}++(?:['-]{letters}++)*+)
  | (?P<symbol>[%&°]|\p{{Sc}})
  | (?P<punctuation>.)
"""
_LETTERS = r"[\p{L}\p{M}\u2060]"
_NEVER = "(?!)"


@functools.lru_cache(maxsize=64)
def token_pattern(language: Language) -> "regex.Pattern[str]":
    """Return the pattern of a token. Its kind is the name of the last group that matched."""
    if language.point == ".":  # and two digits together in India
        grouped = "[0-9]{1,3}(?P<apart>[,'])(?:[0-9]{2,3}(?P=apart))*[0-9]{3}(?![0-9])"
        point = r"\."
    else:
        grouped = r"[0-9]{1,3}(?P<apart>[.\ '])[0-9]{3}(?:(?P=apart)[0-9]{3})*+(?![0-9])"
        point = ","
    signs = currencies(language)
    ordinal = ORDINAL_ENDINGS.get(language.name)
    hour_letter = r"\ ?h\ ?" if language.name in HOUR_LETTER else _NEVER
    return regex.compile(
        _TOKENS.format(
            letters=_LETTERS,
            # Most words begin with none of these letters and skip the other alternatives.
            trigger_letters="hw" + "".join({sign[0] for sign in signs if sign[0].islower()}),
            grouped=grouped,
            point=point,
            ordinal=rf"(?<![0-9]{{3}})(?:{ordinal})(?![\p{{L}}\p{{N}}])" if ordinal else _NEVER,
            signs=_any_of(signs),
            scales=_any_of(scales(language)).replace("M(?!", r"M(?=\ ?[€$£])(?!"),
            units=_any_of(units(language)),
            hour_letter=hour_letter,
            fraction=fraction_pattern(language) or _NEVER,
        ),
        regex.VERBOSE | regex.DOTALL,
    )


def _any_of(symbols: Iterable[str]) -> str:
    """Return a pattern of the symbols, longest first. It matches none of them within a word.

    Korean particles may follow a symbol.
    """
    longest_first = sorted(symbols, key=len, reverse=True)
    return "|".join(map(_alone, longest_first)) or _NEVER


def _alone(symbol: str) -> str:
    pattern = regex.escape(symbol, literal_spaces=False)
    if symbol[0].isalpha():
        pattern = r"(?<!\p{L})" + pattern
    if symbol[-1].isalpha():
        pattern += r"(?![\p{Latin}\p{N}])" if symbol[-1].isascii() else r"(?![\p{L}\p{N}])"
    return pattern
