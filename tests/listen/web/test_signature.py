"""Signed downloads, and signatures apart from the stored file (C2PA)."""

import hashlib
import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest
import soundfile

pytest.importorskip("c2pa")

import c2pa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audio_cache.formats import FORMATS
from audio_cache.priorities import CLICK
from audio_cache.rendition import Rendition
from audio_cache.stores.file import FileStore
from audio_cache.stores.store import SIGNED as SIGNED_URL
from audio_cache.stores.store import WITHDRAWN
from listen.config import WebConfig
from listen.errors import Unavailable
from listen.processes.child import SpawnedChild
from listen.provenance import signatures
from listen.web.http.conditional import IMMUTABLE
from listen.web.services import EXTENSION
from tests.certificates import Files, write_certificate
from tests.conftest import free_port
from tests.listen.conftest import DescribedClient
from tests.listen.web.conftest import UNKNOWN, Work, post, problem

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SIGNED = ("mp3", "flac", "wav")
_OWN_CHAIN = ["signingCredential.untrusted"]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return write_certificate(tmp_path)


@pytest.fixture
def config(config: WebConfig, files: Files) -> WebConfig:
    return replace(config, c2pa_certificate=str(files.certificate), c2pa_key=str(files.key))


@pytest.fixture
def store(data_dir: Path) -> FileStore:
    """The process that signs opens the same one."""
    return FileStore(data_dir / "audio")


