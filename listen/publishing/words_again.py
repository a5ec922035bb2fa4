"""The words of an article with the present voices and pronunciations, extracted no second time."""

from contextlib import suppress
from dataclasses import replace

from redis import RedisError

from audio_cache.facts import SpecFacts
from audio_cache.key import key_of_json
from audio_cache.spec import SpeechSpec
from listen.database.tables import ArticleRow
from listen.errors import ApiError
from listen.publishing.context import PublishingContext
from listen.publishing.pronunciations.own_lexicon import own_lexicon
from listen.publishing.words import Words
from listen.request.pronounce import pronounce_again
from listen.sites.site import Site
from worker.script.facts import derive_facts


def spec_again(
    ctx: PublishingContext, site: Site, row: ArticleRow, spec: SpeechSpec, word: str = ""
) -> SpeechSpec:
    """Return the spec as a save of the same words would have it now.

    `word` is one whose pronunciation an article from before they were kept takes from its site.
    Raises TooLong, UnknownVoice and Unavailable.
    """
    profile = ctx.sites.profile_of(site.name)
    lexicons = (*profile.lexicons, own_lexicon(row, profile.lexicons, word))
    return pronounce_again(spec, ctx.catalog.voices(), lexicons, ctx.max_chars)


def words_of_spec(ctx: PublishingContext, row: ArticleRow, spec: SpeechSpec) -> Words:
    """Return the words of a spec that replaces the one of an article."""
    spec_json = spec.to_json()
    return Words(key_of_json(spec_json), spec, spec_json, _facts(ctx, spec, row))


def _facts(ctx: PublishingContext, spec: SpeechSpec, row: ArticleRow) -> SpecFacts:
    """Return the facts of the spec. The share of the page that is spoken is that of before."""
    voice = next((each for each in ctx.catalog.known() if each.reference == spec.voice), None)
    facts = derive_facts(spec, voice)
    key = row.next_key or row.audio_key
    if key:
        with suppress(ApiError, RedisError):  # it was evicted, and is made again anyway
            return replace(facts, prose_share=ctx.library.find(key).facts.prose_share)
    return facts
