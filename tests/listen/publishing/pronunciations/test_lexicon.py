"""/v1/lexicon/entries: what editors add, replace and remove, and what it changes."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask.wrappers import Response

from audio_cache.spec import LexiconEntry
from listen.database.database import Database
from listen.errors import Conflict
from listen.keys.key_store import KeyStore
from listen.sites import lexicon_edits
from listen.sites.edited_lexicons import EditedLexicons
from listen.sites.lexicon_edits import LexiconEdits
from listen.sites.sites import Sites
from listen.sites.store import SiteStore
from listen.web.services import Services
from tests.listen.publishing.conftest import Call

ENTRIES = "/v1/lexicon/entries"
KYIV = "Kyiv is an old city. Its bridges are new."
LVIV = "Lviv is an old city. Its bridges are new."


def words(call: Call, **query: str) -> list[tuple[str, str]]:
    text = "&".join(f"{name}={value}" for name, value in query.items())
    answer = call("GET", f"{ENTRIES}?{text}").get_json()
    return [(entry["word"], entry["say"] or entry["ipa"]) for entry in answer["entries"]]


def key_of(call: Call, name: str, text: str) -> str:
    """Save an article, and return the key of its newest audio."""
    article = call("PUT", f"/v1/articles/{name}", text=text).get_json()
    return str((article["next_audio"] or article["audio"])["key"])


def test_an_entry_is_added_replaced_and_removed(call: Call) -> None:
    saved = call("PUT", f"{ENTRIES}/Kyiv", say="Keev")
    assert saved.status_code == 200
    assert {**saved.get_json(), "edited_at": ""} == {
        **{"word": "Kyiv", "language": "", "say": "Keev", "ipa": "", "case": True, "whole": True},
        **{"removed": False, "editor": "cms", "edited_at": ""},
    }
    call("PUT", f"{ENTRIES}/Kyiv", say="Keeyiv")
    call("PUT", f"{ENTRIES}/Kyiv", ipa="ˈkɪjiu̯", language="en")
    assert words(call) == [("Kyiv", "ˈkɪjiu̯"), ("Kyiv", "Keeyiv")]
    assert call("DELETE", f"{ENTRIES}/Kyiv").status_code == 204
    assert words(call) == [("Kyiv", "ˈkɪjiu̯")]
    assert call("DELETE", f"{ENTRIES}/Kyiv").status_code == 404
    assert call("DELETE", f"{ENTRIES}/Kyiv?language=en").status_code == 204
    shown = call("GET", f"{ENTRIES}/Kyiv").get_json()
    assert shown["entries"] == []
    history = [(edit["say"] or edit["ipa"], edit["removed"]) for edit in shown["history"]]
    assert history == [
        ("", True),
        ("", True),
        ("ˈkɪjiu̯", False),
        ("Keeyiv", False),
        ("Keev", False),
    ]


def test_saving_the_same_entry_again_is_no_edit(call: Call) -> None:
    first = call("PUT", f"{ENTRIES}/Kyiv", say="Keev").get_json()
    assert call("PUT", f"{ENTRIES}/Kyiv", say="Keev").get_json() == first
    assert len(call("GET", f"{ENTRIES}/Kyiv").get_json()["history"]) == 1


def test_the_list_has_pages_and_a_search(call: Call) -> None:
    for word in ("Kyiv", "Lviv", "100%", "odesa"):
        call("PUT", f"{ENTRIES}/{quote(word)}", say="x")
    answer = call("GET", f"{ENTRIES}?limit=3").get_json()
    assert [entry["word"] for entry in answer["entries"]] == ["odesa", "100%", "Lviv"]
    answer = call("GET", f"{ENTRIES}?limit=3&cursor={answer['cursor']}").get_json()
    assert ([entry["word"] for entry in answer["entries"]], answer["cursor"]) == (["Kyiv"], None)
    assert words(call, q="IV") == [("Lviv", "x"), ("Kyiv", "x")]
    assert words(call, q="0%25") == [("100%", "x")]


def test_a_word_may_have_any_characters(app: Flask, key: str) -> None:
    client = FlaskClient(app, Response)  # the document describes words without a slash
    for word in ("AC/DC", "../etc", "C#", "what?", "a b", "Łódź", "北京", "100 %"):
        path = f"{ENTRIES}/{quote(word, safe='')}"
        saved = client.put(path, json={"say": "said"}, headers={"x-api-key": key})
        assert saved.status_code == 200, word
        shown = client.get(path, headers={"x-api-key": key})
        assert shown.get_json()["word"] == saved.get_json()["word"], word
        assert client.delete(path, headers={"x-api-key": key}).status_code == 204, word


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"case": True}, "'say' or 'ipa' must be given"),
        ({"say": "…"}, "'say' must have a letter"),
        ({"ipa": "12(3"}, "International Phonetic Alphabet"),
        ({"say": "x" * 201}, "200"),
        ({"say": 3}, "'say' must be a string, got 3"),
        ({"say": "x", "case": "no"}, "'case' must be a boolean"),
        ({"say": "x", "language": "english!"}, "BCP 47"),
        ({"say": "x", "said": "y"}, "unknown field 'said'"),
        ({"say": "x", "word": "Lviv"}, "'word' must be 'Kyiv', got 'Lviv'"),
    ],
)
def test_a_wrong_entry_is_refused(call: Call, fields: dict[str, object], named: str) -> None:
    answer = call("PUT", f"{ENTRIES}/Kyiv", **fields)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_field")
    assert named in answer.get_json()["detail"]
    assert words(call) == []


@pytest.mark.parametrize("word", ["…", "x" * 201, "%FF"])
def test_a_wrong_word_is_refused(call: Call, word: str) -> None:
    assert call("PUT", f"{ENTRIES}/{quote(word, safe='%')}", say="x").status_code == 422


def test_only_articles_with_the_word_get_another_key(call: Call) -> None:
    before = {name: key_of(call, name, text) for name, text in (("a", KYIV), ("b", LVIV))}
    call("PUT", f"{ENTRIES}/Kyiv", say="Keev")
    after = {name: key_of(call, name, text) for name, text in (("a", KYIV), ("b", LVIV))}
    assert after["a"] != before["a"]
    assert after["b"] == before["b"]
    call("DELETE", f"{ENTRIES}/Kyiv")
    assert key_of(call, "a", KYIV) == before["a"]


def test_an_articles_own_lexicon_overrides_the_editors(call: Call) -> None:
    own = {"lexicon": {"Kyiv": "own"}, "text": KYIV}
    before = call("PUT", "/v1/articles/a", **own).get_json()["audio"]["key"]
    call("PUT", f"{ENTRIES}/Kyiv", say="Keev")
    assert call("PUT", "/v1/articles/a", **own).get_json()["audio"]["key"] == before


def test_editors_override_the_configuration_in_any_language(database: Database) -> None:
    """Each process sees an edit of another one."""
    edits = LexiconEdits(database)
    processes = [Sites(lexicons=EditedLexicons(edits), store=SiteStore(database)) for _ in range(2)]
    assert processes[0].profile_of("default").edits == ()
    edits.save("default", LexiconEntry("Kyiv", "Keev"), "ada")
    edits.save("other", LexiconEntry("Kyiv", "Kye"), "ada")
    for process in processes:
        process.refresh()
        assert process.profile_of("default").edits == (LexiconEntry("Kyiv", "Keev"),)
        assert process.profile_for_url("https://unknown.example/").edits == ()
    edits.remove("default", "Kyiv", "", "bob")
    processes[0].refresh()
    assert processes[0].profile_of("default").edits == ()


def test_a_lexicon_has_a_limit(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon_edits, "MAX_ON_SERVER", 3)
    edits = LexiconEdits(database)
    for word in ("a", "b", "c"):
        edits.save("news", LexiconEntry(word, "x"), "ada")
    with pytest.raises(Conflict, match="must not have more than 3 entries"):
        edits.save("news", LexiconEntry("d", "x"), "ada")
    edits.save("news", LexiconEntry("a", "y"), "ada")
    edits.save("other", LexiconEntry("d", "x"), "ada")
    edits.remove("news", "b", "", "ada")
    edits.save("news", LexiconEntry("d", "x"), "ada")


def test_a_key_edits_its_own_site_only(
    client: FlaskClient, keys: KeyStore, services: Services, key: str
) -> None:
    for scopes, status in ((["synthesize"], 403), (["publish"], 200), (["admin"], 200)):
        headers = {"x-api-key": keys.create("x", "default", scopes)[0]}
        answer = client.put(f"{ENTRIES}/Kyiv", json={"say": "x"}, headers=headers)
        assert answer.status_code == status, scopes
    assert client.get(ENTRIES).status_code == 401
    headers = {"x-api-key": key}
    assert client.get(f"{ENTRIES}?site=other", headers=headers).status_code == 403


class TestArticles:
    def test_they_hold_the_word_by_the_rule_of_the_lexicon(
        self, call: Call, work: Callable[[], None]
    ) -> None:
        texts = ["Kyiv's streets. In Kyiv.", "The Kyivstar company.", "KYIV AGAIN.", "Nothing."]
        for number, text in enumerate(texts):
            call("PUT", f"/v1/articles/a-{number}", text=text)
        answer = call("GET", "/v1/lexicon/articles?word=kyiv").get_json()
        found = [(article["id"], article["occurrences"]) for article in answer["articles"]]
        assert (answer["count"], found) == (2, [("a-2", 1), ("a-0", 2)])
        call("PUT", f"{ENTRIES}/Kyiv", say="Keev")  # with capitals
        answer = call("GET", "/v1/lexicon/articles?word=Kyiv").get_json()
        assert [article["id"] for article in answer["articles"]] == ["a-0"]
        call("DELETE", "/v1/articles/a-0")
        assert call("GET", "/v1/lexicon/articles?word=Kyiv").get_json()["count"] == 0

    def test_they_have_pages(self, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("listen.publishing.pronunciations.holders._BATCH", 2)
        for number in range(7):
            call("PUT", f"/v1/articles/a-{number}", text=f"Kyiv, part {number}.")
        seen, cursor = [], ""
        while cursor is not None:
            query = f"word=Kyiv&limit=3&cursor={cursor}" if cursor else "word=Kyiv&limit=3"
            answer = call("GET", f"/v1/lexicon/articles?{query}").get_json()
            assert answer["count"] == 7
            seen += [article["id"] for article in answer["articles"]]
            cursor = answer["cursor"]
        assert seen == [f"a-{number}" for number in reversed(range(7))]

    def test_a_word_must_be_given(self, call: Call) -> None:
        for query in ("", "?word=", "?word=…"):
            answer = call("GET", f"/v1/lexicon/articles{query}")
            assert answer.get_json()["code"] == "invalid_field"
