"""The requests of the WordPress plug-in, as WordPress 6.5.5 has sent them, replayed in order.

requests.json: a post is published, gets another sentence, another address, and a password, which is
removed again; it is deleted for good. A post without text is published.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

REQUESTS = json.loads((Path(__file__).parent / "requests.json").read_text("utf-8"))

Work = Callable[[], None]


@pytest.fixture
def replies(client: FlaskClient, key: str) -> Iterator[TestResponse]:
    """The responses to the requests, each of which is sent when its response is read."""
    return _replay(client, key)


def _replay(client: FlaskClient, key: str) -> Iterator[TestResponse]:
    for request in REQUESTS:
        headers = {**request["headers"], "Authorization": f"Bearer {key}"}
        yield client.open(
            request["path"], method=request["method"], headers=headers, data=request["body"]
        )


def show(client: FlaskClient, key: str, path: str) -> Any:
    return client.get(path, headers={"Authorization": f"Bearer {key}"}).get_json()


def test_a_post_lives_and_ends(
    replies: Iterator[TestResponse], client: FlaskClient, key: str, work: Work
) -> None:
    path = REQUESTS[0]["path"]

    published = next(replies).get_json()
    assert (published["state"], published["version"]) == ("pending", 1)
    assert published["url"] == "https://news.example/bread-butters-price/"
    assert (published["title"], published["tags"]) == ("Bread & butter’s “price”", ["R&D"])
    assert published["author"] == "admin"
    work()
    first = show(client, key, path)
    assert first["state"] == "ready"
    assert first["jsonld"]["@type"] == "AudioObject"

    edited = next(replies).get_json()
    assert edited["version"] == 2
    assert edited["audio"]["key"] == first["audio"]["key"]
    work()
    second = show(client, key, path)
    assert second["audio"]["key"] == edited["next_audio"]["key"]

    moved = next(replies)
    assert (moved.status_code, moved.get_json()["version"]) == (200, 2)
    assert moved.get_json()["url"] == "https://news.example/bread/"
    assert moved.get_json()["segments"]["new"] == 0

    with_password = next(replies)
    assert with_password.status_code == 204
    assert client.get(f"/audio/{second['audio']['key']}.mp3").status_code == 410
    assert show(client, key, path)["code"] == "withdrawn"

    without_password = next(replies)
    assert without_password.status_code == 202
    work()
    assert show(client, key, path)["state"] == "ready"

    deleted = next(replies)
    assert deleted.status_code == 204
    assert show(client, key, path)["code"] == "withdrawn"

    empty = next(replies)
    assert (empty.status_code, empty.get_json()["code"]) == (422, "no_article_found")
    assert next(replies, None) is None
