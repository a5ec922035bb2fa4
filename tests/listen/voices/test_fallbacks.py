"""What becomes of an audio whose voice fails, as clients see it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.key import key_of
from audio_cache.live import LiveWriter
from audio_cache.registry import WorkerRegistry
from audio_cache.spec import Block, BlockKind, LexiconEntry, SpeechSpec
from audio_cache.state import States
from audio_cache.voice import Voice
from listen.voices.fallbacks import fallbacks
from listen.voices.selector import VoiceSelector
from listen.web.delivery import deliver, deliver_requested
from listen.web.services import services

TEXT = "A sentence that some voice will read."
Work = Callable[[], None]


@pytest.fixture
def online(redis: Redis, beep: Voice) -> Voice:
    """A voice of an engine for which another engine may stand in."""
    voice = replace(beep, engine="gtts", name="en", offline=False)
    robot = replace(beep, engine="espeak", name="en")
    WorkerRegistry(redis).announce("worker", [beep, voice, robot])
    return voice


@pytest.fixture
def asked(client: FlaskClient, online: Voice) -> str:
    """The key of an article by a voice that may fail."""
    answer = client.post("/v1/audio", json={"text": TEXT, "voice": online.id}).get_json()
    assert answer["voice"] == online.id
    return str(answer["key"])


@pytest.fixture
def failed(redis: Redis, asked: str) -> tuple[str, str]:
    """The keys of what failed, and of what is made instead: as a worker leaves it."""
    states = States(redis)
    state = states.get(asked)
    assert state
    (in_line,) = state.fallbacks
    successor = key_of(SpeechSpec.from_json(in_line))
    states.request(successor, in_line, "click:espeak")
    states.failed(asked, "unavailable", "It limits its callers.", successor)
    return asked, successor


def test_the_resource_says_what_is_made_instead_and_why(
    client: FlaskClient, failed: tuple[str, str]
) -> None:
    key, successor = failed
    audio = client.get(f"/v1/audio/{key}").get_json()
    assert (audio["state"], audio["superseded_by"]) == ("failed", successor)
    assert audio["error"] == {"code": "unavailable", "detail": "It limits its callers."}
    instead = client.get(f"/v1/audio/{successor}").get_json()
    assert instead["voice"] == "espeak:en"
    assert "superseded_by" not in instead


@pytest.mark.parametrize("query", ["", "?download=An%20article", "?from=0"])
def test_its_audio_leads_to_the_others(
    client: FlaskClient, failed: tuple[str, str], query: str
) -> None:
    key, successor = failed
    for method in (client.get, client.head):
        response = method(f"/audio/{key}.mp3{query}")
        assert response.status_code == 307
        kept = "?download=An+article" if "download" in query else ""
        assert response.headers["Location"] == f"/audio/{successor}.mp3{kept}"
        assert response.headers["Cache-Control"] == "no-store"


def test_who_goes_on_reading_in_the_middle_is_not_sent_into_another_voice(
    client: FlaskClient, failed: tuple[str, str]
) -> None:
    assert client.get(f"/audio/{failed[0]}.mp3?from=5000").status_code == 503


def test_one_who_waits_for_its_first_sound_is_led_on(
    client: FlaskClient, redis: Redis, online: Voice, asked: str
) -> None:
    states = States(redis)
    _, run = states.started(asked)
    states.failed(asked, "engine_failed", "It broke.", "ab" * 32)
    LiveWriter(redis, asked, run, relays_audio=True).write_event(
        "failed", code="engine_failed", detail="It broke."
    )
    response = client.get(f"/audio/{asked}.mp3")
    assert (response.status_code, response.headers["Location"][:9]) == (307, "/audio/ab")


def test_whoever_posts_for_the_sound_hears_the_others_at_once(
    app: Flask, failed: tuple[str, str], work: Work
) -> None:
    key, successor = failed
    work()
    with app.test_request_context("/v1/audio", method="POST"):
        heard = deliver_requested(services().library.find(key))
        direct = deliver(services().library.find(successor))
        assert heard.status_code == 200
        assert heard.headers["Location"] == f"/v1/audio/{successor}"
        assert heard.headers["ETag"] == direct.headers["ETag"]
        heard.close()
        direct.close()


def test_the_events_say_it_too(client: FlaskClient, failed: tuple[str, str]) -> None:
    key, successor = failed
    assert f'"superseded_by": "{successor}"' in client.get(f"/v1/audio/{key}/events").get_data(
        as_text=True
    )


def test_a_new_request_tries_the_first_voice_again(
    client: FlaskClient, failed: tuple[str, str], online: Voice
) -> None:
    key, _ = failed
    answer = client.post("/v1/audio", json={"text": TEXT, "voice": online.id})
    assert (answer.status_code, answer.get_json()["key"]) == (202, key)
    assert answer.get_json()["state"] == "queued"
    assert "superseded_by" not in answer.get_json()


def test_a_voice_without_a_stand_in_has_none(client: FlaskClient, redis: Redis) -> None:
    key = client.post("/v1/audio", json={"text": TEXT}).get_json()["key"]
    state = States(redis).get(key)
    assert state
    assert state.fallbacks == ()


def test_the_voice_of_a_part_is_missed_before_that_of_the_article(beep: Voice) -> None:
    spec = SpeechSpec(
        (Block("title", "News"),), "en", "gtts:en@1", 100, parts=(("title", "x:y@1"),)
    )
    selector = VoiceSelector((beep,), fallback={"gtts": ("tone",)})
    first, second = fallbacks(spec, selector)
    assert first == replace(spec, parts=())
    assert (second.voice, second.parts) == (beep.reference, ())


def test_a_successor_speaks_what_it_can(beep: Voice) -> None:
    """It may know fewer scripts than the first, and no IPA."""
    entries = (LexiconEntry("news", ipa="njuːz"), LexiconEntry("text", say="words"))
    blocks = (Block("paragraph", "Some news in a text, ein Ж."),)
    spec = SpeechSpec(blocks, "en", "gtts:en@1", 100, lexicon=entries)
    selector = VoiceSelector((beep,), fallback={"gtts": ("tone",)})
    (found,) = fallbacks(spec, selector)
    assert found.voice == beep.reference
    assert found.lexicon == entries[1:]
    assert found.blocks == (Block("paragraph", "Some news in a text, ein ."),)
    foreign = replace(spec, blocks=(Block("paragraph", "Новини світу, a text."),))
    assert list(fallbacks(foreign, selector)) == []


def test_who_reads_the_parts_too_says_words_as_it_can(beep: Voice) -> None:
    entries = (LexiconEntry("news", say="nooz", ipa="njuːz"),)
    blocks = (Block("paragraph", "Some news."), Block("quote", "News."))
    parts: tuple[tuple[BlockKind, str]] = (("quote", "x:y@1"),)
    spec = SpeechSpec(blocks, "en", beep.reference, 100, lexicon=entries, parts=parts)
    for ipa, kept in (
        (True, LexiconEntry("news", ipa="njuːz")),
        (False, LexiconEntry("news", "nooz")),
    ):
        (found,) = fallbacks(spec, VoiceSelector((replace(beep, ipa=ipa),)))
        assert (found.parts, found.lexicon) == ((), (kept,))
