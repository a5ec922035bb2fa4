from collections.abc import Callable
from dataclasses import replace

import pytest

from audio_cache.facts import SpecFacts
from audio_cache.key import key_of
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import FAILED, FINISHED, QUEUED, STARTED, AudioState
from listen.library.audio import EVICTED, Audio
from listen.library.resource import audio_resource
from tests.entries import manifest_of

SPEC = SpeechSpec((Block("paragraph", "Some words."),), "en", "tone:beep@1", 125)
KEY = key_of(SPEC)
STATE = AudioState(QUEUED, "click:tone")
FACTS = SpecFacts("Some words.", 11, 2, 0.8)
AUDIO = Audio(Rendition(KEY), SPEC.options, QUEUED, FACTS, progress=STATE)
NEW_SPEC = replace(SPEC, voice="tone:beep@2")


def unchanged(_: Audio) -> SpeechSpec | None:
    return None


def with_new_revision(_: Audio) -> SpeechSpec | None:
    return NEW_SPEC


def test_a_queued_audio_has_its_facts_and_no_progress() -> None:
    resource = audio_resource(AUDIO, unchanged)
    assert (resource["key"], resource["state"], resource["progress"]) == (KEY, "queued", 0.0)
    assert (resource["title"], resource["characters"], resource["words"]) == ("Some words.", 11, 2)
    assert (resource["voice"], resource["speed"]) == ("tone:beep", 1.25)
    assert (resource["duration"], resource["estimated_duration"]) == (None, 0.8)
    assert resource["segments"] == {"total": None, "done": 0, "cached": 0}
    assert resource["error"] is None
    assert "superseded_by" not in resource
    assert "part_voices" not in resource


def test_a_started_audio_has_the_share_of_its_segments() -> None:
    state = replace(STATE, state=STARTED, done=1, cached=1, total=3)
    resource = audio_resource(replace(AUDIO, state=STARTED, progress=state), unchanged)
    assert resource["progress"] == 0.3333
    assert resource["segments"] == {"total": 3, "done": 1, "cached": 1}


def test_a_failed_audio_has_its_error_and_its_fallback() -> None:
    state = replace(STATE, state=FAILED, error_code="engine_failed", error_detail="It broke.")
    failed = replace(AUDIO, state=FAILED, progress=state)
    resource = audio_resource(failed, unchanged)
    assert resource["error"] == {"code": "engine_failed", "detail": "It broke."}
    assert "superseded_by" not in resource
    superseded = replace(failed, progress=replace(state, superseded_by="ab" * 32))
    assert audio_resource(superseded, unchanged)["superseded_by"] == "ab" * 32


def test_a_finished_audio_has_its_measurements() -> None:
    manifest = manifest_of(SPEC, samples=16_001, cached=1)
    finished = replace(AUDIO, state=FINISHED, progress=None, manifest=manifest)
    resource = audio_resource(finished, with_new_revision)
    assert (resource["progress"], resource["duration"]) == (1.0, 0.666708)
    assert resource["segments"] == {"total": 1, "done": 1, "cached": 1}
    assert "superseded_by" not in resource


@pytest.mark.parametrize(
    ("superseding_spec", "superseded_by"),
    [(unchanged, None), (with_new_revision, key_of(NEW_SPEC))],
)
def test_an_evicted_audio_is_superseded_by_its_current_revision(
    superseding_spec: Callable[[Audio], SpeechSpec | None], superseded_by: str | None
) -> None:
    evicted = replace(AUDIO, state=EVICTED, progress=None)
    resource = audio_resource(evicted, superseding_spec)
    assert resource.get("superseded_by") == superseded_by
    assert resource["segments"] == {"total": None, "done": 0, "cached": 0}


def test_links_lead_to_everything_of_the_audio() -> None:
    links = audio_resource(AUDIO, unchanged)["links"]
    assert links["self"] == f"/v1/audio/{KEY}"
    assert links["audio"] == links["formats"]["mp3"] == f"/audio/{KEY}.mp3"
    assert {*links["formats"]} == {"mp3", "ogg", "flac", "wav"}
    assert {*links} == {
        *("self", "audio", "formats", "marks", "captions", "report", "events", "embed")
    }


def test_part_voices_are_listed_by_block_kind() -> None:
    options = replace(SPEC.options, parts=(("quote", "tone:anchor@1"),))
    resource = audio_resource(replace(AUDIO, options=options), unchanged)
    assert resource["part_voices"] == {"quote": "tone:anchor"}
