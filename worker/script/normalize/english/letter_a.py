"""Tells the letter A, which is spoken "ay", from the article."""

import re

from worker.script.normalize.english.context import END, LABELS
from worker.script.normalize.ipa import notate
from worker.script.normalize.rules import LETTER, Rule, Verbalize
from worker.script.normalize.tables import word_set

LETTER_A = notate("A", "eɪ")
_LETTERS_A = notate("As", "eɪz")

_LABELS = (
    LABELS
    | word_set("""
        annex area arm bond candidate case category cell chapter column company court door entrance
        exam factor formula fund hepatitis influenza item lane league liga matrix model module node
        option panel party patient person phase plan player pool protein sample serie series side
        size station student study subtype suspect team tier tram trial variable variant version
        vertex vitamin wing witness
    """)
) - word_set("article block box coach form grade house level no number page part rule seat stage")
"""Nouns whose capital A is a letter, in a heading with capitals too. Words that are also verbs
are left out: "Share A Meal" has an article."""
_DETERMINERS = word_set(
    "the an his her my our your their its this that each every no double triple"
)
"""Words that no article follows."""
_NO_NOUN = (
    r"and|or|to|is|was|were|are|had|would|could|should|did|does|in|on|at|from|of|by|for|with|than"
    r"|as|because|if|when|while|which|that|versus|vs|levels"
)
"""Words that do not follow an article."""

_BEFORE = re.compile(r"([^\W\d_]+)[ -]$")
_CLOSED = re.compile(rf"[.,;:!?)\]/+\"”’']|-(?!\w)|\s*$|\s[-–—&/]|\s(?:{_NO_NOUN}){END}(?!-)")
"""Matches what follows a letter only."""
_CAPITAL = re.compile(r"\s[A-Z0-9]")
_SMALL = re.compile(r"\s[a-z]")
_POSSESSIVE = re.compile(r"['’]s" + END)
_SPELLED = re.compile(r"(?<![\w.'-])A(?![\w.'-])")
_WINDOW = 40  # code points


def as_letter(verbalize: Verbalize) -> Verbalize:
    """Return a verbalizer whose results name the letter A, as in "A four" for A4."""

    def verbalize_with_letter(match: re.Match[str]) -> str | None:
        spoken = verbalize(match)
        if spoken is None or "A" not in spoken or _POSSESSIVE.match(match.string, match.end()):
            return spoken
        return _SPELLED.sub(LETTER_A, spoken)

    return verbalize_with_letter


def with_plain_letters(spoken: str) -> str:
    """Return a spoken form for people, who need not be told how to pronounce A."""
    return spoken.replace(LETTER_A, "A").replace(_LETTERS_A, "As")


def _alone(match: re.Match[str]) -> str | None:
    """Verbalize the A of "Plan A failed", not that of "A plan failed"."""
    text, start, end = match.string, match.start(), match.end()
    if _POSSESSIVE.match(text, end):
        return None
    if _CLOSED.match(text, end):
        return LETTER_A
    before = _BEFORE.search(text, max(0, start - _WINDOW), start)
    if before is None:  # at the start of a sentence or a quotation
        return None
    word = before[1].lower()
    if _CAPITAL.match(text, end):
        return LETTER_A if word in _LABELS or word in _DETERMINERS else None
    return LETTER_A if _SMALL.match(text, end) else None


def _plural(match: re.Match[str]) -> str | None:
    """Verbalize the As of "straight As"."""
    before = _BEFORE.search(match.string, max(0, match.start() - _WINDOW), match.start())
    is_noun = before and (before[1].islower() or before[1].lower() in _DETERMINERS)
    return _LETTERS_A if is_noun else None


RULES = (
    Rule(LETTER, rf"A{END}(?!-\w)", _alone),
    Rule(LETTER, rf"As{END}(?!-\w)", _plural),
)
