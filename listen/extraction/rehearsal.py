"""Does with a short article what the first request would otherwise wait for."""

from dataclasses import replace

from audio_cache.voice import Voice
from listen.request.build_spec import build_spec
from listen.request.preview import preview
from listen.request.schema import SpeechRequest
from listen.sites.profile import SiteProfile
from listen.voices.selector import VoiceSelector
from worker.script.facts import derive_facts

_VOICE = Voice(
    engine="rehearsal",
    name="en",
    revision="1",
    languages=("en",),
    scripts=("Latin",),
    sample_rate=24_000,
    letters_per_second=14.0,
    max_characters=350,
    offline=True,
    licence="",
)

_TITLE = "The old bridge opens again"
_PARAGRAPHS = (
    "The old bridge over the river opened again on Monday, 3 May 2021, two years after the flood.",
    "“About $1.5 million was spent,” said Dr. Anna Novak, the mayor – and 20 % of it on paint.",
)
_TEXT = "\n\n".join(_PARAGRAPHS)
_PAGE = f"<html><body><article><h1>{_TITLE}</h1><p>{'</p><p>'.join(_PARAGRAPHS)}</p></article>"


def rehearse() -> None:
    """Build the spec and the preview of an article, as a text and as a page."""
    selector, profile = VoiceSelector((_VOICE,)), SiteProfile()
    request = SpeechRequest(max_chars=len(_PAGE), title=_TITLE)
    for article in (replace(request, text=_TEXT), replace(request, html=_PAGE)):
        built = build_spec(article, selector, profile)
        derive_facts(built.spec, built.voice)
        preview(built)
