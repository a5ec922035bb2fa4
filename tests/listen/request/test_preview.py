from dataclasses import replace

import pytest

from audio_cache.spec import LexiconEntry
from audio_cache.voice import Voice
from listen.request.build_spec import build_spec
from listen.request.preview import preview
from listen.request.schema import SpeechRequest
from listen.sites.profile import SiteProfile
from listen.voices.selector import VoiceSelector


def spoken(voice: Voice, *site: LexiconEntry, request: tuple[LexiconEntry, ...] = ()) -> str:
    asked = SpeechRequest(
        text="She plays the bass guitar.",
        html=None,
        url=None,
        source_url=None,
        title=None,
        language="en",
        voice=None,
        speed=100,
        priority="click",
        max_chars=10_000,
        lexicon=request,
    )
    selector = VoiceSelector((voice,), voice.id)
    (segment,) = preview(build_spec(asked, selector, SiteProfile(lexicon=site)))["segments"]
    return segment["spoken"]


def test_a_preview_shows_the_reading_of_a_homograph(beep: Voice) -> None:
    assert spoken(beep) == "She plays the bass guitar."
    assert spoken(replace(beep, ipa=True)) == "She plays the [bass](/ˈbeɪs/) guitar."


@pytest.mark.parametrize("where", ["site", "request"])
def test_an_entry_of_an_editor_or_a_request_goes_over_the_reading(beep: Voice, where: str) -> None:
    entry, voice = LexiconEntry("bass", ipa="ˈbæs"), replace(beep, ipa=True)
    shown = spoken(voice, entry) if where == "site" else spoken(voice, request=(entry,))
    assert shown == "She plays the [bass](/ˈbæs/) guitar."
