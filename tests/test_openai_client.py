"""OpenAI's own client, unmodified, with a real server and a real worker."""

import base64
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np
import openai
import pytest
import requests
import soundfile

pytestmark = pytest.mark.e2e

TEXT = "The old bridge opened again. About 300 people crossed it in the first hour."
OTHER = "Most of them walked."
LONG = " ".join(f"This is sentence number {number} of many." for number in range(100))
HEADS = {"mp3": 192, "opus": 0, "flac": 42, "wav": 44, "pcm": 0}
"""Bytes of the header. A live stream's header lacks the length."""


@pytest.fixture(scope="module")
def client(served: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{served}/v1", api_key="any", max_retries=0) as client:
        yield client


def speech(**changes: Any) -> dict[str, Any]:
    return {"model": "tts-1", "voice": "alloy", "input": TEXT, **changes}


def article(served: str, text: str) -> dict[str, Any]:
    answer: dict[str, Any] = requests.post(
        f"{served}/v1/audio", json={"text": text}, timeout=30
    ).json()
    return answer


def decoded(sound: bytes, response_format: str) -> np.ndarray[Any, np.dtype[np.int16]]:
    if response_format == "pcm":
        return np.frombuffer(sound, "<i2")
    samples, rate = soundfile.read(BytesIO(sound), dtype="int16")
    assert rate == 24_000
    return np.asarray(samples)


def test_each_format_is_the_articles_audio(client: openai.OpenAI, served: str) -> None:
    sounds = {}
    for response_format, head in HEADS.items():
        arguments = speech(response_format=response_format)
        live = client.audio.speech.create(**arguments).content
        finished = client.audio.speech.create(**arguments).content
        assert live[head:] == finished[head:]
        sounds[response_format] = decoded(finished, response_format)
    audio = article(served, TEXT)
    assert audio["state"] == "finished"
    file = requests.get(f"{served}{audio['links']['audio']}", timeout=30).content
    assert file == client.audio.speech.create(**speech()).content
    assert {len(sound) for sound in sounds.values()} == {round(audio["duration"] * 24_000)}
    assert np.array_equal(sounds["pcm"], sounds["wav"])
    assert np.array_equal(sounds["flac"], sounds["wav"])


def test_audio_is_streamed_while_it_is_generated(client: openai.OpenAI, served: str) -> None:
    with client.audio.speech.with_streaming_response.create(**speech(input=LONG)) as response:
        assert "Content-Length" not in response.headers
        heard = b"".join(response.iter_bytes())
    file = requests.get(f"{served}{article(served, LONG)['links']['audio']}", timeout=30).content
    assert heard[192:] == file[192:]


def test_the_events_contain_the_whole_audio(client: openai.OpenAI) -> None:
    arguments = speech(response_format="pcm", input=OTHER)
    for _ in ("live", "finished"):
        create = client.audio.speech.with_streaming_response.create
        with create(**arguments, stream_format="sse") as response:
            assert response.headers["Content-Type"].startswith("text/event-stream")
            lines = [line.removeprefix("data: ") for line in response.iter_lines() if line]
        *deltas, done = map(json.loads, lines)
        assert {event["type"] for event in deltas} == {"speech.audio.delta"}
        assert done == {
            "type": "speech.audio.done",
            "usage": {"input_tokens": len(OTHER), "output_tokens": 0, "total_tokens": len(OTHER)},
        }
        sound = b"".join(base64.b64decode(event["audio"]) for event in deltas)
    assert sound == client.audio.speech.create(**arguments).content


def test_errors_and_models_are_parsed_by_the_client(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as speed:
        client.audio.speech.create(**speech(speed=5.0))
    assert (speed.value.code, speed.value.param) == ("invalid_speed", "speed")
    assert speed.value.type == "invalid_request_error"
    with pytest.raises(openai.BadRequestError, match="mp3, opus, flac, wav, pcm"):
        client.audio.speech.create(**speech(response_format="aac"))
    with pytest.raises(openai.NotFoundError) as model:
        client.models.retrieve("gpt-5")
    assert model.value.code == "model_not_found"
    assert [model.id for model in client.models.list()][:2] == ["listen", "tts-1"]
    assert client.models.retrieve("tts-1-hd").owned_by == "listen"
