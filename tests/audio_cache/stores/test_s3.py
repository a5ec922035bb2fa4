"""The store in an object store: real services, and a proxy before one that fails."""

import gzip
import hashlib
import hmac
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import requests

from audio_cache.documents import CAPTIONS, MARKS, compress
from audio_cache.key import key_of
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import S3Store, StorageFull, StoreError, open_store, s3_listing, s3_objects
from audio_cache.stores.s3_errors import store_error
from audio_cache.stores.s3_objects import StoredObject
from audio_cache.stores.store import SIGNED, WITHDRAWN, StoreAway
from tests import entries
from tests.conftest import free_port
from tests.object_store.faulty_proxy import FaultyProxy
from tests.object_store.servers import (
    CREDENTIALS,
    moto_server,
    store_url,
    write_server_certificate,
)

SPEC = SpeechSpec((Block("paragraph", "Some text."),), "en", "tone:beep@1", 100)
KEY = key_of(SPEC)
RENDITION = Rendition(KEY)
AUDIO = os.urandom(600_000)


def open_s3(url: str, **arguments: Any) -> S3Store:
    store = open_store(url, **arguments)
    assert isinstance(store, S3Store)
    return store


@pytest.fixture(params=["moto", "s3rver"])
def store(request: pytest.FixtureRequest) -> S3Store:
    return open_s3(store_url(request.getfixturevalue(request.param)))


@pytest.fixture
def proxy(moto: str) -> Iterator[FaultyProxy]:
    proxy = FaultyProxy(moto)
    yield proxy
    proxy.close()


def names(store: S3Store) -> set[str]:
    return {each.name.rpartition("/")[2] for each in store._objects.list(f"audio/{KEY}")}


def damage(store: S3Store, name: str, content: bytes) -> None:
    store._objects.write(f"audio/{KEY}/{name}", content)


def test_one_service_honours_conditions_and_one_ignores_them(moto: str, s3rver: str) -> None:
    for url, honours in ((moto, True), (s3rver, False)):
        objects = open_s3(store_url(url))._objects
        assert objects.create("object", b"first") is True
        assert objects.create("object", b"second") is not honours
        assert objects.read("object") == (b"first" if honours else b"second")


def test_processes_that_start_together_agree_on_the_id(store: S3Store) -> None:
    stores = [S3Store(store._objects) for _ in range(6)]
    found: list[str] = []

    def ask(store: S3Store) -> None:
        while True:
            with suppress(StoreAway):  # one of the services may not answer to concurrent writes
                found.append(store.id())
                return
            time.sleep(0.1)

    threads = [threading.Thread(target=ask, args=(each,)) for each in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len({*found}) == 1


def test_a_store_that_was_emptied_is_not_the_same(store: S3Store) -> None:
    store.check_space()
    store._objects.delete(["store-id"])
    with pytest.raises(StoreError, match="emptied or replaced"):
        store.check_space()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"",
        lambda text: text[:-10],
        lambda text: text.replace(b"Some title", b"Some tittle"),
        lambda text: text.partition(b', "checksum"')[0] + b"}",
        lambda text: b"[" * 100_000,
        lambda text: b"\xff",
    ],
)
def test_a_damaged_manifest_is_not_used(store: S3Store, change: Callable[[bytes], bytes]) -> None:
    entries.publish(store, SPEC, AUDIO)
    damage(store, "mp3.json", change(store._objects.read(f"audio/{KEY}/mp3.json")))
    assert store.find(RENDITION) is None
    assert store.manifest(RENDITION) is None
    assert store.spec(KEY) == SPEC
    assert entries.publish(store, SPEC, AUDIO) == store.find(RENDITION)


def test_damaged_parts_are_not_used(store: S3Store) -> None:
    entries.publish(store, SPEC, AUDIO)
    other = replace(SPEC, language="de").to_json().encode()
    for content in (b"", b"no gzip", gzip.compress(other)):
        damage(store, "spec.json.gz", content)
        assert store.spec(KEY) is None
    damage(store, "mp3.marks.json.gz", compress("other"))
    assert store.document(RENDITION, MARKS) is None
    assert store.document(RENDITION, CAPTIONS)
    store.restrict(KEY, SIGNED)
    damage(store, "restriction", b"sig")
    assert store.restriction(KEY) == WITHDRAWN


