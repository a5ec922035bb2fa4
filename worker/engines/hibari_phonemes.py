"""Converts IPA to hibari's phonemes, which are misaki's.

See https://github.com/hexgrad/misaki, EN_PHONES.md. One letter stands for each diphthong and
affricate, and stress precedes the vowel. Sounds that English lacks become those that English
speakers substitute for them, because the voice was never trained on others.
"""

import re
import unicodedata

_PHONEMES = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊbdfhjklmnpstvwzðŋɡɹʃʒʤʧθTˈˌː "
_VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊ"

_SUBSTITUTES = {
    **dict.fromkeys("rʁʀɽɻɺɾ", "ɹ"),
    **dict.fromkeys("gɢɣɟ", "ɡ"),
    **dict.fromkeys("xχqc", "k"),
    **dict.fromkeys("ħɦʕɧ", "h"),
    **dict.fromkeys("βʋⱱ", "v"),
    **dict.fromkeys("ɫɬɭʟ", "l"),
    **dict.fromkeys("yʉɯ", "u"),
    **dict.fromkeys("ɵøœɞɘ", "ɜ"),
    **dict.fromkeys("ɐɤ", "ʌ"),
    **dict.fromkeys("ʂç", "ʃ"),
    **dict.fromkeys("ʐʑ", "ʒ"),
    **{"ɕ": "ʃ", "ɸ": "f", "ɱ": "m", "ɳ": "n", "ɴ": "ŋ", "ʈ": "t", "ʔ": "t", "ɖ": "d"},
    **{"ɲ": "nj", "ʎ": "lj", "ʍ": "w", "ɨ": "ɪ", "ʏ": "ʊ", "ɚ": "əɹ", "ɝ": "ɜɹ"},
}
_DIPHTHONGS_AND_AFFRICATES = {
    **{"tʃ": "ʧ", "dʒ": "ʤ", "tɕ": "ʧ", "dʑ": "ʤ", "tʂ": "ʧ", "dʐ": "ʤ"},
    **{"eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "ei": "A", "ai": "I", "au": "W", "oi": "Y"},
}
_AMERICAN = {"oʊ": "O", "əʊ": "O", "ou": "O", "ɜː": "ɜɹ", "ɒ": "ɑ", "a": "ɑ", "ː": "", "ɾ": "T"}
_BRITISH = {"oʊ": "Q", "əʊ": "Q", "ou": "Q", "æ": "a"}
_SINGLE_VOWELS = {"e": "ɛ", "o": "ɔ"}
_SYLLABIC = re.compile(r"([lmn])[\u0329\u030d]")
_STRESSED = re.compile(rf"([ˈˌ])([^{_VOWELS}ˈˌ]*)")


def to_phonemes(ipa: str, british: bool) -> str:
    """Return the phonemes, empty if none can be spoken."""
    ipa = _SYLLABIC.sub(r"ᵊ\1", unicodedata.normalize("NFC", ipa))
    ipa = "".join(sound for sound in ipa if not unicodedata.combining(sound))
    accent = _BRITISH if british else _AMERICAN
    for table in (_DIPHTHONGS_AND_AFFRICATES, accent, _SUBSTITUTES, _SINGLE_VOWELS):
        for sounds, letter in table.items():
            ipa = ipa.replace(sounds, letter)
    phonemes = "".join(letter for letter in ipa if letter in _PHONEMES)
    vowel = next((index for index, letter in enumerate(phonemes) if letter in _VOWELS), None)
    if vowel is None:
        return phonemes.strip("ˈˌː ")
    if "ˈ" not in phonemes:
        phonemes = f"{phonemes[:vowel]}ˈ{phonemes[vowel:].lstrip('ˌ')}"
    return _STRESSED.sub(r"\2\1", phonemes).rstrip("ˈˌ ").lstrip()
