"""The language of a text: py3langid, and what the page says of itself where that is unsure."""

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


def detect_language(text: str, hint: str | None = None) -> str | None:
    """BCP 47 tag; None for a text too short or too strange, and without a hint.

    The hint is kept when it may be right, with its region.
    """
    sample = _sample(text)
    if len(_LETTER.findall(sample)) < _MIN_LETTERS:
        return hint
    ranked = dict(_identifier().rank(sample))
    if hint is not None and ranked.get(_base(hint), 1.0) >= _LIKELY:
        return hint
    language, sureness = max(ranked.items(), key=lambda item: item[1])
    return language if sureness >= _SURE else hint


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
