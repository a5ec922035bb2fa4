"""PCM and event streams, for audio in chunks of any size."""

import base64
import json
from collections.abc import Iterator

import pytest
from flask import Response
from hypothesis import given
from hypothesis import strategies as st

from listen.library.relay import LiveAudioBroken
from listen.web.openai.response import to_event_stream, to_pcm

CHUNKS = st.lists(st.binary(max_size=60), max_size=8)


@given(CHUNKS)
def test_pcm_is_everything_after_the_header(chunks: list[bytes]) -> None:
    wav = b"".join(chunks)
    pcm = to_pcm(Response(iter(chunks), mimetype="audio/wav"))
    assert pcm.mimetype == "audio/pcm"
    assert pcm.content_length is None
    assert pcm.get_data() == wav[44:]


def test_the_content_length_of_pcm_is_known_if_that_of_the_wav_is() -> None:
    wav = Response(bytes(100), mimetype="audio/wav")
    assert to_pcm(wav).content_length == 56


@given(CHUNKS)
def test_events_contain_every_byte(chunks: list[bytes]) -> None:
    events = to_event_stream(Response(iter(chunks)), characters=5).get_data(as_text=True)
    assert events.endswith("\n\n")
    parsed = [json.loads(event.removeprefix("data: ")) for event in events[:-2].split("\n\n")]
    sound = b"".join(base64.b64decode(event["audio"]) for event in parsed[:-1])
    assert sound == b"".join(chunks)
    assert parsed[-1]["type"] == "speech.audio.done"
    assert parsed[-1]["usage"]["total_tokens"] == 5


def test_a_broken_stream_has_no_end_event() -> None:
    closed = []

    def broken() -> Iterator[bytes]:
        yield b"sound"
        raise LiveAudioBroken

    sound = Response(broken())
    sound.call_on_close(lambda: closed.append(True))
    response = to_event_stream(sound, characters=5)
    events = response.iter_encoded()
    assert b"speech.audio.delta" in next(events)
    with pytest.raises(LiveAudioBroken):
        next(events)
    response.close()
    assert closed
