"""The sound as bare samples and as events, however it comes in pieces."""

import base64
import json
from collections.abc import Iterator

import pytest
from flask import Response
from hypothesis import given
from hypothesis import strategies as st

from listen.library.relay import LiveAudioBroken
from listen.web.openai.response import as_events, as_pcm

PIECES = st.lists(st.binary(max_size=60), max_size=8)


@given(PIECES)
def test_samples_are_all_that_follows_the_header(pieces: list[bytes]) -> None:
    wav = b"".join(pieces)
    pcm = as_pcm(Response(iter(pieces), mimetype="audio/wav"))
    assert pcm.mimetype == "audio/pcm"
    assert pcm.content_length is None
    assert pcm.get_data() == wav[44:]


def test_the_length_is_told_where_it_is_known() -> None:
    wav = Response(bytes(100), mimetype="audio/wav")
    assert as_pcm(wav).content_length == 56


@given(PIECES)
def test_events_have_every_byte(pieces: list[bytes]) -> None:
    events = as_events(Response(iter(pieces)), characters=5).get_data(as_text=True)
    assert events.endswith("\n\n")
    told = [json.loads(event.removeprefix("data: ")) for event in events[:-2].split("\n\n")]
    sound = b"".join(base64.b64decode(event["audio"]) for event in told[:-1])
    assert sound == b"".join(pieces)
    assert told[-1]["type"] == "speech.audio.done"
    assert told[-1]["usage"]["total_tokens"] == 5


def test_what_breaks_is_never_said_to_be_done() -> None:
    closed = []

    def broken() -> Iterator[bytes]:
        yield b"sound"
        raise LiveAudioBroken

    sound = Response(broken())
    sound.call_on_close(lambda: closed.append(True))
    response = as_events(sound, characters=5)
    events = response.iter_encoded()
    assert b"speech.audio.delta" in next(events)
    with pytest.raises(LiveAudioBroken):
        next(events)
    response.close()
    assert closed
