"""Who may do what: with and without keys, on loopback and beyond."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from listen.config import WebConfig
from listen.database.database import Database
from listen.keys import key_ring
from listen.keys.key_store import KeyStore
from listen.web.services import EXTENSION

POSTS: list[tuple[str, dict[str, Any]]] = [
    ("/v1/audio", {"text": "Some words."}),
    ("/v1/preview", {"text": "Some words."}),
    ("/v1/audio/speech", {"model": "tts-1", "input": "", "voice": "tone:beep"}),
]
"""Requests that cost work: scope `synthesize`."""


@pytest.fixture(autouse=True)
def no_age(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_ring, "_MAX_AGE", 0.0)


@pytest.fixture
def keys(config: WebConfig) -> KeyStore:
    return KeyStore(Database(config.database))


def set_config(app: Flask, **changes: Any) -> None:
    """Change settings as the access rules see them."""
    services = app.extensions[EXTENSION]
    access = replace(services.access, config=replace(services.config, **changes))
    app.extensions[EXTENSION] = replace(services, access=access)


@pytest.mark.parametrize(("path", "body"), POSTS)
def test_a_server_of_one_machine_without_keys_is_open(
    client: FlaskClient, path: str, body: dict[str, Any]
) -> None:
    assert client.post(path, json=body).status_code in (200, 202, 400)
    ignored = {"Authorization": "Bearer sk-anything"}  # what OpenAI's clients must send
    assert client.post(path, json=body, headers=ignored).status_code in (200, 202, 400)


@pytest.mark.parametrize(("path", "body"), POSTS)
def test_with_a_key_in_the_database_a_key_is_required(
    client: FlaskClient, keys: KeyStore, path: str, body: dict[str, Any]
) -> None:
    text, _ = keys.create("client", None, ["synthesize"])
    missing = client.post(path, json=body)
    assert missing.status_code == 401
    assert missing.headers["WWW-Authenticate"] == "Bearer"
    wrong = [text[:-1] + "~", text.upper(), "sk-anything", "", "é", f"{text} {text}"]
    for key in wrong:
        for headers in ({"Authorization": f"Bearer {key}"}, {"x-api-key": key}):
            assert client.post(path, json=body, headers=headers).status_code == 401, key
    for headers in (
        {"Authorization": f"Bearer {text}"},
        {"Authorization": f"bearer   {text} "},
        {"x-api-key": text},
    ):
        assert client.post(path, json=body, headers=headers).status_code in (200, 202, 400)


@pytest.mark.parametrize(("path", "body"), POSTS)
def test_a_key_needs_the_scope(
    client: FlaskClient, keys: KeyStore, path: str, body: dict[str, Any]
) -> None:
    text, _ = keys.create("hooks", None, ["publish"])
    answer = client.post(path, json=body, headers={"x-api-key": text})
    assert answer.status_code == 403
    assert "synthesize" in answer.get_data(as_text=True)
    admin, _ = keys.create("admin", None, ["admin"])
    assert client.post(path, json=body, headers={"x-api-key": admin}).status_code in (200, 202, 400)


def test_a_revoked_key_is_refused(client: FlaskClient, keys: KeyStore) -> None:
    text, _ = keys.create("a", None, ["synthesize"])
    keys.create("b", None, ["synthesize"])
    keys.revoke("a")
    assert (
        client.post("/v1/audio", json=POSTS[0][1], headers={"x-api-key": text}).status_code == 401
    )


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        ({"host": "0.0.0.0"}, 401),
        ({"host": "0.0.0.0", "open": True}, 202),
        ({"public_url": "https://news.example/listen"}, 401),
        ({"public_url": "https://news.example/listen", "open": True}, 202),
        ({"public_url": "http://localhost:9000"}, 202),
    ],
)
def test_a_server_that_others_reach_is_open_only_if_it_was_told_to_be(
    app: Flask, client: FlaskClient, settings: dict[str, Any], status: int
) -> None:
    set_config(app, **settings)
    assert client.post("/v1/audio", json=POSTS[0][1]).status_code == status


def test_an_open_server_refuses_a_wrong_key_of_its_own(
    app: Flask, client: FlaskClient, keys: KeyStore
) -> None:
    """The client would otherwise learn of its mistake at an endpoint that needs the key."""
    text, _ = keys.create("a", None, ["synthesize"])
    set_config(app, host="0.0.0.0", open=True)
    assert client.post("/v1/audio", json=POSTS[0][1]).status_code == 202
    headers = {"x-api-key": text[:-1] + "A"}
    if headers["x-api-key"] != text:
        assert client.post("/v1/audio", json=POSTS[0][1], headers=headers).status_code == 401


def test_audio_needs_no_key(client: FlaskClient, keys: KeyStore) -> None:
    key = client.post("/v1/audio", json=POSTS[0][1]).get_json()["key"]
    keys.create("a", None, ["synthesize"])
    assert client.get(f"/v1/audio/{key}").status_code == 200
    assert client.post(f"/v1/audio/{key}").status_code == 202
    assert client.get("/v1/voices").status_code == 200
