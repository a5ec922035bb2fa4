"""The script of an article as the server writes it: what the voice gets, segment by segment."""

from audio_cache.spec import Block
from bench.listening.articles import Article
from listen.article.text.clean import clean
from listen.article.text.plain import extract_text
from worker.script.normalize.ipa import strip_ipa
from worker.script.normalize.normalize import normalize
from worker.script.script import SpeakerLimits, write_script

_MAX_CHARACTERS = 350
"""Of a segment, as the default voice takes it."""


def blocks(article: Article) -> list[Block]:
    """Return the title, paragraphs, headings and other parts of an article."""
    return list(extract_text(clean(article.text), article.title).blocks)


def spoken(article: Article, *, ipa: bool) -> list[str]:
    """Return the spoken form of each segment, in the notation for IPA if `ipa` is true."""
    limits = SpeakerLimits(_MAX_CHARACTERS, ipa=ipa)
    return [s.spoken for s in write_script(blocks(article), article.language, limits)]


def verbalized(text: str, language: str) -> str:
    """Return a text as words: numbers and amounts as they are spoken, without IPA."""
    return strip_ipa(normalize(text, language).text)