def test_a_manifest_of_another_audio_is_not_used(store: S3Store) -> None:
    entries.publish(store, SPEC, AUDIO)
    content = store._objects.read(f"audio/{KEY}/mp3.json")
    store._objects.write(f"audio/{'cd' * 32}/mp3.json", content)
    assert store.find(Rendition("cd" * 32)) is None


def test_a_reader_in_the_middle_never_gets_other_bytes(store: S3Store) -> None:
    manifest = entries.publish(store, SPEC, AUDIO)
    with store.open(RENDITION) as file:
        assert file.read(1000) == AUDIO[:1000]
        damage(store, f"mp3.{manifest.sha256[:32]}", os.urandom(len(AUDIO)))
        file.seek(300_000)
        with pytest.raises(FileNotFoundError):
            file.read(1000)
    store.restrict(KEY, WITHDRAWN)
    with pytest.raises(FileNotFoundError):
        store.open(RENDITION, manifest)


def test_audio_is_verified_once_until_it_changes(
    store: S3Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries.publish(store, SPEC, AUDIO)
    read: list[str] = []
    original = store._objects.sha256

    def sha256(found: StoredObject) -> str:
        read.append(found.name)
        return original(found)

    monkeypatch.setattr(store._objects, "sha256", sha256)
    threads = [threading.Thread(target=store.find, args=(RENDITION,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.find(RENDITION)
    assert len(read) == 1


def test_a_large_audio_is_stored_in_parts(store: S3Store) -> None:
    audio = os.urandom(11_000_000)
    manifest = entries.publish(store, SPEC, audio)
    assert store.find(RENDITION) == manifest
    with store.open(RENDITION, manifest) as file:
        file.seek(10_900_000)
        assert file.read(100) == audio[10_900_000:10_900_100]


def test_a_long_upload_reports_each_part(moto: str) -> None:
    parts: list[int] = []
    store = open_s3(store_url(moto), on_upload=lambda: parts.append(1))
    entries.publish(store, SPEC, os.urandom(11_000_000))
    assert len(parts) >= 3


def test_an_audio_that_was_evicted_or_replaced_is_swept_after_an_hour(
    store: S3Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries.publish(store, SPEC, AUDIO)
    entries.publish(store, SPEC, b"other voice")
    entries.publish(store, SPEC, b"ogg sound", format="ogg")
    before = names(store)
    assert store.sweep() == 0
    monkeypatch.setattr(s3_listing, "GRACE", -3.0)
    assert store.sweep() == 1
    assert len(before - names(store)) == 1
    assert store.find(RENDITION)
    store.evict(KEY)
    assert store.sweep() > 2
    assert names(store) == {"spec.json.gz", "mp3.evicted.json", "ogg.evicted.json"}
    assert store.sweep() == 0
    entries.publish(store, SPEC, AUDIO)
    assert store.sweep() == 0
    assert store.find(RENDITION)


def test_a_listing_of_many_pages_is_read_whole(moto: str) -> None:
    store = open_s3(store_url(moto))
    with ThreadPoolExecutor(8) as threads:
        names = [f"audio/{number:064x}/spec.json.gz" for number in range(1005)]
        list(threads.map(lambda name: store._objects.write(name, b"x"), names))
    assert [each.key for each in store.list()] == [f"{number:064x}" for number in range(1005)]


class TestPresignedUrls:
    @pytest.fixture
    def url(self, s3rver: str) -> str:
        store = open_s3(store_url(s3rver))
        manifest = entries.publish(store, SPEC, AUDIO)
        url = store.url_of(RENDITION, manifest, 2)
        assert url
        return url

    def test_everybody_may_get_the_audio_in_ranges(self, url: str) -> None:
        assert requests.get(url, timeout=10).content == AUDIO
        part = requests.get(url, headers={"Range": "bytes=100-199"}, timeout=10)
        assert (part.status_code, part.content) == (206, AUDIO[100:200])

    def test_it_expires(self, url: str) -> None:
        time.sleep(3.1)
        assert requests.get(url, timeout=10).status_code == 403

    def test_it_is_for_one_object_one_method_and_one_time(self, url: str) -> None:
        """s3rver calculates no signatures of this version, so they are compared here."""
        signature = parse_qs(urlsplit(url).query)["X-Amz-Signature"][0]
        longer = url.replace("X-Amz-Expires=2", "X-Amz-Expires=9000")
        assert signature_of("GET", url) == signature
        assert signature not in (
            signature_of("HEAD", url),
            signature_of("GET", url.replace("/mp3.", "/ogg.")),
            signature_of("GET", longer),
        )


def signature_of(method: str, url: str) -> str:
    """The signature of a presigned URL (AWS Signature Version 4, query parameters)."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    query.pop("X-Amz-Signature")
    scope = query["X-Amz-Credential"].split("/")[1:]
    pairs = sorted(f"{quote(name, '')}={quote(value, '')}" for name, value in query.items())
    lines = [method, parts.path, "&".join(pairs), f"host:{parts.netloc}\n", "host"]
    request = "\n".join([*lines, "UNSIGNED-PAYLOAD"])
    digest = hashlib.sha256(request.encode()).hexdigest()
    text = "\n".join(["AWS4-HMAC-SHA256", query["X-Amz-Date"], "/".join(scope), digest])
    key = b"AWS4" + CREDENTIALS["AWS_SECRET_ACCESS_KEY"].encode()
    for part in [*scope, text]:
        key = hmac.digest(key, part.encode(), "sha256")
    return key.hex()


PAUSE = 0.3


class TestFaults:
    @pytest.fixture
    def store(self, proxy: FaultyProxy, monkeypatch: pytest.MonkeyPatch) -> S3Store:
        monkeypatch.setattr(s3_objects, "_PAUSE", PAUSE)
        store = open_s3(store_url(proxy.url))
        entries.publish(store, SPEC, AUDIO)
        return store

    def test_a_service_that_is_away_is_named_and_soon_not_asked(
        self,
        proxy: FaultyProxy,
        store: S3Store,
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(s3_objects, "_PAUSE", 600.0)
        caplog.set_level(logging.WARNING)
        proxy.refuse()
        with pytest.raises(StoreError, match=rf"{re.escape(proxy.url)}/listen.* does not answer"):
            store.find(RENDITION)
        asked = proxy.requests
        for _ in range(20):
            with pytest.raises(StoreError):
                store.restriction(KEY)
        assert proxy.requests == asked
        proxy.work()
        store._objects._away_until = 0.0
        assert store.find(RENDITION)
        logged = [record.message for record in caplog.records]
        assert len(logged) == 2
        assert "answers again" in logged[1]

    def test_a_service_that_hangs_is_given_up(self, proxy: FaultyProxy, store: S3Store) -> None:
        proxy.hang()
        begin = time.monotonic()
        with pytest.raises(StoreError, match="does not answer: it takes too long"):
            store.manifest(RENDITION)
        assert time.monotonic() - begin < 60

    def test_a_cut_answer_is_never_taken_for_a_whole_one(
        self, proxy: FaultyProxy, store: S3Store
    ) -> None:
        file = store.open(RENDITION)
        proxy.cut_after(5000)
        with pytest.raises(StoreError):
            file.read(1000)
        proxy.work()
        time.sleep(2 * PAUSE)
        file.seek(0)
        assert file.read(1000) == AUDIO[:1000]

    def test_requests_that_are_limited_are_tried_again(
        self, proxy: FaultyProxy, store: S3Store
    ) -> None:
        proxy.slow_down(2)
        assert store.find(RENDITION)
        proxy.slow_down(2)
        entries.publish(store, replace(SPEC, language="de"), AUDIO)
        proxy.slow_down(100)
        with pytest.raises(StoreError, match="503 SlowDown: it limits its callers"):
            store.find(RENDITION)

    def test_nothing_of_an_audio_is_found_if_its_upload_fails(
        self, proxy: FaultyProxy, store: S3Store
    ) -> None:
        other = replace(SPEC, language="de")
        proxy.refuse()
        with pytest.raises(StoreError):
            entries.publish(store, other, AUDIO)
        proxy.work()
        time.sleep(2 * PAUSE)
        assert store.find(Rendition(key_of(other))) is None
        assert entries.publish(store, other, AUDIO) == store.find(Rendition(key_of(other)))

    def test_a_failing_record_of_a_use_disturbs_nobody(
        self, proxy: FaultyProxy, store: S3Store
    ) -> None:
        proxy.refuse()
        store.record_use(KEY)


class TestMisconfiguration:
    def test_a_missing_bucket_is_never_taken_for_missing_audio(self, moto: str) -> None:
        store = open_s3(store_url(moto).replace("s3://listen/", "s3://nowhere/"))
        for call in (
            lambda: store.find(RENDITION),
            lambda: store.restriction(KEY),
            lambda: list(store.list()),
            store.check_space,
            lambda: entries.publish(store, SPEC, AUDIO),
        ):
            with pytest.raises(StoreError, match="NoSuchBucket: the bucket does not exist"):
                call()

    def test_another_server_is_never_taken_for_missing_audio(self) -> None:
        """A proxy or a website at the endpoint answers 404, too, but without S3's code."""
        error = FileNotFoundError(
            "Object at location x not found: Error performing GET http://h/x in 1ms - Server "
            "returned non-2xx status code: 404 Not Found: <html>nothing here</html>"
        )
        assert str(store_error("s3://b", error)) == "The object store s3://b answers 404."

    def test_wrong_credentials_are_named(
        self, s3rver: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = store_url(s3rver)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong-secret")
        with pytest.raises(StoreError, match="403 InvalidAccessKeyId: the access key") as caught:
            open_s3(url).id()
        assert "wrong-secret" not in str(caught.value)
        answer = "status code: 403 Forbidden: <Code>SignatureDoesNotMatch</Code><Secret>..."
        error = store_error("s3://b", PermissionError(answer))
        expected = "answers 403 SignatureDoesNotMatch: the secret access key is wrong."
        assert str(error) == f"The object store s3://b {expected}"

    def test_missing_credentials_are_named(
        self, s3rver: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
        monkeypatch.setenv("AWS_METADATA_ENDPOINT", "http://127.0.0.1:1")
        with pytest.raises(StoreError, match="needs credentials: set AWS_ACCESS_KEY_ID"):
            open_s3(store_url(s3rver)).id()

    def test_a_certificate_must_be_trusted(
        self, credentials: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files = write_server_certificate(tmp_path)
        with moto_server(free_port(), files) as url:
            with pytest.raises(StoreError, match=r"certificate is not trusted \(UnknownIssuer\)"):
                open_s3(store_url(url)).id()
            monkeypatch.setenv("SSL_CERT_FILE", str(files.authority))
            assert open_s3(store_url(url)).id()

    def test_an_address_must_be_right(self, credentials: None) -> None:
        with pytest.raises(StoreError, match="the connection is refused"):
            open_s3(store_url("http://127.0.0.1:1")).id()

    @pytest.mark.parametrize(
        ("answer", "kind"),
        [
            ("507 Insufficient Storage: ", StorageFull),
            ("403 Forbidden: <Error><Code>QuotaExceeded</Code></Error>", StorageFull),
            ("403 Forbidden: <Error><Code>AccessDenied</Code></Error>", StoreError),
        ],
    )
    def test_a_full_store_is_told_from_others(self, answer: str, kind: type[StoreError]) -> None:
        error = store_error("s3://b", Exception(f"Server returned non-2xx status code: {answer}"))
        assert type(error) is kind
