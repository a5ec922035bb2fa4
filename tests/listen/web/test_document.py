"""Marks, captions and reports, as they are stored, and what makes damaged ones again."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.documents import CAPTIONS, CHAPTERS, EVENTS, MARKS, REPORT, TIMINGS
from audio_cache.stores import FileStore
from listen.config import WebConfig
from listen.web.services import EXTENSION
from tests.listen.web.conftest import Work, post, problem

PATHS = {
    MARKS: "/v1/audio/{}/marks",
    REPORT: "/v1/audio/{}/report",
    CAPTIONS: "/audio/{}.vtt",
    CHAPTERS: "/audio/{}.chapters.json",
    EVENTS: "/v1/audio/{}/events",
}


class TestEncoding:
    @pytest.mark.parametrize("name", [MARKS, REPORT, CAPTIONS, CHAPTERS])
    def test_a_client_that_accepts_gzip_gets_the_stored_bytes(
        self, client: FlaskClient, work: Work, name: str
    ) -> None:
        url = PATHS[name].format(post(client).get_json()["key"])
        work()
        plain = client.get(url)
        packed = client.get(url, headers={"Accept-Encoding": "br, gzip;q=0.5"})
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert packed.headers["ETag"] != plain.headers["ETag"]
        for response in (plain, packed):
            assert "Accept-Encoding" in response.headers["Vary"]
            assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert response.content_length == len(response.data)

    @pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br", "*;q=0"])
    def test_any_other_client_gets_the_text(
        self, client: FlaskClient, work: Work, accepted: str
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        response = client.get(f"/audio/{key}.vtt", headers={"Accept-Encoding": accepted})
        assert response.data.startswith(b"WEBVTT")

    def test_a_document_that_the_client_has_is_not_sent_again(
        self, client: FlaskClient, work: Work
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        for headers in ({}, {"Accept-Encoding": "gzip"}):
            etag = client.get(f"/audio/{key}.vtt", headers=headers).headers["ETag"]
            condition = {**headers, "If-None-Match": etag}
            response = client.get(f"/audio/{key}.vtt", headers=condition)
            assert (response.status_code, response.data) == (304, b"")
            assert "Content-Encoding" not in response.headers

    def test_a_head_request_has_the_headers_only(self, client: FlaskClient, work: Work) -> None:
        key = post(client).get_json()["key"]
        work()
        response = client.head(f"/v1/audio/{key}/marks")
        assert (response.status_code, response.data) == (200, b"")
        assert response.headers["ETag"] == client.get(f"/v1/audio/{key}/marks").headers["ETag"]


class TestDamage:
    """The documents of a store on disk, which another process makes again."""

    @pytest.fixture
    def store(self, config: WebConfig) -> FileStore:
        return FileStore(config.data_dir / "audio")

    @pytest.fixture
    def path(
        self, client: FlaskClient, work: Work, store: FileStore
    ) -> Iterator[Callable[[str], Path]]:
        """The path of a document of a finished audio; that of its audio for the name `mp3`."""
        key = post(client).get_json()["key"]
        work()
        folder = store.folder / key[:2] / key[2:4]
        yield lambda name: folder / (f"{key}.{name}" if name == "mp3" else f"{key}.{name}.gz")
        client.application.extensions[EXTENSION].documents.close()

    @pytest.mark.parametrize("damage", [b"", b"no gzip", gzip.compress(b"other", mtime=0)])
    def test_damaged_documents_are_made_again(
        self, client: FlaskClient, path: Callable[[str], Path], damage: bytes
    ) -> None:
        key = path("mp3").stem
        urls = {name: url.format(key) for name, url in PATHS.items()}
        before = {name: client.get(url).data for name, url in urls.items()}
        for name in PATHS:
            path(name).write_bytes(damage)
        assert {name: client.get(url).data for name, url in urls.items()} == before
        path(MARKS).unlink()
        assert client.get(urls[MARKS]).data == before[MARKS]

    def test_an_audio_whose_documents_are_lost_counts_as_evicted(
        self, client: FlaskClient, path: Callable[[str], Path], work: Work
    ) -> None:
        key = path("mp3").stem
        for name in (MARKS, TIMINGS):
            path(name).unlink()
        problem(client.get(f"/v1/audio/{key}/marks"), 409, "not_finished")
        assert client.get(f"/v1/audio/{key}").get_json()["state"] == "evicted"
        assert client.post(f"/v1/audio/{key}").status_code == 202
        work()
        marks = json.loads(client.get(f"/v1/audio/{key}/marks").data)
        assert marks["marks"][0]["value"] == "The first sentence of it."

    def test_a_finished_audio_whose_text_is_damaged_still_plays(
        self, client: FlaskClient, path: Callable[[str], Path]
    ) -> None:
        key = path("mp3").stem
        path("spec.json").write_bytes(b"damaged")
        assert client.get(f"/audio/{key}.mp3", buffered=True).data
        assert client.get(f"/v1/audio/{key}").get_json()["state"] == "finished"
        assert client.get(f"/v1/audio/{key}/marks").status_code == 200
        assert client.get(f"/embed/{key}").status_code == 200

    def test_an_audio_whose_text_is_damaged_is_made_again_while_it_is_known(
        self, client: FlaskClient, path: Callable[[str], Path], work: Work, redis: Redis
    ) -> None:
        key = path("mp3").stem
        for name in ("spec.json", "mp3"):
            path(name).write_bytes(b"damaged")
        assert client.get(f"/v1/audio/{key}").get_json()["state"] == "evicted"
        assert client.post(f"/v1/audio/{key}").status_code == 202
        work()
        path("mp3").unlink()
        assert client.get(f"/v1/audio/{key}").get_json()["state"] == "evicted"
        path("spec.json").write_bytes(b"damaged")
        redis.flushdb()
        problem(client.get(f"/v1/audio/{key}"), 404, "unknown_audio")
        assert post(client).status_code == 202
