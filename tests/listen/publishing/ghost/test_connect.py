from collections.abc import Iterator
from typing import Any

import pytest

from listen.publishing.ghost.admin_api import AdminApi, parse_ghost_url
from listen.publishing.ghost.connect import EVENTS, connect, derive_secret
from listen.publishing.ghost.errors import GhostError
from listen.sites.webhook_secret import decode_secret
from tests.conftest import free_port
from tests.listen.publishing.ghost.ghost_server import (
    KEY,
    KEY_ID,
    GhostServer,
    ghost_server,
    serve,
)

LISTEN = "https://listen.example"


@pytest.fixture
def ghost() -> Iterator[GhostServer]:
    with ghost_server() as ghost:
        yield ghost


def run(
    ghost: GhostServer, known: dict[str, str] | None = None, **changes: str
) -> dict[str, str | None]:
    """Connect, and return events with the ids of their webhooks."""
    arguments = {"listen_url": LISTEN, "site": "news", "secret": "whsec_c2VjcmV0"} | changes
    made = connect(AdminApi(ghost.url, KEY), known=known or {}, **arguments)
    return {event: webhook.id if webhook else None for event, webhook in made}


def known(made: dict[str, str | None]) -> dict[str, str]:
    return {event: webhook for event, webhook in made.items() if webhook}


def test_each_event_gets_a_webhook_that_is_signed(ghost: GhostServer) -> None:
    made = run(ghost)
    assert tuple(made) == EVENTS
    assert {made[event]: event for event in EVENTS} == {
        webhook_id: webhook["event"] for webhook_id, webhook in ghost.webhooks.items()
    }
    for webhook in ghost.webhooks.values():
        assert webhook["target_url"] == f"{LISTEN}/v1/hooks/news/ghost?event={webhook['event']}"
        assert webhook["secret"] == "whsec_c2VjcmV0"
        assert len(webhook["name"]) < 191


def test_a_second_run_changes_nothing(ghost: GhostServer) -> None:
    made = run(ghost)
    before = {webhook_id: dict(webhook) for webhook_id, webhook in ghost.webhooks.items()}
    assert run(ghost, known(made)) == made
    assert ghost.webhooks == before


def test_a_second_run_without_the_ids_makes_no_second_webhooks(ghost: GhostServer) -> None:
    run(ghost)
    assert run(ghost) == dict.fromkeys(EVENTS)
    assert len(ghost.webhooks) == len(EVENTS)


def test_another_url_or_secret_changes_the_webhooks(ghost: GhostServer) -> None:
    made = run(ghost)
    assert run(ghost, known(made), listen_url="https://new.example/", secret="another") == made
    assert len(ghost.webhooks) == len(EVENTS)
    for webhook in ghost.webhooks.values():
        assert webhook["target_url"].startswith("https://new.example/v1/hooks/news/ghost?event=")
        assert webhook["secret"] == "another"


def test_webhooks_that_were_deleted_in_ghost_are_made_again(ghost: GhostServer) -> None:
    made = run(ghost)
    del ghost.webhooks["webhook-0"]
    again = run(ghost, known(made) | {"site.changed": "another"})
    assert len(ghost.webhooks) == len(EVENTS)
    assert again[EVENTS[0]]
    assert again["site.changed"] is None  # that of another integration cannot be edited


def test_the_secret_is_the_same_at_each_run_and_differs_between_sites_and_keys() -> None:
    api = AdminApi("https://blog.example", KEY)
    other_key = AdminApi("https://blog.example", f"{KEY_ID}:{'cd' * 32}")
    secrets = [
        derive_secret(api, "news"),
        derive_secret(api, "blog"),
        derive_secret(other_key, "news"),
    ]
    assert len({*secrets}) == 3
    assert derive_secret(AdminApi("https://x.example", KEY), "news") == secrets[0]
    assert all(len(decode_secret(secret)) == 32 for secret in secrets)
    assert KEY.partition(":")[2][:16] not in repr(secrets)


def test_why_the_last_delivery_failed_is_told(ghost: GhostServer) -> None:
    made = run(ghost)
    ghost.last_error = "Request failed: URL_PRIVATE_INVALID"
    api = AdminApi(ghost.url, KEY)
    found = dict(connect(api, LISTEN, "news", "secret", known(made)))
    assert {webhook.problem for webhook in found.values() if webhook} == {ghost.last_error}


def test_the_site_tells_its_title_url_and_version(ghost: GhostServer) -> None:
    site = AdminApi(f"{ghost.url}/ghost/#/settings", KEY).site()
    assert (site.title, site.url, site.version) == ("A blog", ghost.url, "6.65")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://blog.example/", "https://blog.example"),
        ("https://blog.example/ghost", "https://blog.example"),
        ("https://blog.example/ghost/#/settings/integrations", "https://blog.example"),
        ("https://news.example/blog/ghost/", "https://news.example/blog"),
        ("https://ghost.example/ghostwriters", "https://ghost.example/ghostwriters"),
    ],
)
def test_the_url_may_be_that_of_the_admin_pages(url: str, site: str) -> None:
    assert parse_ghost_url(url) == site


@pytest.mark.parametrize("url", ["blog.example", "ftp://blog.example", "https://", "http://[", ""])
def test_a_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(GhostError, match="must be like https://"):
        AdminApi(url, KEY)


@pytest.mark.parametrize("key", ["", "abc", KEY[:-1], KEY.replace(":", ""), f"{KEY}:x", "é" * 89])
def test_a_key_of_another_form_is_refused(key: str) -> None:
    with pytest.raises(GhostError, match="24 and 64 hexadecimal digits"):
        AdminApi("https://blog.example", key)


def answering(status: int, body: Any) -> Any:
    return lambda *request: (status, body)


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (200, b"<html>A shop</html>", "There is no Ghost at http"),
        (404, b"Not found", "There is no Ghost at .* 404 Not Found"),
        (404, {"detail": "?"}, "There is no Ghost at"),
        (502, b"", "There is no Ghost at .* 502 Bad Gateway"),
        (301, b"", "redirects to https://blog.example/ghost/"),
        (401, {"errors": [{"message": "Unknown Admin API Key"}]}, "refuses the Admin API key: Unk"),
        (403, {"errors": [{"message": "Limited", "context": "By plan"}]}, "Limited. By plan."),
        (422, {"errors": [{"message": "Validation failed."}]}, "refuses the request: Validation"),
        (503, {"errors": []}, "refuses the request: 503"),
        (200, {"webhooks": []}, "has no webhook"),
        (200, [1], "There is no Ghost at"),
    ],
)
def test_an_answer_that_is_none_is_explained(status: int, body: Any, message: str) -> None:
    with serve(answering(status, body)) as url, pytest.raises(GhostError, match=message):
        AdminApi(url, KEY).add_webhook({"event": "site.changed"})


def test_a_wrong_key_is_explained(ghost: GhostServer) -> None:
    with pytest.raises(GhostError, match="Ghost refuses the Admin API key: Invalid token"):
        next(connect(AdminApi(ghost.url, f"{KEY_ID}:{'cd' * 32}"), LISTEN, "news", "s", {}))


def test_a_host_that_does_not_answer_is_explained() -> None:
    with pytest.raises(GhostError, match="cannot be reached: nothing answers"):
        AdminApi(f"http://127.0.0.1:{free_port()}", KEY).site()
