"""API keys: shown once, stored hashed, found without a query for each request, revoked at once."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.errors import Unauthorized, Unavailable
from listen.keys import key_ring
from listen.keys.api_key import ApiKey, id_in, new_key
from listen.keys.key_ring import KeyRing
from listen.keys.key_store import KeyStore
from tests.listen.conftest import location_of

T = TypeVar("T")


@pytest.fixture
def keys(database: Database) -> KeyStore:
    return KeyStore(database)


@pytest.fixture
def no_age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are read for each request."""
    monkeypatch.setattr(key_ring, "_MAX_AGE", 0.0)


def test_a_key_is_stored_as_its_digest(keys: KeyStore) -> None:
    text, key = keys.create("blog", "news", ["publish"])
    assert re.fullmatch(r"listen_[0-9a-f]{12}_[\w-]{43}", text)
    assert keys.all() == [key]
    assert text not in repr(key)
    assert (key.site, key.scopes, key.last_used_at) == ("news", ("publish",), None)


def test_a_key_is_found_by_its_text(keys: KeyStore) -> None:
    text, key = keys.create("blog", None, ["synthesize"])
    other, _ = keys.create("other", None, ["synthesize"])
    assert KeyRing(keys).find(text) == key
    wrong = [text[:-1], text + "x", text[:20] + other[20:], other[:20] + text[20:], "", "\0", "é"]
    for each in wrong:
        with pytest.raises(Unauthorized):
            KeyRing(keys).find(each)


@given(st.text())
def test_no_other_text_is_a_key(text: str) -> None:
    assert id_in(text) is None


def test_ids_and_keys_differ() -> None:
    made = {new_key() for _ in range(100)}
    assert len({text for text, _ in made}) == len({key_id for _, key_id in made}) == 100
    assert all(id_in(text) == key_id for text, key_id in made)


@pytest.mark.usefixtures("no_age")
def test_a_revoked_key_is_refused(keys: KeyStore) -> None:
    text, key = keys.create("blog", None, ["publish"])
    ring = KeyRing(keys)
    assert ring.find(text) == key
    assert [each.id for each in keys.revoke("blog")] == [key.id]
    with pytest.raises(Unauthorized, match="revoked"):
        ring.find(text)
    assert ring.is_empty()
    assert keys.revoke(key.id) == []
    assert keys.all()[0].revoked_at


@pytest.mark.usefixtures("no_age")
def test_a_key_is_accepted_at_once_when_the_keys_have_just_been_read(keys: KeyStore) -> None:
    ring = KeyRing(keys)
    for number in range(10):
        assert ring.is_empty() == (number == 0)
        text, key = keys.create(f"blog {number}", None, ["synthesize"])
        assert ring.find(text) == key


def test_unknown_keys_do_not_cost_a_query_each(
    keys: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = 0
    active = keys.active

    def count() -> list[ApiKey]:
        nonlocal queries
        queries += 1
        return active()

    monkeypatch.setattr(keys, "active", count)
    monkeypatch.setattr(key_ring, "_MIN_AGE", 0.5)
    monkeypatch.setattr(key_ring, "_MAX_AGE", 600.0)
    ring = KeyRing(keys)
    assert ring.is_empty()
    with ThreadPoolExecutor(20) as threads:
        refused = [*threads.map(lambda _: _is_refused(ring, new_key()[0]), range(20))]
    assert all(refused)
    assert queries <= 5


def _is_refused(ring: KeyRing, text: str) -> bool:
    try:
        ring.find(text)
    except Unauthorized:
        return True
    return False


def test_a_use_is_recorded_once_a_minute(keys: KeyStore) -> None:
    text, _ = keys.create("blog", None, ["publish"])
    ring = KeyRing(keys)
    ring.find(text)
    first = keys.all()[0].last_used_at
    time.sleep(0.01)
    ring.find(text)
    assert first is not None
    assert keys.all()[0].last_used_at == first


class AwayDatabase(Database):
    """Away whenever a test says so."""

    is_away = False

    def _transact(self, work: Callable[[Session], T], mode: str) -> T:
        if self.is_away:
            raise Unavailable("away")
        return super()._transact(work, mode)


@pytest.mark.usefixtures("no_age")
def test_keys_stay_valid_while_the_database_is_away(database: Database) -> None:
    away = AwayDatabase(location_of(database))
    keys = KeyStore(away)
    text, key = keys.create("blog", None, ["publish"])
    late, ring = KeyRing(keys), KeyRing(keys)
    assert ring.find(text) == key
    away.is_away = True
    assert ring.find(text) == key
    assert not ring.is_empty()
    with pytest.raises(Unavailable):
        late.is_empty()
    away.close()


def test_keys_are_not_queried_again_while_the_database_is_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(tmp_path / "listen.db")
    keys = KeyStore(database)
    text, _ = keys.create("blog", None, ["publish"])
    ring = KeyRing(keys)
    monkeypatch.setattr(key_ring, "_MAX_AGE", 0.0)
    monkeypatch.setattr(key_ring, "_RECORD_INTERVAL", 3600.0)
    ring.find(text)  # which is recorded
    ring.find(text)
    queries: list[object] = []
    event.listen(database.engine, "begin", queries.append)
    for _ in range(3):
        ring.find(text)
    assert not queries
    KeyStore(Database(tmp_path / "listen.db")).revoke("blog")
    with pytest.raises(Unauthorized):
        ring.find(text)
    assert queries
    database.close()
