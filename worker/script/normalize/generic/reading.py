"""A text from left to right, and what is said for each part of it."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import regex

from worker.script.normalize.generic.amounts import amount_in_words
from worker.script.normalize.generic.cldr import currencies, currency, of_unit
from worker.script.normalize.generic.datetimes import date_in_words, time_in_words
from worker.script.normalize.generic.fractions import share_in_words
from worker.script.normalize.generic.grammar import pieces
from worker.script.normalize.generic.language import Language, find_language
from worker.script.normalize.generic.numbers import integer, one_by_one
from worker.script.normalize.generic.tables import (
    AND,
    AT,
    DEGREE,
    DOTS,
    FOR_A_COLON,
    PERCENT,
    POINTS,
    TO,
)
from worker.script.normalize.spoken import Decided, Spoken, Word

Found = regex.Match[str]

_AROUND_HOST = regex.compile(r"^(?:https?://|www\.)++|[/?\#:].*", regex.IGNORECASE | regex.DOTALL)
_NO_HOST = regex.compile(r"[^\p{L}\p{M}\p{N}.-]++")
_PROTOCOL = regex.compile(r"https?|www", regex.IGNORECASE)
_DIGITS_BEFORE = regex.compile(r"(?<![-–0-9])[0-9]++$")
_DIGITS_AFTER = regex.compile(r"[0-9]++(?![-–])")
_REACH = 20  # code points


def read(text: str, primary: str, region: str, decided: Sequence[Decided] = ()) -> Spoken:
    """`text` with its numbers and signs in words of the language with that primary subtag."""
    return _read(text, 0, find_language(primary, region), decided)


def _read(text: str, place: int, language: Language, decided: Sequence[Decided] = ()) -> Spoken:
    spoken, words, blank = "", [], False
    for kind, start, end, said in _parts(text, place, language, decided):
        if kind in ("blank", "unheard") or (kind == "between" and not said):
            blank = blank or kind != "unheard"
            continue
        beside = language.blank and spoken[-1:].isalnum() and said[:1].isalnum()
        spoken += " " if spoken and (blank or (beside and kind != "mark")) else ""
        if kind != "mark":
            words.append(Word(start, end, len(spoken), len(spoken) + len(said)))
        spoken += said
        blank = kind == "between" and bool(language.blank)
    return Spoken(spoken, tuple(words))


def _parts(
    text: str, place: int, language: Language, decided: Sequence[Decided]
) -> Iterator[tuple[str | None, int, int, str]]:
    """Each part's kind, where it stands in the text, and what is said for it."""
    for part in (*decided, Decided(len(text), len(text), "")):
        for found in pieces(language).finditer(text, place, part.start):
            yield found.lastgroup, *found.span(), _say(found, language)
        if part.end > part.start:
            yield "decided", part.start, part.end, part.spoken
        place = part.end


def _say(found: Found, language: Language) -> str:
    speak = _SPEAK.get(found.lastgroup or "")
    said = speak(found, language) if speak else None
    return found[0].replace("\u2060", "") if said is None else said


def _link(found: Found, language: Language) -> str:
    """The host is what is said of an address."""
    host = _NO_HOST.sub(" ", _PROTOCOL.sub("", _AROUND_HOST.sub("", found[0])))
    said = regex.sub(
        "[0-9]+", lambda digits: f" {integer(digits[0], language) or digits[0]} ", host
    )
    return " ".join(said.replace(" .", ".").split())


def _word(found: Found, language: Language) -> str | None:
    """Whatever it stands in, no voice can say it as a word."""
    spelled = _PROTOCOL.sub(lambda letters: f" {' '.join(letters[0].upper())} ", found[0])
    return None if spelled == found[0] else " ".join(spelled.split())


def _date(found: Found, language: Language) -> str | None:
    written = date_in_words(found, language)
    if written is None:
        return _group_by_group(found, language, " ")
    before = found.string[max(0, found.start() - _REACH) : found.start()]
    return _read(before + written, len(before), language).text


def _between(found: Found, language: Language) -> str | None:
    """What stands between two numbers; nothing where they are only said one after the other."""
    match found[0].strip():
        case ".":
            return (POINTS if language.point == "." else DOTS).get(language.name, "")
        case ":":
            return FOR_A_COLON.get(language.name, "")
        case "/":
            return ""
    return TO.get(language.name, "") if _is_range(found) else ""


def _is_range(found: Found) -> bool:
    """As 10-15, but no result as 3-1, no telephone number and no code as 2-07."""
    first = _DIGITS_BEFORE.search(found.string, max(0, found.start() - _REACH), found.start())
    second = _DIGITS_AFTER.match(found.string, found.end())
    if not first or not second or second[0].startswith("0"):
        return False
    return int(second[0][:_REACH]) > int(first[0])


def _lone(found: Found, language: Language) -> str:
    """A sign without a number."""
    if found[0] == "&":
        return AND.get(language.name, found[0])
    if code := currencies(language).get(found[0]):
        return currency(code, _ANY, language)
    unit = {"%": PERCENT, "°": DEGREE}.get(found[0])
    return of_unit("", unit, _ANY, language).strip() if unit else ""


def _phone(found: Found, language: Language) -> str | None:
    """With a pause between the groups."""
    return _group_by_group(found, language, ", ")


def _group_by_group(found: Found, language: Language, between: str) -> str | None:
    groups = [one_by_one(digits, language) for digits in regex.findall("[0-9]+", found[0])]
    return between.join(filter(None, groups)) if all(groups) else None


_ANY = Decimal(2)
_SPEAK: dict[str, Callable[[Found, Language], str | None]] = {
    "amount": amount_in_words,
    "at": lambda found, language: AT.get(language.name),
    "between": _between,
    "date": _date,
    "link": _link,
    "lone": _lone,
    "phone": _phone,
    "share": share_in_words,
    "time": time_in_words,
    "word": _word,
}
"""By the kind of a piece; None leaves it as it is written."""
