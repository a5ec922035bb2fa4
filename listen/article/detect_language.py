"""The language of a text: py3langid, and what the page says of itself where that is unsure."""

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LANGUAGES = (
    "af ar az be bg bn ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja "
    "ka kk km kn ko lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te "
    "th tl tr uk ur uz vi zh"
)
"""Those with voices; fewer are told apart better."""

_MIN_LETTERS = 20
_SURE = 0.6
"""Of 1: above it not one text of 50 characters, in 30 languages, was mistaken."""
_LIKELY = 0.1
"""Of 1: enough for a language that the page declares."""
_WINDOWS, _WINDOW = 4, 500
"""Parts of a text that are looked at, and their characters: a quotation is in one of them."""
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
"""By their script: one that few languages share says more than a model does. Latin says nothing."""
_SCRIPT = regex.compile(
    "|".join(rf"(?P<{name}>\p{{Script={name}}})" for name in ("Latin", *_LANGUAGES_OF))
)
_KANA = 0.1
"""Share of Japanese kana above which Han characters are Japanese: Chinese texts quote fewer."""


def detect_language(text: str, hint: str | None = None) -> str | None:
    """BCP 47 tag; None for a text too short or too strange, and without a hint.

    The hint is kept when it may be right, with its region. What is in a script of few languages
    is in one of these, however short.
    """
    sample = _sample(text)
    is_short = len(_LETTER.findall(sample)) < _MIN_LETTERS
    among = _languages_of_script(sample)
    if is_short and not among:
        return hint
    ranked = _rank(sample, among)
    likely = ranked.get(_base(hint), 1.0) if hint is not None else 0.0
    if likely >= _LIKELY or (is_short and likely > 0):
        return hint
    language, sureness = max(ranked.items(), key=lambda item: item[1])
    return language if among or sureness >= _SURE else hint


def _languages_of_script(text: str) -> list[str]:
    """Those that are written in the script of most of its letters; none if that is Latin."""
    letters = Counter(match.lastgroup for match in _SCRIPT.finditer(text))
    kana = letters["Hiragana"] + letters["Katakana"]
    if kana > _KANA * letters["Han"]:
        letters["Hiragana"] += letters.pop("Han", 0) + letters.pop("Katakana", 0)
    ((script, _),) = letters.most_common(1) or [("", 0)]
    return _LANGUAGES_OF.get(script or "", "").split()


def _rank(text: str, among: list[str]) -> dict[str, float]:
    """Each language's likelihood; 0 for those that the script rules out."""
    if len(among) == 1:
        return dict.fromkeys(_LANGUAGES.split(), 0.0) | {among[0]: 1.0}
    ranked = _identifier().rank(text)
    return {name: sure if not among or name in among else 0.0 for name, sure in ranked}


def _sample(text: str) -> str:
    if len(text) <= _WINDOWS * _WINDOW:
        return text
    step = (len(text) - _WINDOW) // (_WINDOWS - 1)
    return " ".join(text[at : at + _WINDOW] for at in range(0, _WINDOWS * step, step))


def _base(tag: str) -> str:
    language = tag.partition("-")[0].lower()
    return "no" if language in ("nb", "nn") else language


@cache
def _identifier() -> "LanguageIdentifier":
    # Only here: the model takes 0.4 s and 80 MB, and a request that names its language needs none.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES.split())
    return identifier
