"""Play tokens."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from listen.database.database import Database
from listen.keys.audio_signer import AudioSigner
from listen.plays.tokens import LIFETIME, PlayTokens
from listen.salt import Salt


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlayTokens]:
    database = Database(tmp_path_factory.mktemp("database") / "listen.db")
    yield PlayTokens(database)
    database.close()


def test_a_token_names_a_load(database: Database) -> None:
    token = PlayTokens(database).issue("news", "é/1" * 80, "ab" * 32)
    load = PlayTokens(database).read(token)
    assert load
    assert (load.site, load.article, load.key) == ("news", "é/1" * 80, "ab" * 32)
    assert 0 <= time.time() - load.issued < 60


def test_each_token_is_of_another_load(tokens: PlayTokens) -> None:
    loads = [tokens.read(tokens.issue("news", "a", "ab" * 32)) for _ in range(100)]
    assert len({load.nonce for load in loads if load}) == 100


def test_a_token_expires(tokens: PlayTokens, monkeypatch: pytest.MonkeyPatch) -> None:
    token, now = tokens.issue("news", "a", "ab" * 32), time.time()
    for age, is_valid in ((LIFETIME - 5, True), (LIFETIME + 1, False), (-30, True), (-90, False)):
        monkeypatch.setattr(time, "time", lambda at=now + age: at)
        assert (tokens.read(token) is not None) == is_valid


def test_a_forged_token_is_none(tokens: PlayTokens, database: Database) -> None:
    token = tokens.issue("news", "a", "ab" * 32)
    others = PlayTokens(database)
    forged = [
        others.issue("news", "a", "ab" * 32),
        AudioSigner(database).token("ab" * 32),
        URLSafeSerializer("", salt="listen.play").dumps(["news", "a", "ab" * 32, "n", time.time()]),
        *(token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(60)),
        token + "x",
        token[:-8],
        "",
        ".",
    ]
    assert [each for each in forged if tokens.read(each)] == []


@given(st.text(max_size=300))
def test_any_text_is_none(tokens: PlayTokens, text: str) -> None:
    assert tokens.read(text) is None


class TestSalt:
    def test_a_digest_is_the_same_within_a_lifetime(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(time, "monotonic", lambda: 0.0)
        salt = Salt(60)
        first = salt.digest("192.0.2.1")
        monkeypatch.setattr(time, "monotonic", lambda: 59.0)
        assert salt.digest("192.0.2.1") == first
        monkeypatch.setattr(time, "monotonic", lambda: 60.0)
        assert salt.digest("192.0.2.1") != first

    def test_no_other_process_makes_the_same_one(self) -> None:
        assert Salt(60).digest("192.0.2.1") != Salt(60).digest("192.0.2.1")

    @given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
    def test_different_texts_have_different_digests(
        self, texts: list[str], others: list[str]
    ) -> None:
        salt = Salt(60)
        assert (salt.digest(*texts) == salt.digest(*others)) == (texts == others)
