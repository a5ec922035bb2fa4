"""Roman numerals. A language's profile decides which of them are numbers, and of what form."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.profile import Context, Match, Profile, Rule, context_of

_CYRILLIC = str.maketrans("ІХСМ", "IXCM")
_NUMERAL = r"""
    (?=[IVXLCDMІХСМ])(?<![\p{L}\p{N}'])(?<![\p{L}\p{N}]\.)(?<![\p{Ll}\p{N}]-)
    (?P<roman>[MМ]{0,3}(?:[CС][MМ]|[CС]D|D?[CС]{0,3})(?:[XХ][CС]|[XХ]L|L?[XХ]{0,3})
        (?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3}))(?<=[IVXLCDMІХСМ])
"""
_AFTER = r"(?![\p{L}\p{N}'°]|-(?![IVXLCDM]++(?!\p{L}))[\p{L}\p{N}])"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LAST_WORD = regex.compile(r"(?<![\p{L}\p{M}'-])([\p{L}\p{M}'-]++\.?)\s*+$")
_NEXT_WORD = regex.compile(r"\s*+([\p{L}\p{M}'-]++)")
_LARGE = regex.compile("[LCDM]")


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rule for Roman numerals, if the language has one."""
    if not profile.roman:
        return ()
    ending = rf"(?P<roman_ending>(?:{profile.roman_ending}))?+" if profile.roman_ending else ""
    found = [Rule(_NUMERAL + ending + _AFTER, _roman)]
    if profile.roman_after:
        after = rf"(?=[ivxlcdm])(?<=(?<!\p{{L}})(?:{profile.roman_after})\ )"
        found.append(Rule(rf"{after}(?P<small>[ivxlcdm]++)(?!\p{{L}})", _small))
    return tuple(found)


def is_certain(written: str) -> bool:
    """Return whether letters are a numeral without a context: not "I", "CD" or "MC"."""
    return len(written) > 1 and not _LARGE.search(written)


def last_word(context: Context) -> str:
    """Return the word before a token; empty if there is punctuation between."""
    match = _LAST_WORD.search(context.before)
    return match[1] if match else ""


def next_word(context: Context) -> str:
    """Return the word after a token; empty if there is punctuation between."""
    match = _NEXT_WORD.match(context.after)
    return match[1] if match else ""


def value_of(numeral: str) -> int:
    """Return the value of a numeral in Latin or Cyrillic letters."""
    values = [_VALUES[letter] for letter in numeral.translate(_CYRILLIC).replace("М", "M")]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _small(match: Match, language: Language) -> str | None:
    roman, numeral = language.profile.roman, match["small"].upper()
    is_numeral = regex.fullmatch(_NUMERAL, numeral, regex.VERBOSE)
    context = context_of(match, language)
    return roman(value_of(numeral), numeral, context) if roman and is_numeral else None


def _roman(match: Match, language: Language) -> str | None:
    roman = language.profile.roman
    if roman is None or not match["roman"]:
        return None
    return roman(value_of(match["roman"]), match[0], context_of(match, language))
