"""Limits of clients: requests, characters, streams, and the length of the queue."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from redis import Redis

from listen.config import WebConfig
from listen.keys.key_store import KeyStore
from listen.limits import queue_depth
from listen.web.services import Services

TEXT = "A sentence of an article."


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    return replace(config, requests_per_minute=3, characters_per_day=40, streams_per_address=2)


def post(client: FlaskClient, text: str = TEXT, key: str | None = None) -> int:
    headers = {"x-api-key": key} if key else {}
    return client.post("/v1/audio", json={"text": text}, headers=headers).status_code


class TestRequests:
    def test_an_address_has_so_many_a_minute(self, client: FlaskClient) -> None:
        assert [post(client) for _ in range(3)] == [202] * 3
        for path in ("/v1/audio", "/v1/preview", "/v1/audio/speech"):
            answer = client.post(path, json={"text": TEXT, "input": TEXT, "voice": "alloy"})
            assert answer.status_code == 429
            assert 0 < int(answer.headers["Retry-After"]) <= 60
        assert answer.get_json()["error"]["code"] == "rate_limited"

    def test_every_key_has_its_own(self, client: FlaskClient, keys: KeyStore) -> None:
        keys_ = [keys.create("cms", None, ("synthesize",))[0] for _ in range(2)]
        for key in keys_:
            assert [post(client, key=key) for _ in range(4)] == [202, 202, 202, 429]

    @pytest.mark.parametrize(("own", "statuses"), [(1, [202, 429]), (0, [202] * 6)])
    def test_a_key_can_have_a_limit_of_its_own(
        self, client: FlaskClient, keys: KeyStore, own: int, statuses: list[int]
    ) -> None:
        key, _ = keys.create("cms", None, ("synthesize",), requests_per_minute=own)
        assert [post(client, key=key) for _ in statuses] == statuses

    def test_redis_does_not_learn_the_address(self, client: FlaskClient, redis: Redis) -> None:
        post(client)
        (key,) = redis.keys("listen:requests:*")
        assert b"127.0.0.1" not in key


class TestCharacters:
    def test_new_audio_of_a_key_costs_its_characters(
        self, client: FlaskClient, keys: KeyStore, redis: Redis, work: Callable[[], None]
    ) -> None:
        key, _ = keys.create("cms", None, ("synthesize",), requests_per_minute=0)
        assert post(client, key=key) == 202
        assert post(client, key=key) == 202, "it is being made"
        work()
        assert post(client, key=key) == 200, "it exists"
        headers = {"x-api-key": key}
        answer = client.post("/v1/audio", json={"text": "Another sentence."}, headers=headers)
        assert answer.status_code == 429
        assert answer.get_json()["code"] == "quota_exceeded"
        assert int(answer.headers["Retry-After"]) > 86_000
        speech = {"input": "Another sentence.", "voice": "alloy"}
        assert client.post("/v1/audio/speech", json=speech, headers=headers).status_code == 429
        assert post(client, "Short.", key=key) == 202, "refused audio costs nothing"

    def test_new_articles_of_a_key_cost_their_characters(
        self, client: FlaskClient, keys: KeyStore
    ) -> None:
        headers = {"x-api-key": keys.create("cms", None, ("publish",))[0]}

        def put(source_id: str, text: str) -> int:
            path = f"/v1/articles/{source_id}"
            return client.put(path, json={"text": text}, headers=headers).status_code

        assert put("a", TEXT) == 202
        assert put("b", TEXT) == 202, "the audio is the same"
        assert put("c", "Another sentence.") == 429
        assert client.get("/v1/articles/c", headers=headers).status_code == 404, "nothing is saved"
        lines = b'{"id": "d", "text": "Another sentence."}\n{"id": "e", "text": "Short."}\n'
        kind = "application/x-ndjson"
        answer = client.post("/v1/articles/batch", data=lines, headers=headers, content_type=kind)
        assert b'"code": "quota_exceeded"' in answer.data.splitlines()[0]
        assert b'"status": 202' in answer.data.splitlines()[1]


class TestStreams:
    def test_an_address_receives_so_many_at_once(
        self, client: FlaskClient, work: Callable[[], None]
    ) -> None:
        key = client.post("/v1/audio", json={"text": TEXT}).get_json()["key"]
        work()
        paths = (f"/audio/{key}.mp3", f"/v1/audio/{key}/events")
        streams = [client.get(path) for path in paths]
        assert [stream.status_code for stream in streams] == [200, 200]
        for path in paths:
            refused = client.get(path)
            assert refused.status_code == 429
            assert int(refused.headers["Retry-After"]) > 0
        assert client.get(f"/v1/audio/{key}").status_code == 200
        streams[0].close()
        assert client.get(paths[0]).status_code == 200

    def test_errors_and_short_answers_hold_none(
        self, client: FlaskClient, work: Callable[[], None]
    ) -> None:
        key = client.post("/v1/audio", json={"text": TEXT}).get_json()["key"]
        work()
        for _ in range(3):
            assert client.get(f"/audio/{'0' * 64}.mp3").status_code == 404
            assert client.get(f"/audio/{key}.mp3?from=x").status_code == 422
            client.head(f"/audio/{key}.mp3").close()
        assert client.get(f"/audio/{key}.mp3").status_code == 200


class TestQueue:
    @pytest.fixture
    def config(self, config: WebConfig) -> WebConfig:
        return replace(config, requests_per_minute=0)

    @pytest.fixture(autouse=True)
    def _short_queue(self, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(queue_depth, "_MAX_AGE", 0.0)
        monkeypatch.setattr(services.depth, "_limit", 2)

    def test_beyond_its_length_new_audio_is_refused(
        self, client: FlaskClient, keys: KeyStore, work: Callable[[], None]
    ) -> None:
        assert [post(client, f"Sentence {number}.") for number in range(2)] == [202, 202]
        answer = client.post("/v1/audio", json={"text": "Another."})
        assert answer.status_code == 503
        assert answer.get_json()["code"] == "queue_full"
        assert 0 < int(answer.headers["Retry-After"]) <= 3600
        assert post(client, "Sentence 1.") == 202, "it waits already"
        headers = {"x-api-key": keys.create("cms", None, ("publish",))[0]}
        article = {"text": "Another."}
        assert client.put("/v1/articles/a", json=article, headers=headers).status_code == 503
        assert client.get("/v1/articles/a", headers=headers).status_code == 404
        work()

    def test_finished_audio_and_clicks_beside_a_flood_are_not_refused(
        self, client: FlaskClient, redis: Redis, work: Callable[[], None]
    ) -> None:
        assert post(client) == 202
        work()
        redis.delete("rq:queue:click:tone")  # as the worker does that takes the job
        for number in range(2):
            flood = {"text": f"Sentence {number}.", "priority": "backfill"}
            assert client.post("/v1/audio", json=flood).status_code == 202
        flood = {"text": "Another.", "priority": "backfill"}
        assert client.post("/v1/audio", json=flood).status_code == 503
        assert post(client) == 200
        assert post(client, "A click.") == 202
