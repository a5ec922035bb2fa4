"""German ordinals, whose endings agree with the words around them."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages.german.nouns import is_feminine, is_neuter
from worker.script.normalize.generic.numbers import ordinal
from worker.script.normalize.generic.profile import (
    Context,
    Match,
    context_of,
)

_MONTHS = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)


_EVENTS = regex.compile(r"\p{L}*(?:spiele|tage|wochen|meisterschaften)", regex.IGNORECASE)


# Words before an ordinal, by the ending that they require.
_NUMBERS_BEFORE = regex.compile(
    rf"(?:[0-9]{{1,3}}\.(?:\ (?:{_MONTHS}))?(?:\ [0-9]{{4}})?"
    r"(?:\ ?(?:und|oder|bis|sowie|[,–/-])\ ?))+$"
)


EN = regex.compile(
    r"""(?<!\p{L})(?i:dem|den|des|am|im|vom|zum|zur|beim|bis|ab|seit|nach|vor|unterm|überm
      |(?:[kmds]?eine|ihre|unsere|eure)[mnrs]|(?:diese|jede|jene|welche|manche)[mn]
      |(?:alle|beide)[nr]?)\ $
      |(?<!\p{L})(?i:am|vom|bis|ab|seit|den|dem)\ \p{Lu}\p{Ll}+,?\ $""",
    regex.VERBOSE,
)


DER = regex.compile(r"(?<!\p{L})(?i:der|dieser|jeder|jener|welcher)\ $")


BEFORE_DATIVE = regex.compile(
    r"""(?<!\p{L})(?i:in|an|auf|mit|nach|von|bei|seit|aus|vor|unter|über|während|wegen|zwischen
      |hinter|außer|trotz|laut|gegenüber|neben|dank|innerhalb|anlässlich|ab|zu|gemäß)\ $""",
    regex.VERBOSE,
)


E = regex.compile(
    r"""(?<!\p{L})(?i:die|das|dieses?|jedes?|jenes?|welches?|solche|ins|ans|aufs|fürs|durchs
      |(?:[kmds]?ein|ihr|unser|eur)e)\ $""",
    regex.VERBOSE,
)


_STRONG_DATIVE = regex.compile(r"(?<!\p{L})(?i:in|mit|aus|bei|auf|zu|unter|an|von)\ $")


# A number that ends a sentence, not an ordinal.
LABEL = regex.compile(
    r"""(?<!\p{L})(?:Seite|S\.|Kapitel|Kap\.|Nummer|Nr\.|Art\.|Abs\.|Bd\.|Platz|Jahre?n?|Artikel|Absatz|Band|Zimmer|Punkt
      |Abbildung|Abb\.|Tabelle|Raum|Gleis|Tor|Block|Stufe|Teil|Paragra[fp]h?|§|Uhr|Version|Folge
      |Staffel|Linie|Ziffer|Rang|Halle|Haus|Klasse|Gruppe|Level|Typ|Heft|Zeile|Frage|Liga)\ $""",
    regex.VERBOSE,
)


_SENTENCE_START = (
    "(?:Dort|D(?:ie|er|as|ies|iese|ieser|ieses|en|em|och|ann|anach|amit|abei|afür|arum|a|azu)|E[rs]"
    "|Sie|Wir|Ich|Ihr|Und|Aber|Im?|Am|An|Auf|Aus|Mit|Nach|Beim?|Für|Durch|Wenn|Als|Auch|Nur|So"
    "|Was|Wer|Wie|Wo|Warum|Hier|Heute|Jetzt|Seit|Vo[nmr]|Zu[mr]?|Eine?r?|Ob|Weil|Nun|Man|Nicht"
    "|Noch|Oder|Seine?|Ihre|Unsere?|Alle|Viele|Keine?|Bis|Um|Über|Unter|Zwar|Denn|Später|Zuvor"
    r"|In|Insgesamt|Allerdings|Jedoch|Trotzdem|Laut)(?!\p{L})"
)


ORDINAL = rf"""(?<![\p{{L}}\p{{N}}.,/-]) (?<![0-9]\ )
    (?P<ordinal>[0-9]{{1,3}}|[0-9]{{4}}(?=\.\s(?:Mal|Geburtstag|Jubiläum|Jahrestag|Todestag|Mitglied
        |Besucher|Folge|Tor|Ausgabe)))\.
    (?=\s(?!{_SENTENCE_START})\p{{L}} | \ ?(?:,|und|oder|bis|sowie|[–/-])\ ?[0-9]+\.)
  | (?<=[0-9]\.(?:\ ?(?:,|[–/-])\ ?))(?P<ordinal>[0-9]{{1,3}})\.
    (?=\s\p{{L}} | \ ?(?:,|und|oder|bis|sowie|[–/-])\ ?[0-9]+\.)"""


ALONE = r"(?<!\S)(?P<ordinal>[0-9]{1,9})\.(?=\s*+$)"
LAST = r"(?<=(?i:am|den|dem|zum|vom)\ )(?P<ordinal>[0-9]{1,2})\.(?=\s*+$)"


BETWEEN_ORDINALS = r"(?<=[0-9]\.)\ ?(?P<dash>[–/-])\ ?(?=[0-9]{1,3}\.)"


def agreeing_ordinal(value: int, context: Context, noun: str) -> str:
    """Return an ordinal with the ending that the words before and the noun after it require."""
    before = _NUMBERS_BEFORE.sub("", context.before)
    words = ordinal(value, context.language, _ending(before, noun))
    return words.removeprefix("ein") if value in (100, 1000) else words


def noun_after(after: str) -> str:
    """Return the first capitalized word, which may follow adjectives and further ordinals."""
    match = regex.match(
        r"(?:\ ?(?:und|oder|bis|sowie|[,–/-])\ ?[0-9]+\.)*"
        r"\s(?:\p{L}+e[nrs]?\s(?=\p{L})){0,2}?(\p{Lu}\p{L}+)",
        after,
    )
    return match[1] if match else ""


def _ending(before: str, noun: str) -> str:
    """Return the kind of an ordinal in CLDR: "" for -e, "n" for -en, "r" for -er and so on."""
    is_month = regex.fullmatch(_MONTHS, noun) is not None
    if EN.search(before):
        return "n"
    if der := DER.search(before):
        is_dative = BEFORE_DATIVE.search(before[: der.start()])
        return "n" if is_dative or is_feminine(noun) else ""
    if E.search(before):
        return "n" if _EVENTS.fullmatch(noun) else ""
    if _STRONG_DATIVE.search(before):
        return "r" if is_feminine(noun) else ("n" if is_month else "m")
    if is_feminine(noun):
        return ""
    return "s" if is_neuter(noun) else "r"


def numbered(match: Match, language: Language) -> str | None:
    context = context_of(match, language)
    if LABEL.search(context.before):
        return None
    return agreeing_ordinal(int(match["ordinal"]), context, noun_after(context.after))


def alone(match: Match, language: Language) -> str | None:
    context = context_of(match, language)
    return f"{agreeing_ordinal(int(match['ordinal']), context, '')}." if context.is_alone else None


def last(match: Match, language: Language) -> str:
    """Verbalize the end of "Montag, den 3."."""
    return f"{agreeing_ordinal(int(match['ordinal']), context_of(match, language), '')}."
