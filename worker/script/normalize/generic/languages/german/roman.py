"""German Roman numerals: monarchs, centuries, chapters."""

import regex

from worker.script.normalize.generic.languages.german.ordinals import (
    DER,
    EN,
    E,
    agreeing_ordinal,
    noun_after,
)
from worker.script.normalize.generic.numbers import cardinal, ordinal
from worker.script.normalize.generic.profile import (
    Context,
    Match,
)
from worker.script.normalize.generic.roman import is_certain

_REIGNING = regex.compile(
    r"""(?P<name>Wilhelm|Friedrich|Heinrich|Ludwig|Karl|Otto|Franz|Jose[fp]h?|Leopold|Maximilian
      |Rudolf|Ferdinand|Napoleon|Elisabeth|Elizabeth|Georg|Eduard|Richard|Jakob|Philipp|Alfons
      |Felipe|Carlos|Alexander|Nikolaus|Peter|Katharina|Iwan|Gustav|Christian|Harald|Margrethe
      |Albert|Baudouin|Benedikt|Johannes|Paul|Pius|Leo|Gregor|Klemens|Innozenz|Urban|Julius
      |Sixtus|Bonifaz|Viktor|Emanuel|Umberto|Konrad|Lothar|Adolf|August|Ernst|Johann|Albrecht
      |Willem|Ramses|Thutmosis|Ptolemäus|Mehmed|Suleiman|Hassan|Mohammed|Charles|Louis|Henri
      )(?P<genitive>s)?\ $""",
    regex.VERBOSE,
)


_QUEENS = frozenset({"Elisabeth", "Elizabeth", "Katharina", "Margrethe"})


_DATIVE_NAME = regex.compile(
    r"(?<!\p{L})(?:von|unter|mit|bei|nach|vor|seit|gegenüber|zu|zwischen|bis)\ (?:\p{Lu}\p{L}+\ )*$"
)


_ACCUSATIVE_NAME = regex.compile(
    r"(?<!\p{L})(?:für|gegen|durch|über|um|ohne)\ (?:\p{Lu}\p{L}+\ )*$"
)


_COUNTED = regex.compile(
    r"""(?<!\p{L})(?:Band|Kapitel|Teil|Akt|Buch|Weltkrieg|Klasse|Artikel|Abschnitt|Stufe|Phase|Typ
      |Gruppe|Staffel|Episode|Tabelle|Anhang|Szene|Abbildung|Apollo|Saturn|Hartz
      |Nr\.|Kap\.|Bd\.|Art\.)\ $""",
    regex.VERBOSE,
)


def roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "Wilhelm II.", "XXI. Jahrhundert" and "Kapitel IV"."""
    numeral, point = written.rstrip("."), written.endswith(".")
    ends = point and not context.after.strip(" \"')")
    words = cardinal(value, context.language)
    if _COUNTED.search(context.before):
        return words + "." * point
    if not point:
        return words if is_certain(numeral) else None
    if reigning := _REIGNING.search(context.before):
        return _reigning(value, reigning, context) + "." * ends
    if (noun := noun_after(context.after)) and not ends:
        before = context.before
        shows_ordinal = is_certain(numeral) or any(e.search(before) for e in (DER, EN, E))
        return agreeing_ordinal(value, context, noun) if shows_ordinal and numeral < "Y" else None
    return words + "." if is_certain(numeral) else None


def _reigning(value: int, name: Match, context: Context) -> str:
    before, kind, article = context.before, "n", "der"
    if name["genitive"]:
        article = "des"
    elif _DATIVE_NAME.search(before):
        article = "dem"
    elif _ACCUSATIVE_NAME.search(before):
        article = "den"
    else:
        kind = ""
    if name["name"] in _QUEENS:
        article = {"der": "die", "dem": "der", "den": "die", "des": "der"}[article]
    words = ordinal(value, context.language, kind)
    return f"{article} {words[0].upper()}{words[1:]}"
