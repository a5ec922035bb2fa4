"""Polish Roman numerals: centuries, monarchs, wars."""

import regex

from worker.script.normalize.generic.languages.polish.declension import (
    LOCATIVE_BEFORE,
    kind_before,
    ordinal,
)
from worker.script.normalize.generic.numbers import cardinal
from worker.script.normalize.generic.profile import (
    Context,
)
from worker.script.normalize.generic.roman import is_certain, last_word, next_word

_REIGNING = regex.compile(
    r"""(?:Jan|Paw|Zygmunt|August|Władysław|Kazimierz|Bolesław|Mieszk|Henryk|Ludwik|Karol|Filip
      |Franciszk|Fryderyk|Wilhelm|Mikołaj|Aleksand|Piotr|Katarzyn|Elżbiet|Jerz|Edward|Ryszard|Pius
      |Benedykt|Leon|Grzegorz|Klemens|Innocent|Urban|Juliusz|Napoleon|Leopold|Ferdynand|Albert|Otton
      |Przemysł|Stefan|Iwan|Gustaw|Krystyn|Małgorzat|Józef|Ramzes|Tutmozis)\p{L}*$""",
    regex.VERBOSE,
)


def roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "XIX wieku", "Jana Pawła II", "II wojna światowa", "tom IV"."""
    before, after = last_word(context), next_word(context)
    if _REIGNING.match(before):
        return ordinal(value, _name_kind(before), context.language)
    if after == "w" and regex.match(r"\ w\.", context.after):
        kind = "locative" if LOCATIVE_BEFORE.search(context.before) else "genitive"
        return ordinal(value, kind if context.before.strip() else "nominative", context.language)
    if (
        after.islower()
        and len(after) > 2
        and (len(written) > 1 or after.startswith(("wiek", "wojn")))
    ):
        return ordinal(value, kind_before(after, context.before), context.language)
    if before.lower() in ("tom", "rozdział", "część", "akt", "klasa", "księga"):
        return cardinal(value, context.language)
    return cardinal(value, context.language) if is_certain(written) else None


def _name_kind(name: str) -> str:
    if name.endswith("a") and not name.startswith(
        ("Katarzyna", "Elżbieta", "Krystyna", "Małgorzata")
    ):
        return "genitive"
    if name.endswith("y") or name.endswith("i"):
        return "feminine-genitive" if name[:4] in ("Kata", "Elżb", "Krys", "Małg") else "nominative"
    kinds = {"a": "feminine", "ę": "feminine-accusative", "m": "locative", "u": "dative"}
    return kinds.get(name[-1], "nominative")
