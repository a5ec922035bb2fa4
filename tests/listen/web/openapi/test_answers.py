"""Real responses of every operation beside the OpenAPI document.

The client of all tests of the web asserts that each response is as described. These tests make
sure that every described success, redirect and stream of events occurs at least once.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.state import States
from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.database.tables import ArticleRow
from listen.keys.key_store import KeyStore
from listen.provenance.signature import Signature
from listen.publishing import versions
from listen.publishing.change import Save
from listen.publishing.change_time import accepted_now
from listen.publishing.deliveries import AUDIO_FINISHED, add_delivery
from listen.publishing.save import save_article
from listen.publishing.settle import settle_article
from listen.sites.site import Podcast, Site
from listen.web import delivery
from listen.web.openapi import openai, timing
from listen.web.openapi.build import ref
from listen.web.openapi.document import openapi_document
from listen.web.services import EXTENSION
from tests.described import check_events
from tests.listen.podcast.conftest import png
from tests.listen.publishing.hooks.senders import GHOST_SECRET, ghost_headers

Work = Callable[[], None]

SITE = Site(
    *("news", ("news.example",)),
    secrets=(GHOST_SECRET,),
    plays=True,
    report_mispronunciation=True,
    podcast=Podcast(image="artwork.png"),
)

TEXT = "The bridge opened again. It cost $5."


@pytest.fixture(autouse=True)
def _nobody_waits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_AUDIO_TIMEOUT", 0.1)
    monkeypatch.setattr(versions, "DEBOUNCE", 0.0)


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    return replace(config, sites=(SITE,))


def request_audio(client: FlaskClient, text: str = TEXT) -> str:
    """Return the key."""
    return str(client.post("/v1/audio", json={"text": text}).get_json()["key"])


def fail(redis: Redis, key: str, superseded_by: str | None = None) -> None:
    States(redis).failed(key, "engine_failed", "It broke.", superseded_by)


class FakeSignatures:
    """A server that signs: the real one is tested in test_signature.py."""

    def apart(self, manifest: Manifest) -> Signature:
        return Signature(manifest.sha256, "", "", "0" * 64, 0, 0, b"a manifest")


def visit_finished(client: FlaskClient, key: str) -> None:
    request_audio(client)
    for path in ("", "/events"):
        client.get(f"/v1/audio/{key}{path}").get_data()
    client.post(f"/v1/audio/{key}")
    audio, marks, report = f"/audio/{key}.mp3", f"/v1/audio/{key}/marks", f"/v1/audio/{key}/report"
    documents = (f"/audio/{key}.vtt", f"/audio/{key}.chapters.json", f"/audio/{key}.mp3.c2pa")
    for path in (audio, marks, report, *documents):
        condition = {"If-None-Match": client.get(path, buffered=True).headers["ETag"]}
        for headers in ({"Range": "bytes=0-9"}, condition):
            client.get(path, headers=headers, buffered=True)
        client.head(path)
        client.head(path, headers=condition)
    client.post("/v1/audio/speech", json={"input": TEXT, "model": "tts-1"})
    client.get(f"/embed/{key}")
    client.get("/oembed", query_string={"url": f"http://localhost/embed/{key}"})


def visit_failed(client: FlaskClient, redis: Redis, key: str) -> None:
    failed = request_audio(client, "Another article.")
    fail(redis, failed, superseded_by=key)
    for path in (f"/audio/{failed}.mp3", f"/embed/{failed}", f"/v1/audio/{failed}"):
        client.get(path)
    client.head(f"/audio/{failed}.mp3")
    client.post(f"/v1/audio/{failed}")


def visit_the_rest(client: FlaskClient, redis: Redis) -> None:
    client.post("/v1/preview", json={"text": TEXT, "lexicon": {"bridge": "bridj"}})
    for path in ("/v1/audio/models", "/v1/models", "/v1/models/tts-1"):
        client.get(path)
    for path in ("/", "/docs", "/docs/errors", "/healthz", "/readyz"):
        client.get(path)
    modules = ("read_along", "features/menu", "labels/de")
    paths = [f"/player/{name}.js" for name in modules]
    for path in ("/player.js", *paths, "/openapi.json", "/v1/voices", "/v1/audio/voices"):
        etag = client.get(path).headers["ETag"]
        client.get(path, headers={"If-None-Match": etag})
    redis.flushall()
    client.get("/readyz")


def visit_held(
    client: FlaskClient, work: Work, headers: dict[str, str], query: dict[str, str]
) -> None:
    """Hold an article of its own and make it again, while its audio is made and afterwards."""
    path = "/v1/articles/held"
    client.put(path, json={"text": "It is held."}, headers=headers, query_string=query)
    for action in ("remake", "hold"):
        client.post(f"{path}/{action}", headers=headers, query_string=query)
    work()
    client.get(path, headers=headers, query_string=query)  # settles it
    for action in ("remake", "hold", "publish"):
        client.post(f"{path}/{action}", headers=headers, query_string=query)


def visit_articles(client: FlaskClient, app: Flask, work: Work) -> None:
    database = app.extensions[EXTENSION].publishing.database
    key = KeyStore(database).create("cms", None, ["publish", "admin"])[0]
    headers = {"x-api-key": key}
    client.put("/v1/sites/blog", json={"hosts": ["blog.example"]}, headers=headers)
    client.get("/v1/sites/blog", headers=headers)
    client.get("/v1/sites", headers=headers)
    client.delete("/v1/sites/blog", headers=headers)
    url = "https://news.example/a"
    article, path = {"text": "An article of its own.", "url": url}, "/v1/articles/a"
    query = {"site": SITE.name}
    client.put(path, json=article, headers=headers, query_string=query)
    client.get("/v1/pages", query_string={"url": url})
    work()
    client.get("/v1/pages", query_string={"url": url})
    client.post(f"{path}/token", headers=headers, query_string=query)
    client.put(path, json=article, headers=headers, query_string=query)
    client.get(path, headers=headers, query_string=query)
    client.get("/v1/articles", headers=headers, query_string=query)
    client.post(f"{path}/publish", headers=headers, query_string=query)
    visit_held(client, work, headers, query)
    client.post("/v1/articles/batch", data=b"", headers=headers, query_string=query)
    visit_lexicon(client, {"headers": headers, "query_string": query})
    client.post("/v1/plays", json={"token": "x", "event": "load"})
    client.get("/v1/plays", headers=headers, query_string=query)
    client.get("/v1/plays", headers=headers, query_string={**query, "by": "article"})
    client.get(f"{path}/plays", headers=headers, query_string=query)
    client.get("/metrics", headers=headers)
    client.delete(path, headers=headers, query_string=query)
    site = Site(SITE.name, (), callbacks=("https://hooks.example/",))
    row = ArticleRow(source_id="a", site=SITE.name, title="", version=1)
    database.write(lambda session: add_delivery(session, site, row, AUDIO_FINISHED))
    client.get("/v1/deliveries", headers=headers, query_string=query)
    client.post("/v1/deliveries/1/replay", headers=headers, query_string=query)
    body = b"{}"
    client.post(f"/v1/hooks/{SITE.name}/ghost", data=body, headers=ghost_headers(body))


def visit_feeds(client: FlaskClient, config: WebConfig, store: MemoryStore, work: Work) -> None:
    """Visit the feeds after `visit_articles`, which leaves no article."""
    (config.data_dir / "artwork.png").write_bytes(png())
    services = client.application.extensions[EXTENSION]
    save = Save("b", {"text": "An episode of its own."}, accepted_now())
    row = save_article(services.publishing, SITE, save)
    work()
    settle_article(services.publishing, row)
    feed = client.get("/feeds/news.json").get_json(force=True)
    episode = feed["items"][0]["attachments"][0]["url"]
    for url in ("/feeds/news.xml", feed["icon"], episode):
        path = url.removeprefix("http://localhost")
        etag = client.get(path, buffered=True).headers["ETag"]
        for headers in ({"Range": "bytes=0-9"}, {"If-None-Match": etag}):
            client.get(path, headers=headers, buffered=True)
    # The audio of a voice's earlier revision was evicted.
    key = episode.split("/")[-2]
    spec = store.specs[key]
    old = replace(spec, voice="tone:beep@0")
    old_key = key_of(old)
    store.specs[old_key] = old
    store.manifests[Rendition(old_key)] = replace(
        store.manifests[Rendition(key)], key=old_key, options=old.options
    )
    for (_, name), content in [*store.attachments.items()]:
        store.attach(old_key, name, content)
    client.get(episode.removeprefix("http://localhost").replace(key, old_key))


def visit_lexicon(client: FlaskClient, options: Any) -> None:
    entry, sentence = "/v1/lexicon/entries/article", "An article of its own."
    client.put(entry, json={"say": "artikle"}, **options)
    for path in ("entries", "entries/article"):
        client.get(f"/v1/lexicon/{path}", **options)
    sought = {**options, "query_string": {**options["query_string"], "word": "article"}}
    client.get("/v1/lexicon/articles", **sought)
    trial = {"word": "article", "say": "artikl", "sentence": sentence}
    client.post("/v1/lexicon/try", json=trial, **options)
    client.post("/v1/lexicon/remakes", json={"word": "article"}, **options)
    for path in ("remakes", "remakes/1"):
        client.get(f"/v1/lexicon/{path}", **options)
    client.delete(entry, **options)
    key = client.get("/v1/articles/a", **options).get_json()["audio"]["key"]
    client.post("/v1/lexicon/reports", json={"key": key, "word": "article", "sentence": sentence})
    client.get("/v1/lexicon/reports", **options)
    client.put("/v1/lexicon/reports/1", json={"state": "done"}, **options)


def test_every_described_success_and_redirect_occurs(
    app: Flask,
    client: FlaskClient,
    config: WebConfig,
    store: MemoryStore,
    work: Work,
    redis: Redis,
) -> None:
    services = replace(app.extensions[EXTENSION], signatures=FakeSignatures())
    app.extensions[EXTENSION] = services
    key = request_audio(client)
    work()
    visit_finished(client, key)
    visit_failed(client, redis, key)
    visit_the_rest(client, redis)
    visit_articles(client, app, work)  # with a key, after which the server is not open
    visit_feeds(client, config, store, work)
    described = {
        (method.upper(), path, status)
        for path, item in openapi_document()["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
        for status, response in operation["responses"].items()
        if "x-codes" not in response
    }
    assert described - client.seen == set()  # type: ignore[attr-defined]


def test_events_of_a_finished_audio_are_as_described(client: FlaskClient, work: Work) -> None:
    key = request_audio(client)
    work()
    stream = client.get(f"/v1/audio/{key}/events").get_data(as_text=True)
    names = check_events({name: ref(schema) for name, schema in timing.EVENTS.items()}, stream)
    assert names == ["text", *["segment", "progress"] * 2, "finished"]


def test_events_of_a_failed_audio_are_as_described(client: FlaskClient, redis: Redis) -> None:
    key = request_audio(client)
    fail(redis, key, superseded_by="0" * 64)
    stream = client.get(f"/v1/audio/{key}/events").get_data(as_text=True)
    names = check_events({name: ref(schema) for name, schema in timing.EVENTS.items()}, stream)
    assert names == ["text", "failed"]


def test_events_of_speech_are_as_described(client: FlaskClient, work: Work) -> None:
    request_audio(client)
    work()
    response = client.post("/v1/audio/speech", json={"input": TEXT, "stream_format": "sse"})
    stream = response.get_data(as_text=True)
    names = check_events({name: ref(schema) for name, schema in openai.EVENTS.items()}, stream)
    assert re.fullmatch("(speech.audio.delta )+speech.audio.done", " ".join(names))
