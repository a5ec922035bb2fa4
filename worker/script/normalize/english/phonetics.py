"""Pronunciations in IPA that follow a word, which are not spoken: Kyiv (/ˈkiːjɪv/), [ˈlɛstər]."""

from worker.script.normalize.rules import LETTER, SIGN, Rule, always

_ONLY_IPA = "ˈˌːˑɪʊʌɑɒɐɜɝɚɵɨʉɯɤɶɲɳɴʃʒʔɡɹɾɻʁʀʕɦɬɮɭʎʟɱɸɣʝɕʑʂʐʈɟɢɠʋɰʍɥ͡"
"""Characters that no text in square brackets has but IPA."""
_ALSO_IPA = f"{_ONLY_IPA}əɛɔæøœŋθðχħβɖɓɗ"
"""IPA, and letters of some languages that are IPA between slashes: /ŋwiən/, not [Søren]."""
_LEAD = r"(?:(?:pronounced|pronunciation|IPA)[:,]?\s)"

RULES = (
    Rule(
        LETTER,
        rf"{_LEAD}(?=[/\[][^/\]\n]{{0,60}}[{_ALSO_IPA}])(?:/[^/\n]{{1,60}}/|\[[^\]\n]{{1,60}}\])",
        always(""),
    ),
    Rule(
        SIGN,
        rf"\((?=[^()\n]{{0,80}}[{_ALSO_IPA}]){_LEAD}?/[^/()\n]{{1,60}}/"
        r"(?:,?\s(?:or\s|and\s)?/[^/()\n]{1,60}/){0,3}\)",
        always(""),
    ),
    Rule(
        SIGN,
        rf"(?<![^\s(\[,;])/(?=[^/\s][^/\n]{{0,60}}/)(?=[^/\n]{{0,60}}[{_ALSO_IPA}])[^/\n]{{1,60}}/",
        always(""),
    ),
    Rule(
        SIGN,
        rf"\[(?=[^\]\n]{{1,60}}\])(?=[^\]\n]{{0,60}}[{_ONLY_IPA}])[^\]\n]{{1,60}}\]",
        always(""),
    ),
)
TRIGGER_WORDS = frozenset({"pronounced", "pronunciation"})
