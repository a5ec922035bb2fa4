"""Events become deliveries, the log shows them, and they can be replayed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import select

from audio_cache.state import States
from listen.cli import deliveries as command
from listen.cli.main import main
from listen.config import WebConfig
from listen.database.database import Database
from listen.database.tables import DeliveryRow
from listen.database.types import now
from listen.keys.key_store import KeyStore
from listen.publishing.delivery_rows import STATES, Outcome, claim_due, record_outcome
from listen.sites.site import Site
from listen.sites.webhook_secret import new_secret
from listen.web.services import Services
from tests.conftest import pending_names
from tests.listen.publishing.conftest import Call

TEXT = "The old bridge is open again. Two years ago, a flood had damaged it."
HOOK, SHOWN = "https://hooks.example/a?token=s3cret", "https://hooks.example/a?…"
SITES = (
    Site("news", ("news.example",), secrets=(new_secret(),), callbacks=(HOOK,)),
    Site("blog", ("blog.example",)),
)


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    return replace(config, sites=SITES)


@pytest.fixture
def key(keys: KeyStore) -> str:
    return keys.create("cms", "news", ["publish"])[0]


@pytest.fixture
def database(services: Services) -> Database:
    return services.publishing.database


def rows(database: Database) -> list[DeliveryRow]:
    query = select(DeliveryRow).order_by(DeliveryRow.id)
    return database.read(lambda session: [*session.scalars(query)])


def end_first(database: Database, outcome: Outcome) -> None:
    at = now() + timedelta(seconds=1)
    claimed = database.write(lambda session: [*claim_due(session, at, at, 1, 1)])
    database.write(lambda session: record_outcome(session, claimed[0], outcome, at))


class TestEvents:
    def test_a_finished_audio(
        self, call: Call, work: Callable[[], None], database: Database
    ) -> None:
        call("PUT", "/v1/articles/a", text=TEXT)
        call("GET", "/v1/articles/a")
        assert rows(database) == []
        work()
        for _ in range(3):
            call("GET", "/v1/articles/a")
        [row] = rows(database)
        assert (row.event, row.url, row.site) == ("audio.finished", HOOK, "news")
        assert row.payload["data"]["state"] == "ready"
        call("PUT", "/v1/articles/a", text=TEXT, tags=["x"])
        assert len(rows(database)) == 1

    def test_a_held_article_is_finished_when_it_is_published(
        self, call: Call, work: Callable[[], None], database: Database
    ) -> None:
        call("PUT", "/v1/articles/a", text=TEXT, hold=True)
        work()
        call("GET", "/v1/articles/a")
        for _ in range(2):
            call("POST", "/v1/articles/a/publish")
        assert [row.event for row in rows(database)] == ["article.held", "audio.finished"]
        held, finished = (row.payload["data"] for row in rows(database))
        assert (held["state"], held["audio_key"]) == ("held", None)
        assert (finished["state"], len(finished["audio_key"])) == ("ready", 64)

    def test_a_failed_audio(self, call: Call, redis: Redis, database: Database) -> None:
        call("PUT", "/v1/articles/a", text=TEXT)
        [name] = pending_names(redis)
        States(redis).failed(name, "engine_failed", "It broke.", None)
        call("GET", "/v1/articles/a")
        [row] = rows(database)
        assert row.event == "audio.failed"
        assert row.payload["data"]["error"] == {"code": "engine_failed", "detail": "It broke."}

    def test_a_site_without_callbacks_has_none(
        self, client: FlaskClient, keys: KeyStore, work: Callable[[], None], database: Database
    ) -> None:
        headers = {"x-api-key": keys.create("blog", "blog", ["publish"])[0]}
        client.put("/v1/articles/a", json={"text": TEXT}, headers=headers)
        work()
        assert client.get("/v1/articles/a", headers=headers).get_json()["state"] == "ready"
        assert rows(database) == []


@pytest.fixture
def five(call: Call, work: Callable[[], None], database: Database) -> list[int]:
    """The ids of five deliveries."""
    for number in range(5):
        call("PUT", f"/v1/articles/{number}", text=f"{TEXT} Edition {number}.")
    work()
    call("GET", "/v1/articles")
    return [row.id for row in rows(database)]


@pytest.mark.usefixtures("five")
class TestLog:
    def test_it_shows_what_happened_without_secrets(self, call: Call, database: Database) -> None:
        end_first(database, Outcome(503, "It is away.", now() + timedelta(minutes=1)))
        answer = call("GET", "/v1/deliveries")
        assert answer.headers["Cache-Control"] == "no-store"
        first = answer.get_json()["deliveries"][-1]
        assert (first["event"], first["article"], first["site"]) == ("audio.finished", "4", "news")
        assert (first["state"], first["attempts"]) == ("pending", 1)
        assert (first["last_status"], first["last_error"]) == (503, "It is away.")
        assert first["url"] == SHOWN
        assert first["message_id"].startswith("msg_")
        text = answer.get_data(as_text=True)
        assert "s3cret" not in text
        assert SITES[0].secrets[0] not in text

    def test_pages_follow_each_other(self, call: Call, five: list[int]) -> None:
        found, path = [], "/v1/deliveries?limit=2"
        while True:
            page = call("GET", path).get_json()
            found += [each["id"] for each in page["deliveries"]]
            if page["cursor"] is None:
                break
            path = f"/v1/deliveries?limit=2&cursor={page['cursor']}"
        assert found == five[::-1]

    def test_it_can_be_filtered_by_state(self, call: Call, database: Database) -> None:
        end_first(database, Outcome(200))
        end_first(database, Outcome(410, "It is gone."))
        states = {
            state: len(call("GET", f"/v1/deliveries?state={state}").get_json()["deliveries"])
            for state in STATES
        }
        assert states == {"pending": 3, "sending": 0, "delivered": 1, "failed": 1}
        for query in ("state=x", "limit=0", "cursor=x"):
            answer = call("GET", f"/v1/deliveries?{query}")
            assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_field")

    def test_a_delivery_can_be_replayed(
        self, call: Call, database: Database, five: list[int]
    ) -> None:
        end_first(database, Outcome(410, "It is gone."))
        failed = rows(database)[0]
        answer = call("POST", f"/v1/deliveries/{failed.id}/replay")
        assert answer.status_code == 202
        shown = answer.get_json()
        assert (shown["state"], shown["attempts"], shown["last_status"]) == ("pending", 0, 410)
        assert shown["message_id"] == failed.message_id
        end_first(database, Outcome(200))
        answer = call("POST", f"/v1/deliveries/{failed.id}/replay")
        assert (answer.status_code, answer.get_json()["delivered_at"]) == (202, None)

    def test_a_delivery_that_is_being_sent_is_not_sent_twice(
        self, call: Call, database: Database, five: list[int]
    ) -> None:
        at = now() + timedelta(seconds=1)
        until = at + timedelta(seconds=60)
        database.write(lambda session: claim_due(session, at, until, 1, 1))
        answer = call("POST", f"/v1/deliveries/{five[0]}/replay")
        assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")

    @pytest.mark.parametrize("number", ["0", "99", "2147483648", str(10**30), "x", "-1", "1.5"])
    def test_an_unknown_delivery_is_not_found(self, call: Call, number: str) -> None:
        answer = call("POST", f"/v1/deliveries/{number}/replay")
        assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")


class TestKeys:
    def test_a_key_is_required(self, client: FlaskClient, keys: KeyStore, five: list[int]) -> None:
        speech, _ = keys.create("speech", "news", ["synthesize"])
        other, _ = keys.create("blog", "blog", ["publish"])
        admin, _ = keys.create("admin", None, ["admin"])
        replay = f"/v1/deliveries/{five[0]}/replay"
        for key, method, path, status in (
            (None, "GET", "/v1/deliveries", 401),
            (None, "POST", replay, 401),
            (None, "POST", "/v1/deliveries/99/replay", 401),
            (speech, "GET", "/v1/deliveries", 403),
            (speech, "POST", replay, 403),
            (other, "GET", "/v1/deliveries?site=news", 403),
            (other, "POST", replay, 403),
            (other, "POST", f"{replay}?site=blog", 403),
            (admin, "GET", "/v1/deliveries?site=news", 200),
            (admin, "GET", "/v1/deliveries?site=nowhere", 404),
            (admin, "POST", replay, 202),
        ):
            headers = {"x-api-key": key} if key else {}
            answer = client.open(path, method=method, headers=headers)
            assert answer.status_code == status, (key, path)
        headers = {"x-api-key": other}
        assert client.get("/v1/deliveries", headers=headers).get_json()["deliveries"] == []


class TestCommand:
    @pytest.fixture
    def listen(
        self, config: WebConfig, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[..., tuple[int, str]]:
        monkeypatch.setenv("LISTEN_DATA_DIR", str(config.data_dir))
        monkeypatch.setenv("LISTEN_DATABASE_URL", config.database_url)
        monkeypatch.setenv("COLUMNS", "200")

        def listen(*arguments: str) -> tuple[int, str]:
            done = CliRunner().invoke(main, ["deliveries", *arguments])
            return done.exit_code, done.output

        return listen

    def test_the_list(
        self, listen: Callable[..., tuple[int, str]], database: Database, five: list[int]
    ) -> None:
        end_first(database, Outcome(410, "It is [gone]."))
        status, shown = listen("list")
        assert status == 0
        assert shown.count("audio.finished") == 5
        assert SHOWN in shown
        assert "It is [gone]." in shown
        assert "s3cret" not in shown
        assert listen("list", "--state", "failed")[1].count("audio.finished") == 1
        assert listen("list", "--limit", "2")[1].count("audio.finished") == 2
        assert "no such delivery" in listen("list", "--site", "blog")[1]
        assert "no such delivery" in listen("list", "--state", "delivered")[1]

    def test_a_replay(
        self, listen: Callable[..., tuple[int, str]], database: Database, five: list[int]
    ) -> None:
        end_first(database, Outcome(410, "It is gone."))
        assert listen("replay", str(five[0])) == (
            0,
            "audio.finished is sent again, by `listen publish`.\n",
        )
        assert rows(database)[0].state == "pending"
        assert listen("replay", "99") == (1, "Error: There is no delivery 99.\n")
        assert listen("replay", "0")[0] == 2
        assert listen("replay", "x")[0] == 2

    def test_its_states_are_those_of_the_log(self) -> None:
        assert command._STATES == STATES
