"""From what was asked to what is spoken: the article's blocks, the voice, the spec."""

from dataclasses import dataclass

import regex

from audio_cache.spec import SpeechSpec
from audio_cache.voice import Voice
from listen.article.article import Article, Dropped
from listen.article.clean import clean, is_text
from listen.article.html import read_html
from listen.article.language import detect_language
from listen.article.plain import read_plain, read_verbatim
from listen.article.policy import Policy
from listen.article.speakable import ENOUGH, keep_speakable
from listen.errors import EmptyArticle, NoArticleFound, NotText, TooLong, UnsupportedLanguage
from listen.lexicon.choice import Uses, count, in_both_ways, unusable, usable
from listen.request.intake import SpeechRequest
from listen.sites.style import Style
from listen.voices.offer import AUTO, Offer
from listen.voices.parts import cast_parts

_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True)
class Composition:
    spec: SpeechSpec
    voice: Voice
    parts: dict[str, Voice]
    """Those of the spec, by the kind of block."""
    dropped: list[Dropped]
    uses: Uses
    """Of the spec's lexicon; of an entry that is said in two ways each by itself."""
    unused: Uses
    """Of entries that the voice of their block cannot speak."""


def compose(asked: SpeechRequest, offer: Offer, style: Style) -> Composition:
    """`style` is of the site where the article is from; the request's lexicon goes over its own.

    Raises ApiError when there is nothing to speak, or nobody to speak it.
    """
    article = _read(asked, style.policy)
    voice, language = offer.choose(asked.voice, _language(asked, article))
    speakable = keep_speakable(article.blocks, voice.scripts)
    if speakable.share < ENOUGH:
        raise UnsupportedLanguage(
            f"The voice {voice.id} speaks {', '.join(voice.scripts)} script only; "
            "most of the text is in another."
        )
    parts = {}
    if asked.voice in (None, AUTO):
        parts = cast_parts(style.voices, speakable.blocks, offer, voice, language)
    lexicons = (style.lexicon, asked.lexicon)
    with_ipa = [block for block in speakable.blocks if parts.get(block.kind, voice).ipa]
    without = [block for block in speakable.blocks if not parts.get(block.kind, voice).ipa]
    uses = count(with_ipa, usable(lexicons, language, ipa=True))
    uses += count(without, usable(lexicons, language, ipa=False))
    spec = SpeechSpec(
        blocks=tuple(speakable.blocks),
        language=language,
        voice=voice.reference,
        speed=asked.speed,
        lexicon=in_both_ways(uses),
        parts=tuple(sorted((kind, part.reference) for kind, part in parts.items())),
    )
    characters = len(spec.text) + _added(uses)
    if characters > asked.longest:
        raise TooLong(f"The article has {characters} characters; at most {asked.longest} are read.")
    unused = count(without, unusable(lexicons, language, ipa=False))
    dropped = article.dropped + speakable.dropped
    return Composition(spec, voice, parts, dropped, uses, unused)


def _added(uses: Uses) -> int:
    """Characters that respellings make an article longer by."""
    return sum(times * max(0, len(entry.say) - len(entry.word)) for entry, times in uses.items())


def warm() -> None:
    """Loads what would make the first article wait."""
    sentence = "The old bridge over the river opened again on Monday, two years after the flood."
    read_html(f"<html><body><article><p>{sentence}</p></article></body></html>")
    detect_language(sentence)


def _read(asked: SpeechRequest, policy: Policy) -> Article:
    """Raises EmptyArticle, NoArticleFound and NotText."""
    if not is_text(asked.html or asked.text or ""):
        raise NotText("This is no text but a file of another kind: send plain text or HTML.")
    if asked.html is not None:
        article = read_html(asked.html, asked.source_url, asked.title, policy)
        if not _has_words(article):
            raise NoArticleFound("There is no article in the HTML.")
        return article
    text = clean(asked.text or "")
    article = read_verbatim(text) if asked.is_verbatim else read_plain(text, asked.title, policy)
    # A title that is given is no article by itself.
    if not _WORD.search(text) or not _has_words(article):
        raise EmptyArticle("There is nothing to read in the text.")
    return article


def _has_words(article: Article) -> bool:
    return any(_WORD.search(block.text) for block in article.blocks)


def _language(asked: SpeechRequest, article: Article) -> str | None:
    """As declared, else as detected; a voice that is asked for by name speaks its own."""
    if asked.language or asked.voice not in (None, AUTO):
        return asked.language
    text = "\n\n".join(block.text for block in article.blocks)
    return detect_language(text, article.language)
