"""Actions of editors on an article, also twice, in any state, and without Redis or the database."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.rendition import Rendition
from audio_cache.stores.memory import MemoryStore
from audio_cache.voice import Voice
from listen.database.tables import ArticleRow
from listen.publishing.change import Withdraw
from listen.publishing.change_time import accepted_now
from listen.publishing.states import HELD, PENDING, READY, STATES, WITHDRAWN
from listen.publishing.withdraw import withdraw_article
from listen.web.services import Services
from tests.listen.web.newsroom.conftest import Desk, Person
from tests.listen.web.newsroom.test_article import WORDS, buttons, players
from tests.listen.web.newsroom.test_sign_in import redis_is_away

ARTICLES = "/newsroom/news/articles"


def status_of(client: FlaskClient, key: str | None) -> int:
    return client.get(f"/audio/{key}.mp3", buffered=True).status_code


class TestHold:
    def test_readers_hear_nothing_until_it_is_published(
        self, editor: Person, desk: Desk, client: FlaskClient
    ) -> None:
        number = desk.publish(url="https://news.example/a")
        key = desk.row().audio_key
        shown = editor.submit(editor.see(f"{ARTICLES}/{number}"), "Hold back")
        assert "is held" in shown.notice
        assert players(shown) == [("The audio", True)]
        row = desk.row()
        assert (row.state, row.audio_key, row.next_key) == (HELD, None, key)
        assert status_of(client, key) == 403
        asked = client.get("/v1/pages", query_string={"url": "https://news.example/a"})
        assert asked.status_code == 404
        shown = editor.submit(shown, "Publish")
        assert "Readers hear it now" in shown.notice
        assert (desk.row().state, desk.row().audio_key) == (READY, key)
        assert status_of(client, key) == 200

    def test_it_stays_held_when_it_is_saved_again(
        self, editor: Person, desk: Desk, client: FlaskClient
    ) -> None:
        number = desk.publish(text=WORDS)
        editor.submit(editor.see(f"{ARTICLES}/{number}"), "Hold back")
        desk.publish(text=WORDS + " Ferries sail on.")
        row = desk.row()
        assert (row.state, row.audio_key) == (HELD, None)
        assert status_of(client, row.next_key) == 403
        editor.submit(editor.see(f"{ARTICLES}/{number}"), "Publish")
        desk.publish(text=WORDS + " Ferries sail.")
        assert desk.row().state == READY

    def test_while_a_new_version_is_made_both_wait(
        self, editor: Person, desk: Desk, client: FlaskClient
    ) -> None:
        number = desk.publish(text=WORDS)
        old = desk.row().audio_key
        desk.save(text=WORDS + " Ferries sail on.")
        shown = editor.submit(editor.see(f"{ARTICLES}/{number}"), "Hold back")
        assert "will be held" in shown.notice
        assert buttons(shown) == ["Withdraw…"]
        assert status_of(client, old) == 403
        desk.work()
        shown = editor.see(f"{ARTICLES}/{number}")
        assert buttons(shown) == ["Publish", "Make again", "Withdraw…"]
        assert status_of(client, desk.row().next_key) == 403

    def test_another_article_with_the_same_words_stays_open(
        self, editor: Person, desk: Desk, client: FlaskClient
    ) -> None:
        number = desk.publish("a", text=WORDS)
        desk.publish("b", text=WORDS)
        editor.submit(editor.see(f"{ARTICLES}/{number}"), "Hold back")
        assert status_of(client, desk.row("b").audio_key) == 200


class TestRemake:
    def test_nothing_new_makes_nothing(self, editor: Person, desk: Desk) -> None:
        number = desk.publish()
        before = desk.row()
        shown = editor.submit(editor.see(f"{ARTICLES}/{number}"), "Make again")
        assert "Nothing has changed" in shown.notice
        after = desk.row()
        assert (after.state, after.audio_key, after.version) == (READY, before.audio_key, 1)

    def test_lost_audio_is_made_again(self, editor: Person, desk: Desk, store: MemoryStore) -> None:
        number = desk.publish()
        key = desk.row().audio_key or ""
        del store.audio[Rendition(key)]
        editor.submit(editor.see(f"{ARTICLES}/{number}"), "Make again")
        desk.work()
        assert Rendition(key) in store.audio

    def test_a_new_revision_of_the_voice_makes_a_new_version(
        self, editor: Person, desk: Desk, redis: Redis, beep: Voice, services: Services
    ) -> None:
        number = desk.publish()
        old = desk.row().audio_key
        WorkerRegistry(redis).announce("worker", [replace(beep, revision="new")])
        services.catalog._refreshed_at = float("-inf")
        shown = editor.submit(editor.see(f"{ARTICLES}/{number}"), "Make again")
        assert "being made again" in shown.notice
        row = desk.row()
        assert (row.state, row.audio_key, row.version) == (PENDING, old, 2)
        assert "already" in editor.submit_raw(number, "remake").notice
        assert desk.row().version == 2
        desk.work()
        assert desk.settle().audio_key not in (None, old)


class TestWithdraw:
    def test_it_asks_first(self, editor: Person, desk: Desk, client: FlaskClient) -> None:
        number = desk.publish(title="The <b>bridge</b>")
        key = desk.row().audio_key
        shown = editor.open(editor.see(f"{ARTICLES}/{number}"), "Withdraw…")
        assert "The <b>bridge</b>" in shown.main
        assert status_of(client, key) == 200
        shown = editor.submit(shown, "Withdraw the audio")
        assert "withdrawn" in shown.notice
        assert buttons(shown) == []
        assert players(shown) == []
        assert status_of(client, key) == 410
        assert "already" in editor.see(f"{ARTICLES}/{number}/withdraw").main


@pytest.mark.parametrize("action", ["hold", "publish", "remake", "withdraw"])
class TestTwice:
    def test_a_second_click_does_what_one_does(
        self, editor: Person, desk: Desk, action: str
    ) -> None:
        number = desk.publish(hold=action == "publish")
        first = editor.submit_raw(number, action)
        once = facts(desk.row())
        second = editor.submit_raw(number, action)
        assert (first.status, second.status) == (200, 200)
        assert second.path == f"{ARTICLES}/{number}"
        assert facts(desk.row()) == once

    @pytest.mark.parametrize("state", STATES)
    def test_a_form_that_came_too_late_is_told(
        self, editor: Person, desk: Desk, services: Services, action: str, state: str
    ) -> None:
        number = in_state(desk, services, state)
        shown = editor.submit_raw(number, action)
        assert shown.status == 200
        assert shown.notice
        assert desk.row().state in STATES

    def test_without_redis_it_says_so(
        self, editor: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch, action: str
    ) -> None:
        number = desk.publish(hold=action == "publish")
        redis_is_away(monkeypatch)
        shown = editor.submit_raw(number, action)
        assert shown.status == 200
        assert shown.notice

    def test_without_the_database_it_is_refused_and_nothing_is_lost(
        self, editor: Person, desk: Desk, away: Callable[[], None], action: str
    ) -> None:
        number = desk.save()
        token = editor.token(number)
        away()
        refused = editor.client.post(f"{ARTICLES}/{number}/{action}", data={"form_token": token})
        assert refused.status_code == 503
        assert "Nothing is lost" in refused.get_data(as_text=True)


def test_only_posts_act(editor: Person, desk: Desk) -> None:
    number = desk.publish()
    for action in ("hold", "publish", "remake"):
        assert editor.see(f"{ARTICLES}/{number}/{action}").status in (404, 405)
    editor.see(f"{ARTICLES}/{number}/withdraw")
    assert desk.row().state == READY
    assert editor.submit_raw(number, "delete").status == 404


def facts(row: ArticleRow) -> tuple[object, ...]:
    return row.state, row.audio_key, row.next_key, row.version, row.hold, row.old_keys


def in_state(desk: Desk, services: Services, state: str) -> int:
    """Return the number of an article in a state."""
    number = desk.save() if state == PENDING else desk.publish(hold=state == HELD)
    if state == WITHDRAWN:
        site = services.sites.get("news")
        withdraw_article(services.publishing, site, Withdraw("a-1", accepted_now()))
    if state == "failed":

        def fail(session: object) -> None:
            row = session.merge(desk.row())  # type: ignore[attr-defined]
            row.state, row.error_code, row.error_detail = "failed", "too_long", "Too long."

        services.publishing.database.write(fail)
    assert desk.row().state == state
    return number