class BufferedClient(DescribedClient):
    """Reads whole responses, and closes their files."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        return super().open(*args, buffered=True, **options)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.test_client_class = BufferedClient
    return app.test_client()


@pytest.fixture
def key(app: Flask, client: FlaskClient, work: Work) -> Iterator[str]:
    """Key of an audio that is finished in all formats."""
    key: str = post(client, title="The bridge").get_json()["key"]
    work()
    library = app.extensions[EXTENSION].library
    for extension in FORMATS:
        library.request_again(library.find(key, extension), CLICK)
    work()
    yield key
    app.extensions[EXTENSION].signatures.close()


def verify(media_type: str, content: bytes, manifest: bytes | None = None) -> dict[str, Any]:
    """Return the manifest, after the library has found it valid but for its unknown authority."""
    report = json.loads(c2pa.Reader(media_type, io.BytesIO(content), manifest).json())
    assert report["validation_state"] == "Valid"
    assert [each["code"] for each in report["validation_status"]] == _OWN_CHAIN
    active: dict[str, Any] = report["manifests"][report["active_manifest"]]
    return active


@pytest.mark.parametrize("extension", SIGNED)
def test_a_download_is_signed_and_marked_around_the_stored_sound(
    client: FlaskClient, key: str, extension: str, tmp_path: Path
) -> None:
    stored = client.get(f"/audio/{key}.{extension}")
    saved = client.get(f"/audio/{key}.{extension}?download=x")
    active = verify(FORMATS[extension], saved.data)
    [actions] = [each for each in active["assertions"] if each["label"].startswith("c2pa.actions")]
    [created] = actions["data"]["actions"]
    assert created["action"] == "c2pa.created"
    assert created["digitalSourceType"] == f"{IPTC}algorithmicMedia"
    assert created["softwareAgent"]["name"] == "tone:beep"
    assert active["claim_generator_info"][0]["name"] == "Listen"
    assert active["title"] == "The bridge"
    assert saved.headers["ETag"] == f'"{hashlib.sha256(saved.data).hexdigest()}"'
    assert saved.headers["Cache-Control"] == IMMUTABLE
    assert "Link" not in saved.headers
    assert stored.data[1000:] in saved.data
    before, _ = soundfile.read(io.BytesIO(stored.data))
    start = saved.data.index(b"fLaC") if extension == "flac" else 0  # libsndfile reads no tag
    saved_sound = saved.data[start:]
    after, _ = soundfile.read(io.BytesIO(saved_sound))
    assert np.array_equal(before, after)
    path = tmp_path / f"a.{extension}"
    path.write_bytes(saved.data)
    assert f"{IPTC}algorithmicMedia" in str(mutagen.File(path).tags or saved.data)


def test_a_range_of_a_signed_download_is_of_the_signed_bytes(client: FlaskClient, key: str) -> None:
    for extension in SIGNED:
        path = f"/audio/{key}.{extension}?download=x"
        whole = client.get(path).data
        for start, end in ((0, 9), (10, len(whole) - 11), (len(whole) - 4000, len(whole) - 1)):
            part = client.get(path, headers={"Range": f"bytes={start}-{end}"})
            assert (part.status_code, part.data) == (206, whole[start : end + 1])
        assert int(client.head(path).headers["Content-Length"]) == len(whole)
        etag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("extension", FORMATS)
def test_the_stored_file_has_a_signature_apart(
    client: FlaskClient, key: str, extension: str, store: FileStore
) -> None:
    before = (store.folder / Rendition(key, extension).path).read_bytes()
    stored = client.get(f"/audio/{key}.{extension}")
    assert stored.headers["Link"] == f'</audio/{key}.{extension}.c2pa>; rel="c2pa-manifest"'
    assert client.head(f"/audio/{key}.{extension}").headers["Link"] == stored.headers["Link"]
    apart = client.get(f"/audio/{key}.{extension}.c2pa")
    assert apart.mimetype == "application/c2pa"
    assert apart.headers["ETag"] == f'"{hashlib.sha256(apart.data).hexdigest()}"'
    assert apart.headers["Access-Control-Allow-Origin"] == "*"
    assert verify(FORMATS[extension], stored.data, apart.data)["title"] == "The bridge"
    assert client.get(f"/audio/{key}.{extension}").data == before == stored.data
    assert client.get(f"/audio/{key}.{extension}.c2pa").data == apart.data


def test_a_changed_file_fails_the_verification(client: FlaskClient, key: str) -> None:
    saved = bytearray(client.get(f"/audio/{key}.mp3?download=x").data)
    saved[-1] ^= 1
    report = json.loads(c2pa.Reader("audio/mpeg", io.BytesIO(saved)).json())
    assert report["validation_state"] == "Invalid"


def test_an_ogg_download_is_marked_and_not_signed(client: FlaskClient, key: str) -> None:
    saved = client.get(f"/audio/{key}.ogg?download=x")
    assert b"OpusTags" in saved.data
    assert f"{IPTC}algorithmicMedia".encode() in saved.data
    assert "Link" not in saved.headers


def test_a_signature_is_made_once_and_again_for_another_certificate(
    client: FlaskClient, key: str, files: Files, tmp_path: Path
) -> None:
    path = f"/audio/{key}.mp3?download=x"
    first = client.get(path).data
    assert client.get(path).data == first
    (tmp_path / "new").mkdir()
    new = write_certificate(tmp_path / "new")
    os.replace(new.key, files.key)
    os.replace(new.certificate, files.certificate)
    second = client.get(path).data
    assert second != first
    verify("audio/mpeg", second)
    files.certificate.unlink()  # what is signed stays so
    assert client.get(path).data == second


def test_a_damaged_signature_is_made_again(client: FlaskClient, key: str, store: FileStore) -> None:
    kept = (store.folder / Rendition(key).path).with_name(f"{key}.mp3.signed")
    path = f"/audio/{key}.mp3?download=x"
    client.get(path)
    for damage in (b"", b"x", kept.read_bytes()[:-1], kept.read_bytes()[:70] + b"{}"):
        kept.write_bytes(damage)
        verify("audio/mpeg", client.get(path).data)


@pytest.mark.parametrize("fault", ["certificate", "process"])
def test_without_a_signature_a_download_is_marked_and_the_manifest_is_unavailable(
    client: FlaskClient, key: str, files: Files, app: Flask, fault: str
) -> None:
    if fault == "certificate":
        files.certificate.write_text("none")
    else:
        pool = app.extensions[EXTENSION].signatures._pool
        pool._start_process = partial(SpawnedChild, "listen.no_such_module")
    saved = client.get(f"/audio/{key}.mp3?download=x")
    assert saved.status_code == 200
    assert saved.data.startswith(b"ID3")
    assert f"{IPTC}algorithmicMedia".encode() in saved.data
    assert saved.headers["Cache-Control"] == "no-cache"
    problem(client.get(f"/audio/{key}.mp3.c2pa"), 503, "unavailable")


def test_a_file_that_could_not_be_signed_is_tried_again_after_a_while(
    client: FlaskClient, key: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "_RETRY_AFTER", 3600.0)
    certificate = files.certificate.read_bytes()
    files.certificate.write_text("none")
    client.get(f"/audio/{key}.mp3?download=x")
    monkeypatch.setattr(signatures, "_RETRY_AFTER", 0.0)
    client.get(f"/audio/{key}.flac?download=x")
    files.certificate.write_bytes(certificate)
    assert client.get(f"/audio/{key}.mp3?download=x").headers["Cache-Control"] == "no-cache"
    for extension in ("flac", "wav"):
        verify(FORMATS[extension], client.get(f"/audio/{key}.{extension}?download=x").data)


def test_a_timestamp_authority_that_is_away_costs_the_signature(
    config: WebConfig, files: Files, data_dir: Path, key: str, client: FlaskClient
) -> None:
    settings = replace(config, c2pa_timestamp_url=f"http://127.0.0.1:{free_port()}/").signing
    assert settings
    store = FileStore(data_dir / "audio")
    found = signatures.Signatures(store, config.store, settings)
    manifest = store.find(Rendition(key))
    assert manifest
    with pytest.raises(Unavailable):
        found.apart(manifest)
    found.close()


def test_audio_that_is_not_finished_has_no_signature(client: FlaskClient, app: Flask) -> None:
    key = post(client).get_json()["key"]
    problem(client.get(f"/audio/{key}.mp3.c2pa"), 409, "not_finished")
    assert "Link" not in client.head(f"/audio/{key}.mp3").headers


@pytest.mark.parametrize("name", [f"{UNKNOWN}.mp3.c2pa", "x.mp3.c2pa", f"{UNKNOWN}.exe.c2pa"])
def test_an_unknown_audio_has_no_signature(client: FlaskClient, name: str) -> None:
    assert client.get(f"/audio/{name}").status_code == 404


def test_withdrawn_audio_loses_its_signatures(
    client: FlaskClient, key: str, store: FileStore
) -> None:
    client.get(f"/audio/{key}.mp3?download=x")
    client.get(f"/audio/{key}.mp3.c2pa")
    store.restrict(key, WITHDRAWN)
    assert client.get(f"/audio/{key}.mp3.c2pa").status_code == 410
    assert [path.name for path in store.folder.rglob(f"{key}*")] == [f"{key}.restriction"]


def test_restricted_audio_needs_a_token_for_its_signature(
    client: FlaskClient, key: str, store: FileStore, app: Flask
) -> None:
    store.restrict(key, SIGNED_URL)
    token = app.extensions[EXTENSION].signer.token(key)
    assert client.get(f"/audio/{key}.mp3.c2pa").status_code == 403
    link = client.get(f"/audio/{key}.mp3?token={token}").headers["Link"]
    path = link.partition(">")[0].removeprefix("<")
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    saved = client.get(f"/audio/{key}.mp3?download=x&token={token}")
    assert saved.headers["Cache-Control"] == "private, no-store"
    verify("audio/mpeg", saved.data)


class TestUnsigned:
    """A server without a certificate."""

    @pytest.fixture
    def config(self, data_dir: Path) -> WebConfig:
        return WebConfig(data_dir=data_dir, default_voice="tone:beep")

    def test_it_announces_and_has_no_signature(self, client: FlaskClient, work: Work) -> None:
        key = post(client).get_json()["key"]
        work()
        assert "Link" not in client.get(f"/audio/{key}.mp3").headers
        assert client.get(f"/audio/{key}.mp3.c2pa").status_code == 404
        saved = client.get(f"/audio/{key}.mp3?download=x")
        assert b"C2PA" not in saved.data
