"""Gender of German nouns, by their endings and by lists."""

import regex

_FEMININE = regex.compile(
    r"""\p{L}+(?:ung|heit|keit|schaft|tion|sion|gion|nion|tät|ik|enz|anz|age|ur)s?
      | (?!(?:Name|Junge|Kollege|Kunde|Zeuge|Erbe|Experte|Löwe|Buchstabe|Gedanke|Knabe|Neffe|Käse
            |Interesse|Hase|Riese|Friede|Glaube|Wille|Haufe|Same|Funke|Geselle|Bote|Ge\p{L}+
            |\p{L}*(?:ende|auge|finale))$)\p{Lu}\p{L}+e
      | \p{L}*(?:liga|firma|frau|stadt|hand|nacht|zeit|wahl|zahl|welt|kraft|tür|art|form|arbeit
            |antwort|mark|tochter|mutter|schwester|nummer|bank|wand|fahrt|schicht|feier|ziffer
            |kammer|macht|pflicht|sicht|schlacht|armee|person|partei|polizei|million|uhr|hälfte
            |folie|datei|insel|regel|tafel|schulter|mauer|steuer|dauer|gefahr|saison|idee|kopie)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_NEUTER = regex.compile(
    r"""\p{L}*(?:chen|lein|ment|tum|um|jahr|jahrhundert|jahrzehnt|jahrtausend|mal|kapitel|spiel
        |quartal|buch|semester|haus|tor|drittel|viertel|bild|lied|geschoss|stockwerk|gebot
        |training|rennen|treffen|mädchen|kind|tier|auto|boot|schiff|land|dorf|werk|album|bataillon
        |regiment|korps|jh|jhd|jhdt|og|ug|dg|zi|prozent|kilo|pfund|stück|wort|ding|team|finale|opus|konzert|reich|konzil
        |leben|bein|pferd|ei|programm|gesetz|schuljahr|jubiläum|album|ticket|zimmer|fenster)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_MASCULINE = regex.compile(r"\p{L}*(?:reichstag|baum|raum|traum|konsum)", regex.IGNORECASE)


def is_feminine(noun: str) -> bool:
    """Return whether a singular noun is feminine, as far as is known."""
    return _FEMININE.fullmatch(noun) is not None


def is_neuter(noun: str) -> bool:
    """Return whether a singular noun is neuter, as far as is known."""
    is_listed = _NEUTER.fullmatch(noun) is not None
    return is_listed and not is_feminine(noun) and not _MASCULINE.fullmatch(noun)
