"""Turns American IPA into British IPA."""

import re

_VOWELS = "iɪeɛæɑɔoʊuʌəɜa"
_BEFORE_R = {
    **{"ɜɹ": "ɜː", "əɹ": "ə", "ɑɹ": "ɑː", "ɔɹ": "ɔː", "ɛɹ": "ɛː"},
    **{"ɪɹ": "ɪə", "iɹ": "ɪə", "ʊɹ": "ʊə", "uɹ": "ʊə"},
}
_SILENT_R = re.compile(rf"[ɜəɑɔɛɪiʊu]ɹ(?![ˈˌ]?[{_VOWELS}j])")
_LONG = re.compile(r"[uɑɔ](?![ːɪ])|i(?![ː\s]|$)")
_STRESSED_END = re.compile(rf"(ˈ[^{_VOWELS}]*i)(?=\s|$)")


def to_british(ipa: str) -> str:
    """Return the IPA without the r that is silent in British English, and with long vowels."""
    ipa = _SILENT_R.sub(lambda sounds: _BEFORE_R[sounds[0]], ipa.replace("ɚ", "əɹ"))
    return _STRESSED_END.sub(r"\1ː", _LONG.sub(r"\g<0>ː", ipa))
