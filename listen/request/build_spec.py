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
from listen.errors import EmptyArticle, NoArticleFound, NotText, UnsupportedLanguage
from listen.lexicon.applicable import merge_pronunciations
from listen.request.pronounce import check_length, lexicon_uses
from listen.request.schema import SpeechRequest
from listen.sites.profile import SiteProfile
from listen.voices.part_voices import select_part_voices
from listen.voices.selector import AUTO, VoiceSelector
from worker.script.lexicon_uses import UseCounts

_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True)
class BuiltSpec:
    """A spec, with details for the preview."""

    spec: SpeechSpec
    voice: Voice
    parts: dict[BlockKind, Voice]
    """Block kinds that another voice speaks."""
    dropped: list[Dropped]
    uses: UseCounts
    """Uses of the spec's lexicon. An entry that two voices pronounce differently counts as two."""
    unused: UseCounts
    """Uses of entries that the voice of their block cannot speak."""
    prose_share: float | None = None
    """Share of the page's running text that is spoken, 0 to 1; None for text, and without any."""


def build_spec(request: SpeechRequest, selector: VoiceSelector, profile: SiteProfile) -> BuiltSpec:
    """Build the spec of a request with the profile of the site that the article comes from.

    The request's lexicon overrides the lexicon of the profile.

    Raises ApiError: the input has no article, the article is too long, or no voice can speak it.
    """
    article = _extract(request, profile.policy)
    selector = selector.preferring(profile.voice)
    voice, language = selector.select(request.voice, _language(request, article))
    speakable = drop_unspeakable(article.blocks, voice.scripts)
    if speakable.share < MIN_SPEAKABLE_SHARE:
        raise UnsupportedLanguage(
            f"The voice {voice.id} speaks only {', '.join(voice.scripts)} script, "
            "and most of the text is in another script."
        )
    blocks = speakable.blocks
    if not request.is_verbatim:
        blocks = profile.disclosure.with_sentence(blocks, language, voice.scripts)
    parts: dict[BlockKind, Voice] = {}
    if request.voice in (None, AUTO):
        parts = select_part_voices(profile.voices, blocks, selector, voice, language)
    uses, unused = lexicon_uses(
        blocks,
        lambda kind: parts.get(kind, voice).ipa,
        (*profile.lexicons, request.lexicon),
        language,
    )
    spec = SpeechSpec(
        blocks=tuple(blocks),
        language=language,
        voice=voice.reference,
        speed=request.speed,
        lexicon=merge_pronunciations(uses),
        parts=tuple(sorted((kind, part.reference) for kind, part in parts.items())),
    )
    check_length(spec, uses, request.max_chars)
    dropped = article.dropped + speakable.dropped
    share = article.prose_share
    share = None if share is None else round(share, 3)
    return BuiltSpec(spec, voice, parts, dropped, uses, unused, share)


def _extract(request: SpeechRequest, policy: Policy) -> Article:
    """Return the article in the input. Raises EmptyArticle, NoArticleFound and NotText."""
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
    # The title of the request alone is not an article.
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
