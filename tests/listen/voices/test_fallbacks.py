"""Fallbacks of a voice that fails, as clients see them."""

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
    """A voice of an engine with a fallback."""
    voice = replace(beep, engine="gtts", name="en", offline=False)
    robot = replace(beep, engine="espeak", name="en")
    WorkerRegistry(redis).announce("worker", [beep, voice, robot])
    return voice


@pytest.fixture
def requested(client: FlaskClient, online: Voice) -> str:
    """The key of an audio whose voice has a fallback."""
    answer = client.post("/v1/audio", json={"text": TEXT, "voice": online.id}).get_json()
    assert answer["voice"] == online.id
    return str(answer["key"])


@pytest.fixture
def failed(redis: Redis, requested: str) -> tuple[str, str]:
    """The keys of a failed audio and of its fallback, with the states that a worker leaves."""
    states = States(redis)
    (fallback_json,) = states.fallbacks(requested)
    fallback = key_of(SpeechSpec.from_json(fallback_json))
    states.request(fallback, fallback_json, "click:espeak")
    states.failed(requested, "unavailable", "It limits its callers.", fallback)
    return requested, fallback


def test_the_resource_names_the_fallback_and_the_error(
    client: FlaskClient, failed: tuple[str, str]
) -> None:
    key, fallback = failed
    audio = client.get(f"/v1/audio/{key}").get_json()
    assert (audio["state"], audio["superseded_by"]) == ("failed", fallback)
    assert audio["error"] == {"code": "unavailable", "detail": "It limits its callers."}
    instead = client.get(f"/v1/audio/{fallback}").get_json()
    assert instead["voice"] == "espeak:en"
    assert "superseded_by" not in instead


@pytest.mark.parametrize("query", ["", "?download=An%20article", "?from=0"])
def test_the_audio_redirects_to_the_fallback(
    client: FlaskClient, failed: tuple[str, str], query: str
) -> None:
    key, fallback = failed
    for method in (client.get, client.head):
        response = method(f"/audio/{key}.mp3{query}")
        assert response.status_code == 307
        kept = "?download=An+article" if "download" in query else ""
        assert response.headers["Location"] == f"/audio/{fallback}.mp3{kept}"
        assert response.headers["Cache-Control"] == "no-store"


def test_a_reader_that_resumes_is_not_redirected_to_another_voice(
    client: FlaskClient, failed: tuple[str, str]
) -> None:
    assert client.get(f"/audio/{failed[0]}.mp3?from=5000").status_code == 503


def test_a_reader_that_waits_for_the_first_sound_is_redirected(
    client: FlaskClient, redis: Redis, online: Voice, requested: str
) -> None:
    states = States(redis)
    _, run = states.started(requested)
    states.failed(requested, "engine_failed", "It broke.", "ab" * 32)
    LiveWriter(redis, requested, run, relays_audio=True).write_event(
        "failed", code="engine_failed", detail="It broke."
    )
    response = client.get(f"/audio/{requested}.mp3")
    assert (response.status_code, response.headers["Location"][:9]) == (307, "/audio/ab")


def test_a_post_for_the_sound_is_answered_with_the_fallback(
    app: Flask, failed: tuple[str, str], work: Work
) -> None:
    key, fallback = failed
    work()
    with app.test_request_context("/v1/audio", method="POST"):
        heard = deliver_requested(services().library.find(key))
        direct = deliver(services().library.find(fallback))
        assert heard.status_code == 200
        assert heard.headers["Location"] == f"/v1/audio/{fallback}"
        assert heard.headers["ETag"] == direct.headers["ETag"]
        heard.close()
        direct.close()


def test_the_events_name_the_fallback(client: FlaskClient, failed: tuple[str, str]) -> None:
    key, fallback = failed
    assert f'"superseded_by": "{fallback}"' in client.get(f"/v1/audio/{key}/events").get_data(
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


def test_a_voice_without_a_fallback_has_none(client: FlaskClient, redis: Redis) -> None:
    key = client.post("/v1/audio", json={"text": TEXT}).get_json()["key"]
    assert States(redis).fallbacks(key) == []


def test_part_voices_are_dropped_before_the_main_voice_is_replaced(beep: Voice) -> None:
    spec = SpeechSpec(
        (Block("title", "News"),), "en", "gtts:en@1", 100, parts=(("title", "x:y@1"),)
    )
    selector = VoiceSelector((beep,), fallback={"gtts": ("tone",)})
    first, second = fallbacks(spec, selector)
    assert first == replace(spec, parts=())
    assert (second.voice, second.parts) == (beep.reference, ())


def test_a_fallback_has_only_the_text_and_the_pronunciations_that_it_can_speak(beep: Voice) -> None:
    """It may speak fewer scripts than the first voice, and no IPA."""
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


@pytest.mark.parametrize(
    ("scripts", "fallback_scripts", "text"),
    [
        (("Latin",), ("Latin",), "Some news, ein Ж."),
        (("Latin",), ("Cyrillic", "Latin"), "Some news, ein Ж."),
        (("Latin",), (), "Some news, ein Ж."),
        ((), (), "Some news, ein Ж."),
        ((), ("Latin",), "Some news, ein ."),
        (("Cyrillic", "Latin"), ("Latin",), "Some news, ein ."),
    ],
)
def test_a_text_is_searched_only_for_scripts_that_the_main_voice_speaks_alone(
    beep: Voice, scripts: tuple[str, ...], fallback_scripts: tuple[str, ...], text: str
) -> None:
    main = replace(beep, name="main", scripts=scripts)
    spec = SpeechSpec((Block("paragraph", "Some news, ein Ж."),), "en", main.reference, 100)
    other = replace(beep, scripts=fallback_scripts)
    selector = VoiceSelector((main, other), fallback={main.id: (other.id,)})
    (found,) = fallbacks(spec, selector)
    assert found.blocks == (Block("paragraph", text),)


def test_a_single_voice_gets_the_pronunciations_that_it_can_speak(beep: Voice) -> None:
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
