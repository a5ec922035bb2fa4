"""The words of an article that are spoken: all of it, its public part, or nothing."""

from dataclasses import dataclass, replace

from audio_cache.facts import SpecFacts
from audio_cache.key import key_of_json
from audio_cache.spec import SpeechSpec
from listen.errors import EmptyArticle, FetchFailed, NoArticleFound, UrlNotAllowed
from listen.publishing.context import PublishingContext
from listen.publishing.fields import ArticleFields
from listen.publishing.public_part import above_paywall
from listen.publishing.states import PUBLIC, WITH_PUBLIC_PART
from listen.request.schema import SpeechRequest, with_page
from listen.sites.profile import SiteProfile
from listen.sites.site import Site


@dataclass(frozen=True)
class Words:
    """The spec of what is spoken, with its key and its facts."""

    key: str
    spec: SpeechSpec
    spec_json: str
    facts: SpecFacts
    dropped: str = ""
    """JSON of DroppedParts: what is not spoken. Empty: the same as before."""


def words_of(
    ctx: PublishingContext, site: Site, fields: ArticleFields, *, is_clicked: bool
) -> Words | None:
    """Return the words that are spoken; None if nothing of the article is public.

    `is_clicked`: a reader's click registered the article, so that its voice must be the fast one.
    Raises ApiError.
    """
    speech = _spoken_part(ctx, site, fields)
    profile = ctx.sites.profile_of(site.name)
    profile = profile if is_clicked else profile.for_publishing
    return _words_of_part(ctx, site, fields, speech, profile) if speech else None


def _spoken_part(ctx: PublishingContext, site: Site, fields: ArticleFields) -> SpeechRequest | None:
    """Return what is spoken of the article; None if nothing of it is public.

    Raises ApiError if a page cannot be fetched.
    """
    speech = fields.speech
    if fields.access == PUBLIC or site.protected_audio:
        return _fetched(ctx, speech)
    if fields.access not in WITH_PUBLIC_PART:
        return None
    # The text of a hook is the whole article. The page shows strangers what is public.
    html = speech.html
    if html is not None and (part := above_paywall(html)) is not None:
        return replace(speech, html=part)
    if fields.url is None:
        return None
    try:
        return _fetched(ctx, replace(speech, text=None, html=None, url=fields.url))
    except (FetchFailed, UrlNotAllowed):
        return None


def _fetched(ctx: PublishingContext, speech: SpeechRequest) -> SpeechRequest:
    return speech if speech.url is None else with_page(speech, ctx.fetcher.fetch(speech.url))


def _words_of_part(
    ctx: PublishingContext,
    site: Site,
    fields: ArticleFields,
    speech: SpeechRequest,
    profile: SiteProfile,
) -> Words | None:
    """Return the words of the part that is spoken; None if a paywall hides all. Raises ApiError."""
    try:
        return _words(ctx, speech, profile)
    except (EmptyArticle, NoArticleFound):
        if fields.access == PUBLIC or site.protected_audio:
            raise
        return None


def _words(ctx: PublishingContext, speech: SpeechRequest, profile: SiteProfile) -> Words:
    """Raises ApiError."""
    spec, facts, dropped = ctx.extractor.build_spec(speech, ctx.catalog.selector(), profile)
    spec_json = spec.to_json()
    return Words(key_of_json(spec_json), spec, spec_json, facts, dropped)
