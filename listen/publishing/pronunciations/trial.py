"""Makes a sentence audible before and after a lexicon entry."""

from dataclasses import dataclass

from audio_cache.documents import compress
from audio_cache.key import key_of
from audio_cache.priorities import CLICK
from audio_cache.spec import LexiconEntry, SpeechSpec
from audio_cache.stores.store import SIGNED
from listen.database.tables import ArticleRow
from listen.errors import Unprocessable, Withdrawn
from listen.library.audio import Audio
from listen.publishing.article_rows import public_keys
from listen.publishing.context import PublishingContext
from listen.publishing.pronunciations.own_lexicon import own_lexicon
from listen.publishing.states import PUBLIC, WITHDRAWN
from listen.request.schema import SpeechRequest
from listen.request.trial import MAX_SENTENCE, Lexicons
from listen.sites.site import Site


@dataclass(frozen=True)
class AudibleTrial:
    """A sentence whose audio is made. It is the same audio if the entry changes nothing."""

    sentence: str
    before: Audio
    after: Audio
    is_signed: bool
    """True: not everybody may have the audio, because not everybody may have the article's."""


def request_trial(
    ctx: PublishingContext,
    site: Site,
    entry: LexiconEntry,
    sentence: str | None,
    article: ArticleRow | None,
) -> AudibleTrial:
    """Request the audio of a sentence with the present lexicon, and with an entry too.

    The sentence is one of the article, by default the first one that holds the word; or any one, in
    the site's voice, if `article` is None. Raises ApiError.
    """
    profile = ctx.sites.profile_of(site.name)
    if sentence is not None and len(sentence) > MAX_SENTENCE:
        raise Unprocessable(
            f"'sentence' must not be longer than {MAX_SENTENCE} characters, got {len(sentence)}."
        )
    if article and article.state == WITHDRAWN:
        raise Withdrawn("The article was withdrawn.")
    spec = article.spec if article else _compressed_spec(ctx, site, entry, sentence)
    if spec is None:
        raise Unprocessable("Nothing of the article is spoken.")
    own = own_lexicon(article, profile.lexicons) if article else ()
    lexicons = Lexicons(profile.lexicon, profile.edits, own)
    trial = ctx.extractor.try_entry(spec, sentence, entry, lexicons, ctx.catalog.voices())
    is_signed = article is not None and (article.access != PUBLIC or article.hold)
    # First the one that the editor waits for.
    after, before = (_request(ctx, spec, is_signed) for spec in (trial.after, trial.before))
    return AudibleTrial(trial.sentence, before, after, is_signed)


def _request(ctx: PublishingContext, spec: SpeechSpec, is_signed: bool) -> Audio:
    key = key_of(spec)
    if is_signed and not ctx.database.read(lambda session: public_keys(session, [key])):
        ctx.library.restrict(key, SIGNED)
    return ctx.library.request(spec, CLICK)


def _compressed_spec(
    ctx: PublishingContext, site: Site, entry: LexiconEntry, sentence: str | None
) -> bytes:
    """Return the spec of a sentence that belongs to no article. Raises ApiError."""
    if sentence is None:
        raise Unprocessable("One of 'article' and 'sentence' must be given.")
    request = SpeechRequest(
        ctx.max_chars, text=sentence, language=entry.language or None, is_verbatim=True
    )
    profile = ctx.sites.profile_of(site.name)
    spec, _, _ = ctx.extractor.build_spec(request, ctx.catalog.selector(), profile)
    return compress(spec.to_json())
