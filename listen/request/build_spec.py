"""Builds the spec of a request: extracts the article, selects the voices, applies the lexicon."""

from dataclasses import dataclass

import regex

from audio_cache.spec import BlockKind, SpeechSpec
from audio_cache.voice import Voice
from listen.article.article import Article, Dropped
from listen.article.detect_language import detect_language
from listen.article.html.extract import extract_html
from listen.article.policy import Policy
from listen.article.speakable import MIN_SPEAKABLE_SHARE, drop_unspeakable
from listen.article.text.clean import clean, is_text
from listen.article.text.plain import extract_text, extract_verbatim
from listen.errors import EmptyArticle, NoArticleFound, NotText, TooLong, UnsupportedLanguage
from listen.lexicon.choice import Uses, count, in_both_ways, unusable, usable
from listen.publishers.profile import SiteProfile
from listen.request.schema import SpeechRequest
from listen.voices.part_voices import choose_part_voices
from listen.voices.selector import AUTO, VoiceSelector

_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True)
class BuiltSpec:
    """A spec, and what the preview tells about it."""

    spec: SpeechSpec
    voice: Voice
    parts: dict[BlockKind, Voice]
    """Voices of the block kinds that the spec gives another voice."""
    dropped: list[Dropped]
    uses: Uses
    """Uses of the spec's lexicon. An entry that two voices say differently counts as two."""
    unused: Uses
    """Uses of entries that the voice of their block cannot speak."""


def build_spec(request: SpeechRequest, selector: VoiceSelector, profile: SiteProfile) -> BuiltSpec:
    """`style` is of the site where the article is from; the request's lexicon goes over its own.

    Raises ApiError when there is nothing to speak, or nobody to speak it.
    """
    article = _read(request, profile.policy)
    voice, language = selector.choose(request.voice, _language(request, article))
    speakable = drop_unspeakable(article.blocks, voice.scripts)
    if speakable.share < MIN_SPEAKABLE_SHARE:
        raise UnsupportedLanguage(
            f"The voice {voice.id} speaks only {', '.join(voice.scripts)} script, "
            "and most of the text is in another script."
        )
    parts: dict[BlockKind, Voice] = {}
    if request.voice in (None, AUTO):
        parts = choose_part_voices(profile.voices, speakable.blocks, selector, voice, language)
    lexicons = (profile.lexicon, request.lexicon)
    with_ipa = [block for block in speakable.blocks if parts.get(block.kind, voice).ipa]
    without = [block for block in speakable.blocks if not parts.get(block.kind, voice).ipa]
    uses = count(with_ipa, usable(lexicons, language, ipa=True))
    uses += count(without, usable(lexicons, language, ipa=False))
    spec = SpeechSpec(
        blocks=tuple(speakable.blocks),
        language=language,
        voice=voice.reference,
        speed=request.speed,
        lexicon=in_both_ways(uses),
        parts=tuple(sorted((kind, part.reference) for kind, part in parts.items())),
    )
    characters = len(spec.text) + _added(uses)
    if characters > request.max_chars:
        raise TooLong(
            f"The article must not be longer than {request.max_chars} characters, got {characters}."
        )
    unused = count(without, unusable(lexicons, language, ipa=False))
    dropped = article.dropped + speakable.dropped
    return BuiltSpec(spec, voice, parts, dropped, uses, unused)


def _added(uses: Uses) -> int:
    """Return the number of characters that respellings add to the article."""
    return sum(times * max(0, len(entry.say) - len(entry.word)) for entry, times in uses.items())


def warm_up() -> None:
    """Load data that the first article would otherwise wait for."""
    sentence = "The old bridge over the river opened again on Monday, two years after the flood."
    extract_html(f"<html><body><article><p>{sentence}</p></article></body></html>")
    detect_language(sentence)


def _read(request: SpeechRequest, policy: Policy) -> Article:
    """Raises EmptyArticle, NoArticleFound and NotText."""
    if not is_text(request.html or request.text or ""):
        raise NotText("The input is a binary file. Send plain text or HTML.")
    if request.html is not None:
        article = extract_html(request.html, request.source_url, request.title, policy)
        if not _has_words(article):
            raise NoArticleFound("No article was found in the HTML.")
        return article
    text = clean(request.text or "")
    article = (
        extract_verbatim(text) if request.is_verbatim else extract_text(text, request.title, policy)
    )
    # A given title alone is not an article.
    if not _WORD.search(text) or not _has_words(article):
        raise EmptyArticle("The text has no words to read.")
    return article


def _has_words(article: Article) -> bool:
    return any(_WORD.search(block.text) for block in article.blocks)


def _language(request: SpeechRequest, article: Article) -> str | None:
    """Return the declared language, else the detected one; None when a named voice decides."""
    if request.language or request.voice not in (None, AUTO):
        return request.language
    text = "\n\n".join(block.text for block in article.blocks)
    return detect_language(text, article.language)
