import json
from dataclasses import asdict, replace
from typing import cast

import pytest

from audio_cache.live import LiveEvent
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import FAILED, AudioState
from audio_cache.timing import Timing
from listen.library.events import failed_events, follow_events
from listen.library.relay import LiveAudioBroken, Relay
from worker.documents.events import replay, text_event

SPEC = SpeechSpec((Block("paragraph", "One. Two."),), "en", "tone:beep@1", 100)
TIMINGS = (Timing(0, 0, 0, 4, 0.0, 0.5), Timing(0, 1, 5, 9, 0.7, 1.0))


def test_an_event_has_a_name_and_json() -> None:
    assert text_event(SPEC) == (
        'event: text\ndata: {"text": "One. Two.", '
        '"blocks": [{"kind": "paragraph", "start": 0, "end": 9}]}\n\n'
    )


def test_the_text_has_the_kinds_and_places_of_its_blocks() -> None:
    blocks = (Block("title", "Ünë 😀"), Block("heading", "B\nC"), Block("code", "d"))
    _, _, data = text_event(replace(SPEC, blocks=blocks)).partition("data: ")
    event = json.loads(data)
    found = [(each["kind"], event["text"][each["start"] : each["end"]]) for each in event["blocks"]]
    assert found == [(each.kind, each.text) for each in blocks]


def test_the_replay_of_an_audio_equals_its_live_events() -> None:
    relay = Relay()
    for index, timing in enumerate(TIMINGS):
        fields = {"event": "segment", "index": index, "total": 2, **asdict(timing)}
        relay.append_event(cast(LiveEvent, fields))
    relay.append_event({"event": "finished"})
    events = list(follow_events(relay))
    relay.close_if_done()
    assert text_event(SPEC) + "".join(events) == replay(SPEC, TIMINGS)
    assert [event.split("\n")[0][7:] for event in events] == [
        *("segment", "progress", "segment", "progress", "finished")
    ]


def test_a_stream_without_a_last_event_is_broken() -> None:
    relay = Relay()
    fields = {"event": "segment", "index": 0, "total": 2, **asdict(TIMINGS[0])}
    relay.append_event(cast(LiveEvent, fields))
    relay.end()
    events = follow_events(relay)
    assert [next(events).split("\n")[0] for _ in range(2)] == ["event: segment", "event: progress"]
    with pytest.raises(LiveAudioBroken):
        next(events)
    relay.close_if_done()


@pytest.mark.parametrize("reported", [(), (0,), (1,), (1, 0)])
def test_a_stream_without_all_segments_is_broken(reported: tuple[int, ...]) -> None:
    """Redis lost some, or the last run found the audio in the store."""
    relay = Relay()
    for index in reported:
        fields = {"event": "segment", "index": index, "total": 2, **asdict(TIMINGS[index])}
        relay.append_event(cast(LiveEvent, fields))
    relay.append_event({"event": "finished"})
    with pytest.raises(LiveAudioBroken):
        assert "finished" not in "".join(follow_events(relay))
    relay.close_if_done()


def test_a_failed_audio_has_one_event() -> None:
    state = AudioState(FAILED, "click:tone", error_code="engine_failed", error_detail="No.")
    (event,) = failed_events(state)
    assert event == 'event: failed\ndata: {"code": "engine_failed", "detail": "No."}\n\n'
