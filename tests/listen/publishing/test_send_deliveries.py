"""Callbacks over real sockets: signed, retried, sent once at a time, and only where they may go."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from listen.config import WebConfig
from listen.database.tables import ArticleRow, DeliveryRow
from listen.database.types import now
from listen.errors import Unavailable
from listen.fetch.allowed import Allowed
from listen.fetch.client import HttpClient
from listen.fetch.request import Request, Resource
from listen.publishing import send_deliveries
from listen.publishing.context import PublishingContext
from listen.publishing.deliveries import AUDIO_FINISHED, add_delivery
from listen.publishing.delivery_rows import (
    DELIVERED,
    FAILED,
    PENDING,
    SENDING,
    Outcome,
    claim_due,
    delete_old,
    record_outcome,
)
from listen.publishing.send_deliveries import PAUSES, send_due_deliveries
from listen.sites.site import Site
from listen.sites.webhook_secret import new_secret
from listen.web.services import Services
from tests.listen.publishing.receiver import Receiver, receiving

SECRET, OTHER_SECRET = new_secret(), new_secret()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def other() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def site(receiver: Receiver) -> Site:
    return Site(
        "news",
        ("news.example",),
        secrets=(SECRET, OTHER_SECRET),
        callbacks=(receiver.url,),
        private_hosts=(receiver.host,),
    )


@pytest.fixture
def config(config: WebConfig, site: Site) -> WebConfig:
    return replace(config, sites=(site,))


@pytest.fixture
def ctx(services: Services) -> PublishingContext:
    return services.publishing


@pytest.fixture
def client() -> HttpClient:
    return HttpClient()


def add(ctx: PublishingContext, site: Site, count: int = 1) -> None:
    def insert(session: Session) -> None:
        for number in range(count):
            row = ArticleRow(source_id=f"a-{number}", site=site.name, title="Ünïcode", version=1)
            add_delivery(session, site, row, AUDIO_FINISHED)

    ctx.database.write(insert)


def rows(ctx: PublishingContext) -> list[DeliveryRow]:
    query = select(DeliveryRow).order_by(DeliveryRow.id)
    return ctx.database.read(lambda session: [*session.scalars(query)])


def make_due(ctx: PublishingContext) -> None:
    change = update(DeliveryRow).values(next_at=now())
    ctx.database.write(lambda session: session.execute(change))


class Clock:
    """A time that a test moves."""

    def __init__(self) -> None:
        self.time = now()

    def __call__(self) -> datetime:
        return self.time

    def move(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class TestMessage:
    def test_it_is_signed_and_says_what_happened(
        self, ctx: PublishingContext, site: Site, client: HttpClient, receiver: Receiver
    ) -> None:
        add(ctx, site)
        assert send_due_deliveries(ctx, client) == 1
        [message] = receiver.messages
        found = Webhook(SECRET).verify(message.body, message.headers)
        assert found["type"] == "audio.finished"
        assert (found["data"]["id"], found["data"]["title"]) == ("a-0", "Ünïcode")
        assert message.headers["Content-Type"] == "application/json"
        with pytest.raises(WebhookVerificationError):
            Webhook(OTHER_SECRET).verify(message.body, message.headers)
        [row] = rows(ctx)
        assert (row.state, row.attempts, row.last_status) == (DELIVERED, 1, 204)
        assert (row.next_at, row.last_error) == (None, None)
        assert row.delivered_at
        assert send_due_deliveries(ctx, client) == 0

    def test_each_attempt_is_signed_anew_with_the_same_id(
        self,
        ctx: PublishingContext,
        site: Site,
        client: HttpClient,
        receiver: Receiver,
    ) -> None:
        receiver.answers = [500, 500, 200]
        add(ctx, site)
        for seconds in (-2, -1, 0):
            make_due(ctx)
            at = now() + timedelta(seconds=seconds + 3)
            # A time in any zone means the same.
            zoned = at.astimezone(tz=(datetime.now().astimezone().tzinfo))
            send_due_deliveries(ctx, client, lambda zoned=zoned: zoned)  # type: ignore[misc]
        assert len(receiver.messages) == 3
        headers = [message.headers for message in receiver.messages]
        assert len({each["webhook-id"] for each in headers}) == 1
        assert len({each["webhook-timestamp"] for each in headers}) == 3
        assert len({each["webhook-signature"] for each in headers}) == 3
        assert len({message.body for message in receiver.messages}) == 1
        for message in receiver.messages:
            Webhook(SECRET).verify(message.body, message.headers)
        assert rows(ctx)[0].state == DELIVERED

    def test_a_secret_may_lack_its_prefix_and_its_padding(
        self, ctx: PublishingContext, client: HttpClient, receiver: Receiver, services: Services
    ) -> None:
        secret = SECRET.removeprefix("whsec_").rstrip("=")
        site = replace(services.sites.get("news"), secrets=(secret,))
        request = send_deliveries._request(site, DeliveryRow(**ROW), now())
        Webhook(SECRET).verify(request.body or b"", dict(request.headers))


ROW = {"message_id": "msg_1", "event": "audio.failed", "url": "http://a.example/", "payload": {}}


class TestRetries:
    @pytest.mark.parametrize("status", [400, 404, 429, 500, 502, 503])
    def test_anything_but_success_is_tried_again(
        self,
        ctx: PublishingContext,
        site: Site,
        client: HttpClient,
        receiver: Receiver,
        status: int,
    ) -> None:
        receiver.answers = [status]
        add(ctx, site)
        send_due_deliveries(ctx, client)
        [row] = rows(ctx)
        assert (row.state, row.attempts, row.last_status) == (PENDING, 1, status)
        assert row.last_error == (
            f"The receiver must answer with a status from 200 to 299, got {status}."
        )
        assert row.next_at
        assert row.next_at > now()
        assert send_due_deliveries(ctx, client) == 0

    def test_the_pauses_grow_for_about_a_day(
        self, ctx: PublishingContext, site: Site, client: HttpClient, receiver: Receiver
    ) -> None:
        receiver.answers = [500]
        add(ctx, site)
        clock = Clock()
        started = clock.time
        for number, pause in enumerate(PAUSES, 1):
            assert send_due_deliveries(ctx, client, clock) == 1
            [row] = rows(ctx)
            assert (row.state, row.attempts) == (PENDING, number)
            assert row.next_at
            waited = (row.next_at - clock.time).total_seconds()
            assert pause <= waited <= 1.1 * pause
            clock.move(waited - 0.5)
            assert send_due_deliveries(ctx, client, clock) == 0
            clock.move(1)
        assert send_due_deliveries(ctx, client, clock) == 1
        [row] = rows(ctx)
        assert (row.state, row.attempts, row.next_at) == (FAILED, 9, None)
        assert timedelta(hours=20) < clock.time - started < timedelta(hours=28)
        clock.move(10**7)
        assert send_due_deliveries(ctx, client, clock) == 0

    def test_gone_ends_it(
        self, ctx: PublishingContext, site: Site, client: HttpClient, receiver: Receiver
    ) -> None:
        receiver.answers = [410]
        add(ctx, site)
        send_due_deliveries(ctx, client)
        [row] = rows(ctx)
        assert (row.state, row.attempts, row.last_status) == (FAILED, 1, 410)
        assert row.next_at is None

    @pytest.mark.parametrize(
        ("retry_after", "at_least", "at_most"),
        [
            *(("120", 120, 121), ("0", 5, 5.6), ("-5", 5, 5.6), ("soon", 5, 5.6), ("", 5, 5.6)),
            *(("99999999999999999", 3600, 3601), ("²", 5, 5.6), ("date", 290, 301)),
        ],
    )
    def test_the_receiver_may_ask_for_a_longer_pause(
        self,
        ctx: PublishingContext,
        site: Site,
        client: HttpClient,
        receiver: Receiver,
        retry_after: str,
        at_least: float,
        at_most: float,
    ) -> None:
        add(ctx, site)
        clock = Clock()
        if retry_after == "date":
            date = clock.time.astimezone(UTC) + timedelta(seconds=300)
            retry_after = format_datetime(date, usegmt=True)
        receiver.answers, receiver.headers = [503], {"Retry-After": retry_after}
        send_due_deliveries(ctx, client, clock)
        [row] = rows(ctx)
        assert row.next_at
        assert at_least <= (row.next_at - clock.time).total_seconds() <= at_most

    def test_a_receiver_that_hangs_or_closes_early_has_failed(
        self,
        ctx: PublishingContext,
        site: Site,
        client: HttpClient,
        receiver: Receiver,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def close(handler: BaseHTTPRequestHandler) -> None:
            handler.close_connection = True

        def truncate(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.")

        def babble(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"SSH-2.0\r\n")

        answers = [receiver.hang, close, truncate, babble]
        for answer in answers:
            receiver.answers = [answer]
            add(ctx, site)
            with monkeypatch.context() as patch:
                if answer == receiver.hang:
                    patch.setattr(send_deliveries, "TIMEOUT", 0.3)
                send_due_deliveries(ctx, client)
        found = rows(ctx)
        assert [(row.state, row.last_status) for row in found] == [(PENDING, None)] * len(answers)
        assert "within 0.3 seconds" in (found[0].last_error or "")
        assert all("unreachable" in (row.last_error or "") for row in found[1:])

    def test_a_success_counts_before_its_body_ends(
        self, ctx: PublishingContext, site: Site, client: HttpClient, receiver: Receiver
    ) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")
            receiver.closed.wait()

        receiver.answers = [answer]
        add(ctx, site)
        send_due_deliveries(ctx, client)
        assert rows(ctx)[0].state == DELIVERED


class TestDestinations:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_a_redirect_is_not_followed(
        self,
        ctx: PublishingContext,
        site: Site,
        client: HttpClient,
        receiver: Receiver,
        other: Receiver,
        status: int,
    ) -> None:
        receiver.answers, receiver.headers = [status], {"Location": other.url}
        add(ctx, site)
        send_due_deliveries(ctx, client)
        assert other.messages == []
        [row] = rows(ctx)
        assert (row.state, row.last_status) == (PENDING, status)

    def test_a_url_that_the_site_does_not_list_gets_nothing(
        self, ctx: PublishingContext, site: Site, client: HttpClient, other: Receiver
    ) -> None:
        listed = replace(site, callbacks=(other.url,), private_hosts=(other.host,))
        add(ctx, listed)
        add(ctx, replace(listed, name="elsewhere"))
        assert send_due_deliveries(ctx, client) == 2
        assert other.messages == []
        for row in rows(ctx):
            assert row.state == PENDING
            assert "does not list" in (row.last_error or "")

    @pytest.mark.parametrize(
        "url",
        [
            *("http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://127.0.0.1/"),
            *("http://169.254.169.254/latest/meta-data", "http://[::1]:{port}/", "http://0/"),
            *("http://u:p@127.0.0.1:{port}/", "file:///etc/passwd"),
        ],
    )
    def test_a_private_address_gets_nothing(
        self,
        ctx: PublishingContext,
        site: Site,
        client: HttpClient,
        receiver: Receiver,
        url: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        url = url.format(port=receiver.host.partition(":")[2])
        foreign = replace(site, callbacks=(url,), private_hosts=("10.0.0.1:80",))
        monkeypatch.setattr(ctx.sites, "find", lambda _: foreign)
        add(ctx, foreign)
        send_due_deliveries(ctx, client)
        assert receiver.messages == []
        [row] = rows(ctx)
        assert (row.state, row.last_status) == (PENDING, None)
        assert re.search(
            "may not|must be 80|must not contain|must begin|invalid", row.last_error or ""
        )


class TestSenders:
    def test_two_at_once_send_each_delivery_once(
        self, ctx: PublishingContext, site: Site, client: HttpClient, receiver: Receiver
    ) -> None:
        add(ctx, site, 40)
        senders = [
            threading.Thread(target=send_due_deliveries, args=(ctx, client)) for _ in range(3)
        ]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        ids = [message.headers["webhook-id"] for message in receiver.messages]
        assert len({*ids}) == len(ids) == 40
        assert {(row.state, row.attempts) for row in rows(ctx)} == {(DELIVERED, 1)}

    def test_a_claim_of_a_killed_sender_ends(
        self, ctx: PublishingContext, site: Site, client: HttpClient, receiver: Receiver
    ) -> None:
        add(ctx, site)
        at = now()
        until = at + timedelta(seconds=60)
        claim = ctx.database.write(lambda session: [*claim_due(session, at, until, 9, 9)])
        assert [(row.state, row.attempts) for row in rows(ctx)] == [(SENDING, 1)]
        assert send_due_deliveries(ctx, client) == 0
        assert send_due_deliveries(ctx, client, lambda: until) == 1
        assert [(row.state, row.attempts) for row in rows(ctx)] == [(DELIVERED, 2)]
        # The first sender was only slow. Its failure does not count any more.
        late = Outcome(500, "late", next_at=until)
        ctx.database.write(lambda session: record_outcome(session, claim[0], late, until))
        assert [row.state for row in rows(ctx)] == [DELIVERED]

    def test_a_late_failure_does_not_count_and_a_late_success_does(
        self, ctx: PublishingContext, site: Site
    ) -> None:
        add(ctx, site)
        at = now()
        first = ctx.database.write(lambda session: [*claim_due(session, at, at, 9, 9)])[0]
        ctx.database.write(lambda session: [*claim_due(session, at, at, 9, 9)])
        failure = Outcome(500, "late")
        ctx.database.write(lambda session: record_outcome(session, first, failure, at))
        assert [(row.state, row.attempts) for row in rows(ctx)] == [(SENDING, 2)]
        ctx.database.write(lambda session: record_outcome(session, first, Outcome(200), at))
        assert [row.state for row in rows(ctx)] == [DELIVERED]

    def test_a_receiver_that_fails_does_not_hold_up_another(
        self,
        ctx: PublishingContext,
        site: Site,
        client: HttpClient,
        receiver: Receiver,
        other: Receiver,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(send_deliveries, "TIMEOUT", 3.0)
        both = replace(
            site,
            callbacks=(receiver.url, other.url),
            private_hosts=(receiver.host, other.host),
        )
        monkeypatch.setattr(ctx.sites, "find", lambda _: both)
        receiver.answers = [receiver.hang]
        add(ctx, both, 30)
        send_due_deliveries(ctx, client)
        assert len(other.messages) == 30
        assert 1 <= len(receiver.messages) <= 2
        states = [row.attempts for row in rows(ctx) if row.url == receiver.url]
        assert sorted(states) == [0] * (30 - len(receiver.messages)) + [1] * len(receiver.messages)

    def test_a_busy_server_costs_no_attempt(self, ctx: PublishingContext, site: Site) -> None:
        class Busy:
            def send(self, request: Request, allowed: Allowed) -> Resource:
                raise Unavailable("No process is free.")

        add(ctx, site)
        send_due_deliveries(ctx, Busy())
        [row] = rows(ctx)
        assert (row.state, row.attempts) == (PENDING, 0)
        assert row.next_at
        assert row.next_at > now()

    def test_the_log_ends_after_30_days(
        self, ctx: PublishingContext, site: Site, client: HttpClient, receiver: Receiver
    ) -> None:
        add(ctx, site)
        send_due_deliveries(ctx, client)
        add(ctx, site)
        for days, left in ((29, 2), (31, 1), (999, 1)):
            at = now() + timedelta(days=days)
            ctx.database.write(lambda session, at=at: delete_old(session, at))  # type: ignore[misc]
            assert len(rows(ctx)) == left
        assert rows(ctx)[0].state == PENDING


def test_the_payload_is_json_without_other_characters(
    ctx: PublishingContext, site: Site, client: HttpClient, receiver: Receiver
) -> None:
    add(ctx, site)
    send_due_deliveries(ctx, client)
    body = receiver.messages[0].body
    assert body.isascii()
    assert json.loads(body)["data"]["site"] == "news"
