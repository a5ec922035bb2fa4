"""/audio: finished files, formats and downloads. Live streams are in library/test_live.py."""

import hashlib
from collections.abc import Callable
from io import BytesIO

import pytest
import soundfile
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.state import PENDING
from audio_cache.stores.memory import MemoryStore
from listen.web import delivery
from tests.listen.web.conftest import LostFile, problem

Work = Callable[[], None]


@pytest.fixture(autouse=True)
def _short_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_AUDIO_TIMEOUT", 0.1)


@pytest.fixture
def key(client: FlaskClient) -> str:
    return str(client.post("/v1/audio", json={"text": "Some words."}).get_json()["key"])


def test_finished_audio_is_immutable(client: FlaskClient, key: str, work: Work) -> None:
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


def test_a_post_that_accepts_audio_gets_the_finished_file(
    client: FlaskClient, key: str, work: Work
) -> None:
    work()
    posted = client.post(
        "/v1/audio", json={"text": "Some words."}, headers={"Accept": "audio/mpeg"}
    )
    assert posted.status_code == 200
    assert posted.data == client.get(f"/audio/{key}.mp3").data


def test_a_store_that_is_away_at_the_first_byte_is_503(
    client: FlaskClient, key: str, work: Work, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    work()
    lost = LostFile(store.audio[Rendition(key)])
    monkeypatch.setattr(store, "open", lambda *_: lost)
    response = client.get(f"/audio/{key}.mp3")
    problem(response, 503, "unavailable")
    assert response.headers["Retry-After"]


def test_a_range_of_it_can_be_requested(client: FlaskClient, key: str, work: Work) -> None:
    work()
    whole = client.get(f"/audio/{key}.mp3").data
    part = client.get(f"/audio/{key}.mp3", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, whole[100:200])
    beyond = client.get(f"/audio/{key}.mp3", headers={"Range": "bytes=9999999-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{len(whole)}"
    assert beyond.get_json()["code"] == "range_not_satisfiable"


@pytest.mark.parametrize("query", ["", "&download=x"])
def test_a_live_download_is_resumed_from_the_finished_file(
    client: FlaskClient, key: str, work: Work, query: str
) -> None:
    work()
    whole = client.get(f"/audio/{key}.mp3").data
    for start in (1, 200, len(whole), len(whole) + 1, 10**12):
        rest = client.get(f"/audio/{key}.mp3?from={start}{query}")
        assert (rest.status_code, rest.data) == (200, whole[start:])
        assert rest.headers["Content-Length"] == str(len(whole[start:]))
        assert (rest.headers["Cache-Control"], rest.headers.get("ETag")) == ("no-store", None)
    assert client.get(f"/audio/{key}.mp3?from=0").headers["ETag"]


def test_a_range_counts_from_the_start_of_the_file_also_with_an_offset(
    client: FlaskClient, key: str, work: Work
) -> None:
    work()
    whole = client.get(f"/audio/{key}.mp3")
    part = client.get(f"/audio/{key}.mp3?from=100", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, whole.data[100:200])
    assert part.headers["ETag"] == whole.headers["ETag"]
    end = len(whole.data)
    part = client.get(f"/audio/{key}.mp3?from={end}", headers={"Range": f"bytes={end}-"})
    assert (part.status_code, part.data) == (200, b"")  # it has all


def test_a_client_with_the_current_file_gets_304(client: FlaskClient, key: str, work: Work) -> None:
    work()
    etag = client.head(f"/audio/{key}.mp3").headers["ETag"]
    assert client.get(f"/audio/{key}.mp3", headers={"If-None-Match": etag}).status_code == 304


def test_a_head_request_has_the_length_of_the_body(
    client: FlaskClient, key: str, work: Work
) -> None:
    work()
    head, body = client.head(f"/audio/{key}.mp3"), client.get(f"/audio/{key}.mp3")
    assert head.data == b""
    assert int(head.headers["Content-Length"]) == len(body.data)


def test_a_corrupt_file_is_generated_again_instead_of_served(
    client: FlaskClient, key: str, work: Work, store: MemoryStore, redis: Redis
) -> None:
    work()
    whole = store.audio[Rendition(key)]
    store.audio[Rendition(key)] = whole[:-1] + bytes([whole[-1] ^ 1])
    assert client.head(f"/audio/{key}.mp3").status_code == 200
    assert redis.zcard(PENDING) == 0, "only a GET requests it"
    assert client.get(f"/audio/{key}.mp3").status_code == 503
    work()
    assert client.get(f"/audio/{key}.mp3").data == whole


def test_a_file_deleted_between_find_and_open_is_generated_again(
    client: FlaskClient,
    key: str,
    work: Work,
    store: MemoryStore,
    redis: Redis,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work()

    def gone(rendition: Rendition, manifest: Manifest) -> None:
        del store.audio[rendition]
        raise FileNotFoundError(rendition)

    monkeypatch.setattr(store, "open", gone)
    assert client.get(f"/audio/{key}.mp3").status_code == 503
    assert redis.zrange(PENDING, 0, -1) == [key.encode()]


@pytest.mark.parametrize("name", ["ab" * 32 + ".mp3", "x.mp3", "..%2fpasswd.mp3", "x.exe"])
def test_an_audio_that_was_never_requested_is_unknown(client: FlaskClient, name: str) -> None:
    assert client.get(f"/audio/{name}").status_code == 404


@pytest.mark.parametrize(
    ("extension", "media_type"),
    [("ogg", "audio/ogg"), ("flac", "audio/flac"), ("wav", "audio/wav")],
)
def test_other_formats_are_generated_on_request(
    client: FlaskClient, key: str, work: Work, redis: Redis, extension: str, media_type: str
) -> None:
    work()
    path = f"/audio/{key}.{extension}"
    assert client.head(path).status_code == 200
    assert redis.zcard(PENDING) == 0
    assert client.get(path).status_code == 503
    assert redis.zrange(PENDING, 0, -1) == [f"{key}-{extension}".encode()]
    work()
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, media_type)
    sound, rate = soundfile.read(BytesIO(response.data))
    mp3, _ = soundfile.read(BytesIO(client.get(f"/audio/{key}.mp3").data))
    assert len(sound) == len(mp3)
    assert rate == 24_000


def test_a_download_has_a_file_name_and_a_tag_with_the_title(
    client: FlaskClient, key: str, work: Work
) -> None:
    work()
    plain = client.get(f"/audio/{key}.mp3")
    saved = client.get(f"/audio/{key}.mp3?download=My Café")
    assert saved.headers["Content-Disposition"].startswith('attachment; filename="My Cafe.mp3"')
    assert saved.data.startswith(b"ID3")
    assert saved.data.endswith(plain.data)
    assert b"Some words." in saved.data
    assert saved.headers["ETag"] != plain.headers["ETag"]
    seam = len(saved.data) - len(plain.data)
    part = client.get(
        f"/audio/{key}.mp3?download=x", headers={"Range": f"bytes={seam - 5}-{seam + 4}"}
    )
    assert (part.status_code, part.data) == (206, saved.data[seam - 5 : seam + 5])
