"""How languages write numbers, and what they call the signs beside them."""

_NAMES = {
    "ca": "per_cent euros dòlars lliures graus i",
    "cs": "procent eur dolarů liber stupňů a",
    "da": "procent euro dollar pund grader og",
    "de": "Prozent Euro Dollar Pfund Grad und",
    "es": "por_ciento euros dólares libras grados y",
    "fi": "prosenttia euroa dollaria puntaa astetta ja",
    "fr": "pour_cent euros dollars livres degrés et",
    "hu": "százalék euró dollár font fok és",
    "it": "per_cento euro dollari sterline gradi e",
    "nl": "procent euro dollar pond graden en",
    "no": "prosent euro dollar pund grader og",
    "pl": "procent euro dolarów funtów stopni i",
    "pt": "por_cento euros dólares libras graus e",
    "ro": "la_sută euro dolari lire grade și",
    "ru": "процентов евро долларов фунтов градусов и",
    "sv": "procent euro dollar pund grader och",
    "tr": "yüzde euro dolar sterlin derece ve",
    "uk": "відсотків євро доларів фунтів градусів і",
}
SIGNS = {
    language: dict(
        zip("%€$£°&", names.replace(" ", "\t").replace("_", " ").split("\t"), strict=True)
    )
    for language, names in _NAMES.items()
}
"""What the sign is called, by language; a language that is not here keeps its signs."""

POINT_IS_DECIMAL = frozenset({"bn", "he", "hi", "ja", "kn", "ko", "te", "th", "zh"})
"""Elsewhere it is the comma, and points or blanks stand between the thousands."""

WITHOUT_BLANKS = frozenset({"ja", "ko", "th", "zh"})

LEFT_IN_DIGITS = frozenset({"am", "ja", "ko"})
"""In Japanese and Korean what is counted decides how the number is said, which an engine for the
language knows; with nine digits in Amharic num2words never returns."""

SAYS_YEARS_APART = frozenset({"da", "de", "nl", "no", "sv"})
YEARS_SAID_APART = range(1100, 2000)
"""As in "neunzehnhundert": four digits among these are taken for a year."""

ORDINAL_ENDINGS = {
    "ca": r"\.?[°ªº]",
    "da": r"\.(?=\s\p{Ll})",
    "de": r"\.(?=\s\p{L})",
    "es": r"\.?[°ªº]|\.?er",
    "fr": "ers?|ères?|res?|es?|èmes?|nde?",
    "hu": r"\.(?=\s\p{Ll})",
    "it": "[°ªº]",
    "nl": "e|de|ste",
    "no": r"\.(?=\s\p{Ll})",
    "pt": r"\.?[°ªº]",
    "sv": ":[ae]",
}
"""What makes an ordinal of digits, as a pattern."""


def known_as(primary: str, region: str) -> tuple[str, str]:
    """The key of the tables above and of num2words for a language."""
    if primary == "pt":
        return "pt", "pt" if region == "pt" else "pt_BR"
    language = {"nb": "no", "nn": "no", "iw": "he", "kk": "kz"}.get(primary, primary)
    return language, f"{language}_{region.upper()}"
