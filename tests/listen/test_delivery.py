import hashlib
from collections.abc import Callable
from io import BytesIO

import pytest
import soundfile
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.memory_store import MemoryStore
from audio_cache.state import WANTED

Work = Callable[[], None]


@pytest.fixture
def key(client: FlaskClient) -> str:
    return str(client.post("/v1/audio", json={"text": "Some words."}).get_json()["key"])


def test_finished_audio_is_served_for_ever(client: FlaskClient, key: str, work: Work) -> None:
    work()
    response = client.get(f"/audio/{key}.mp3")
    assert response.status_code == 200
    assert response.mimetype == "audio/mpeg"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["ETag"] == f'"{hashlib.sha256(response.data).hexdigest()}"'
    assert response.headers["Last-Modified"]
    sound, rate = soundfile.read(BytesIO(response.data))
    audio = client.get(f"/v1/audio/{key}").get_json()
    assert len(sound) / rate == pytest.approx(audio["duration"], abs=0.001)


def test_a_part_of_it_can_be_had(client: FlaskClient, key: str, work: Work) -> None:
    work()
    whole = client.get(f"/audio/{key}.mp3").data
    part = client.get(f"/audio/{key}.mp3", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, whole[100:200])
    beyond = client.get(f"/audio/{key}.mp3", headers={"Range": "bytes=9999999-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{len(whole)}"
    assert beyond.get_json()["code"] == "range_not_satisfiable"


def test_whoever_has_it_is_told_so(client: FlaskClient, key: str, work: Work) -> None:
    work()
    etag = client.head(f"/audio/{key}.mp3").headers["ETag"]
    assert client.get(f"/audio/{key}.mp3", headers={"If-None-Match": etag}).status_code == 304


def test_its_head_is_that_of_its_body(client: FlaskClient, key: str, work: Work) -> None:
    work()
    head, body = client.head(f"/audio/{key}.mp3"), client.get(f"/audio/{key}.mp3")
    assert head.data == b""
    assert int(head.headers["Content-Length"]) == len(body.data)


def test_before_it_is_there_the_resource_is_the_answer(client: FlaskClient, key: str) -> None:
    response = client.get(f"/audio/{key}.mp3")
    assert response.status_code == 202
    assert response.get_json()["state"] == "queued"
    assert response.headers["Location"] == f"/v1/audio/{key}"
    assert response.headers["Cache-Control"] == "no-store"
    assert client.head(f"/audio/{key}.mp3").status_code == 202


def test_what_is_damaged_is_never_served_but_made_again(
    client: FlaskClient, key: str, work: Work, store: MemoryStore, redis: Redis
) -> None:
    work()
    whole = store.audio[key]
    store.audio[key] = whole[:-1] + b"\x00"
    assert client.head(f"/audio/{key}.mp3").status_code == 202
    assert redis.zcard(WANTED) == 0, "only a GET asks for it"
    assert client.get(f"/audio/{key}.mp3").status_code == 202
    work()
    assert client.get(f"/audio/{key}.mp3").data == whole


def test_what_goes_between_finding_and_opening_is_made_again(
    client: FlaskClient, key: str, work: Work, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    work()

    def gone(key: str) -> None:
        del store.audio[key]
        raise FileNotFoundError(key)

    monkeypatch.setattr(store, "open", gone)
    response = client.get(f"/audio/{key}.mp3")
    assert (response.status_code, response.get_json()["state"]) == (202, "queued")


@pytest.mark.parametrize("name", ["ab" * 32 + ".mp3", "x.mp3", "..%2fpasswd.mp3", "x.exe"])
def test_what_was_never_asked_for_is_unknown(client: FlaskClient, name: str) -> None:
    assert client.get(f"/audio/{name}").status_code == 404
