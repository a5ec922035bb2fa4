"""The words of an article with its present voices and pronunciations, not extracted again."""

from contextlib import suppress
from dataclasses import replace

from redis import RedisError

from audio_cache.facts import SpecFacts
from audio_cache.key import key_of_json
from audio_cache.spec import SpeechSpec
from listen.database.tables import ArticleRow
from listen.errors import ApiError
from listen.lexicon.applicable import Entries
from listen.publishing.context import PublishingContext
from listen.publishing.pronunciations.own_lexicon import own_lexicon
from listen.publishing.words import Words
from listen.request.pronounce import pronounce_again
from listen.sites.site import Site
from worker.script.facts import derive_facts


def words_again(ctx: PublishingContext, site: Site, row: ArticleRow) -> Words:
    """Return the words as a save of the same text would have them now.

    An extraction process applies the lexicons: a long article takes half a second. Raises TooLong,
    UnknownVoice and Unavailable.
    """
    spec, facts = ctx.extractor.pronounce_again(
        row.spec or b"", _lexicons(ctx, site, row), ctx.catalog.voices(), ctx.max_chars
    )
    return _words(ctx, row, spec, facts)


def spec_again(
    ctx: PublishingContext, site: Site, row: ArticleRow, spec: SpeechSpec, word: str
) -> SpeechSpec:
    """Return the spec as a save of the same text would have it now, computed in this process.

    `word` is one whose pronunciation an article from before they were kept takes from its site.
    Raises TooLong, UnknownVoice and Unavailable.
    """
    lexicons = _lexicons(ctx, site, row, word)
    return pronounce_again(spec, ctx.catalog.voices(), lexicons, ctx.max_chars)


def words_of_spec(ctx: PublishingContext, row: ArticleRow, spec: SpeechSpec) -> Words:
    """Return the words of a spec that replaces the one of an article."""
    voice = next((each for each in ctx.catalog.known() if each.reference == spec.voice), None)
    return _words(ctx, row, spec, derive_facts(spec, voice))


def _lexicons(
    ctx: PublishingContext, site: Site, row: ArticleRow, word: str = ""
) -> tuple[Entries, ...]:
    of_site = ctx.sites.profile_of(site.name).lexicons
    return (*of_site, own_lexicon(row, of_site, word))


def _words(ctx: PublishingContext, row: ArticleRow, spec: SpeechSpec, facts: SpecFacts) -> Words:
    """Return the words. The share of the page that is spoken is that of before."""
    key = row.next_key or row.audio_key
    if key:
        with suppress(ApiError, RedisError):  # it was evicted, and is made again anyway
            facts = replace(facts, prose_share=ctx.library.find(key).facts.prose_share)
    spec_json = spec.to_json()
    return Words(key_of_json(spec_json), spec, spec_json, facts)
