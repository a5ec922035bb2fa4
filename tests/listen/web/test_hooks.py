"""/v1/hooks: what is answered, and what is queued."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import ConnectionError, Redis  # noqa: A004
from rq import Queue
from rq.serializers import JSONSerializer
from werkzeug.test import TestResponse

from listen.config import WebConfig
from listen.publishing.change import Save, Withdraw
from listen.publishing.jobs import current_context, current_tasks, receive_webhook
from listen.publishing.tasks import APPLY, COMPARE, QUEUE, RECEIVE, change_from_json
from listen.sites.site import Site
from listen.web.services import EXTENSION, Services
from tests.listen.publishing.hooks.senders import (
    GHOST_SECRET,
    STANDARD_SECRET,
    ghost_body,
    ghost_headers,
    now,
    post,
    standard_headers,
)

SITES = (
    Site("news", ("news.example",), secrets=(GHOST_SECRET, STANDARD_SECRET)),
    Site("shop", ("shop.example",)),
    Site("club", ("club.example",), secrets=(GHOST_SECRET,), protected_audio=True),
)


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    return replace(config, sites=SITES)


def jobs(redis: Redis) -> list[Any]:
    """Return function and arguments of what is queued, oldest first."""
    queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
    return [(job.func_name, job.args) for job in queue.jobs]


def changes(redis: Redis) -> list[Save | Withdraw]:
    return [change_from_json(args[1]) for name, args in jobs(redis) if name == APPLY]


def send_ghost(
    client: FlaskClient,
    body: bytes,
    site: str = "news",
    headers: dict[str, str] | None = None,
    **options: Any,
) -> TestResponse:
    headers = headers or ghost_headers(body)
    return client.post(f"/v1/hooks/{site}/ghost", data=body, headers=headers, **options)


def send(client: FlaskClient, sender: str, fields: Any, message_id: str = "m") -> TestResponse:
    body = json.dumps(fields).encode()
    headers = standard_headers(body, message_id) | {"Content-Type": "application/json"}
    return client.post(f"/v1/hooks/news/{sender}", data=body, headers=headers)


def code_of(response: TestResponse) -> tuple[int, str]:
    return response.status_code, response.get_json()["code"]


def test_a_published_post_is_queued(client: FlaskClient, redis: Redis) -> None:
    assert send_ghost(client, ghost_body("post.published", post())).status_code == 202
    [(name, (site, _))] = jobs(redis)
    assert (name, site) == (APPLY, "news")
    [save] = changes(redis)
    assert isinstance(save, Save)
    assert save.fields["html"] == "<p>The island has its ferry again.</p>"


def test_each_system_is_understood(client: FlaskClient, redis: Redis) -> None:
    flat = {"id": 7, "status": "publish", "title": "A", "html": "<p>Words.</p>"}
    assert send(client, "wordpress", flat, "1").status_code == 202
    typed = {"type": "article.withdrawn", "data": {"id": "7"}}
    assert send(client, "generic", typed, "2").status_code == 202
    assert [type(change) for change in changes(redis)] == [Save, Withdraw]


def test_a_change_of_the_site_queues_one_comparison(client: FlaskClient, redis: Redis) -> None:
    for delay in (0, 1):
        body = b'{"event":"site.changed"}'
        response = send_ghost(client, body, headers=ghost_headers(body, now() + delay))
        assert response.status_code == 202
    assert jobs(redis) == [(COMPARE, ["news"])]


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b'{"tag":{}}', b"\xff", b"null"])
def test_a_body_that_is_no_event_is_accepted_and_changes_nothing(
    client: FlaskClient, redis: Redis, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="listen.publishing.hooks.accept"):
        assert send_ghost(client, body).status_code == 202
    assert jobs(redis) == []
    assert "news: a webhook of ghost changes nothing: " in caplog.text


def test_a_replay_is_refused(client: FlaskClient, redis: Redis) -> None:
    body = ghost_body("post.published", post())
    headers = ghost_headers(body)
    assert send_ghost(client, body, headers=headers).status_code == 202
    again = send_ghost(client, body, headers=headers)
    assert code_of(again) == (401, "unauthorized")
    assert "received before" in again.get_json()["detail"]
    assert len(jobs(redis)) == 1


def test_a_wrong_signature_does_not_use_up_the_message(client: FlaskClient, redis: Redis) -> None:
    body = ghost_body("post.published", post())
    headers = ghost_headers(body)
    for wrong in ({}, ghost_headers(body, secret="x"), ghost_headers(body, now() - 400_000)):
        assert code_of(client.post("/v1/hooks/news/ghost", data=body, headers=wrong)) == (
            401,
            "unauthorized",
        )
    assert code_of(send_ghost(client, body + b" ", headers=headers)) == (401, "unauthorized")
    assert jobs(redis) == []
    assert send_ghost(client, body, headers=headers).status_code == 202


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/hooks/nowhere/ghost", 404, "unknown_site"),
        ("/v1/hooks/news/drupal", 404, "not_found"),
        ("/v1/hooks/shop/ghost", 401, "unauthorized"),
        ("/v1/hooks/shop/generic", 401, "unauthorized"),
        ("/v1/hooks/club/generic", 401, "unauthorized"),
    ],
)
def test_an_unknown_receiver_is_refused(
    client: FlaskClient, path: str, status: int, code: str
) -> None:
    body = ghost_body("post.published", post())
    headers = ghost_headers(body) | standard_headers(body)
    assert code_of(client.post(path, data=body, headers=headers)) == (status, code)


def test_only_a_site_with_protected_audio_keeps_what_is_sold(
    client: FlaskClient, redis: Redis
) -> None:
    body = ghost_body("post.published", post(visibility="paid", html="<p>Zephyrine.</p>"))
    for site in ("news", "club"):
        assert send_ghost(client, body, site).status_code == 202
    assert ["Zephyrine" in repr(change) for change in changes(redis)] == [False, True]


def test_the_event_in_the_url_tells_what_an_old_ghost_reports(
    client: FlaskClient, redis: Redis
) -> None:
    response = send_ghost(client, b"{}", query_string={"event": "site.changed"})
    assert response.status_code == 202
    assert [name for name, _ in jobs(redis)] == [COMPARE]


def test_a_message_that_could_not_be_queued_may_be_sent_again(
    app: Flask, client: FlaskClient, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = ghost_body("post.published", post())
    headers = ghost_headers(body)
    tasks = app.extensions[EXTENSION].tasks
    with monkeypatch.context() as broken:

        def fail(*arguments: object) -> None:
            raise ConnectionError("gone")

        broken.setattr(type(tasks), "apply", fail)
        assert code_of(send_ghost(client, body, headers=headers)) == (503, "unavailable")
    assert send_ghost(client, body, headers=headers).status_code == 202


def test_a_system_may_call_the_server_by_any_name(client: FlaskClient) -> None:
    body = ghost_body("post.published", post())
    response = send_ghost(client, body, base_url="http://host.docker.internal:8000")
    assert response.status_code == 202


def test_a_page_may_not_send_webhooks(client: FlaskClient) -> None:
    body = ghost_body("post.published", post())
    headers = ghost_headers(body) | {"Origin": "https://evil.example"}
    assert code_of(send_ghost(client, body, headers=headers)) == (403, "origin_not_allowed")


@pytest.mark.parametrize("words", [20_000, 500_000])
def test_a_long_body_is_parsed_by_the_publish_process(
    app: Flask, client: FlaskClient, redis: Redis, words: int
) -> None:
    body = ghost_body("post.published", post(html=f"<p>{'Many words. ' * words}</p>"))
    assert send_ghost(client, body).status_code == 202
    [(name, arguments)] = jobs(redis)
    assert (name, changes(redis)) == (RECEIVE, [])
    services: Services = app.extensions[EXTENSION]
    current_context.set(services.publishing)
    current_tasks.set(services.tasks)
    receive_webhook(*arguments)
    [save] = changes(redis)
    assert isinstance(save, Save)
    assert str(save.fields["html"]).count("Many") == words
    assert redis.keys("listen:hook:body:*") == []
    receive_webhook(*arguments)  # the process was killed after it had read the webhook
    assert len(changes(redis)) == 1


def test_a_long_body_that_is_no_event_is_logged(
    app: Flask, client: FlaskClient, redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    assert send_ghost(client, b"[" * 100_000).status_code == 202
    [(_, arguments)] = jobs(redis)
    services: Services = app.extensions[EXTENSION]
    current_context.set(services.publishing)
    current_tasks.set(services.tasks)
    with caplog.at_level("INFO", logger="listen.publishing.hooks.accept"):
        receive_webhook(*arguments)
    assert changes(redis) == []
    assert "news: a webhook of ghost changes nothing: " in caplog.text


def test_a_body_must_not_be_longer_than_a_page(client: FlaskClient) -> None:
    assert code_of(send_ghost(client, b" " * 10_000_001)) == (413, "too_long")
