"""Language detection: py3langid, and the page's own declaration where that is not sure."""

from array import array
from collections import Counter
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import regex

from audio_cache.language import primary_subtag

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LANGUAGES = (
    "af ar az be bg bn ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja "
    "ka kk km kn ko lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te "
    "th tl tr uk ur uz vi zh"
)
"""Languages that have voices. The model is more accurate with fewer candidates."""

_MIN_LETTERS = 20
_CONFIDENT = 0.6
"""Probability above which no text of 50 characters, in 30 languages, was mistaken."""
_PLAUSIBLE = 0.1
"""Probability that is enough for a language that the page declares."""
_SAMPLES, _SAMPLE = 4, 300
"""Number of samples of a long text, and their characters. A quotation is in one of them only."""
_LETTER = regex.compile(r"\p{L}")

_LANGUAGES_OF = {
    "Arabic": "ar fa ps ur",
    "Armenian": "hy",
    "Bengali": "bn",
    "Cyrillic": "be bg kk mk mn ru sr uk",
    "Devanagari": "hi mr ne",
    "Ethiopic": "am",
    "Georgian": "ka",
    "Greek": "el",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Han": "ja zh",
    "Hangul": "ko",
    "Hebrew": "he",
    "Hiragana": "ja",
    "Kannada": "kn",
    "Katakana": "ja",
    "Khmer": "km",
    "Lao": "lo",
    "Malayalam": "ml",
    "Myanmar": "my",
    "Sinhala": "si",
    "Tamil": "ta",
    "Telugu": "te",
    "Thai": "th",
}
"""Languages by script. A script of few languages is better evidence than the model's answer."""
_SCRIPT = regex.compile(
    "|".join(rf"(?P<{name}>\p{{Script={name}}})" for name in ("Latin", *_LANGUAGES_OF))
)
_MIN_KANA_SHARE = 0.1
"""Kana per Han character above which a text is Japanese. Chinese texts quote fewer."""


def detect_language(text: str, hint: str | None = None) -> str | None:
    """Return the language of the text as a BCP 47 tag; the hint when detection is unsure.

    The hint, a declared language, wins with its region when it is plausible. A text in a script of
    few languages is in one of them, however short it is. Return None when the text is too short or
    not recognized, and there is no hint.
    """
    sample = _sample(text)
    is_short = len([*islice(_LETTER.finditer(sample), _MIN_LETTERS)]) < _MIN_LETTERS
    candidates = _languages_of_script(sample)
    if is_short and not candidates:
        return hint
    ranked = _rank(sample, candidates)
    hint_probability = ranked.get(_base(hint), 1.0) if hint is not None else 0.0
    if hint_probability >= _PLAUSIBLE or (is_short and hint_probability > 0):
        return hint
    language, probability = max(ranked.items(), key=lambda item: item[1])
    return language if candidates or probability >= _CONFIDENT else hint


def _languages_of_script(text: str) -> list[str]:
    """Return the languages of the script that most letters are in; none for Latin."""
    letters: Counter[str | None] = Counter()
    for character, count in Counter(text).items():  # much fewer than the characters of the text
        if script := _SCRIPT.match(character):
            letters[script.lastgroup] += count
    kana = letters["Hiragana"] + letters["Katakana"]
    if kana > _MIN_KANA_SHARE * letters["Han"]:
        letters["Hiragana"] += letters.pop("Han", 0) + letters.pop("Katakana", 0)
    ((commonest, _),) = letters.most_common(1) or [("", 0)]
    return _LANGUAGES_OF.get(commonest or "", "").split()


def _rank(text: str, candidates: list[str]) -> dict[str, float]:
    """Return the probability of each language; 0 where it is not a candidate (none: all are)."""
    if len(candidates) == 1:
        return dict.fromkeys(_LANGUAGES.split(), 0.0) | {candidates[0]: 1.0}
    ranked = _identifier().rank(text)
    return {
        name: probability if not candidates or name in candidates else 0.0
        for name, probability in ranked
    }


def _sample(text: str) -> str:
    if len(text) <= _SAMPLES * _SAMPLE:
        return text
    step = (len(text) - _SAMPLE) // (_SAMPLES - 1)
    return " ".join(text[at : at + _SAMPLE] for at in range(0, _SAMPLES * step, step))


def _base(tag: str) -> str:
    language = primary_subtag(tag)
    return "no" if language in ("nb", "nn") else language


@cache
def _identifier() -> "LanguageIdentifier":
    # Imported lazily: the model takes 0.4 s and 60 MB, which a request that declares its language
    # does not need.
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier  # noqa: PLC0415
    from py3langid.modelio import load_model  # noqa: PLC0415

    weights, priors, names, transitions, rows, features = load_model(MODEL_DIR / MODEL_FILE)
    # LanguageIdentifier.set_languages would keep the weights of all languages, 28 MB. The list of
    # features takes 4 MB, and as an array a tenth.
    languages = _LANGUAGES.split()
    kept = [index for index, name in enumerate(names) if name in languages]
    return LanguageIdentifier(
        weights[:, kept],
        priors[kept],
        [names[index] for index in kept],
        transitions,
        array("i", features),
        norm_probs=True,
        tk_row=rows,
    )
