"""/v1/lexicon/try: a sentence before and after an entry."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.listen.publishing.conftest import Call

KYIV = "Rain fell all day. In Kyiv's streets, lights went on. Kyiv is old."
SENTENCE = "In Kyiv's streets, lights went on."


def trial(call: Call, **fields: Any) -> dict[str, Any]:
    answer = call("POST", "/v1/lexicon/try", **{"word": "Kyiv", "say": "Keev", **fields})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def text_of(call: Call, audio: dict[str, Any]) -> str:
    return str(call("GET", audio["links"]["marks"]).get_json()["text"])


def test_the_first_sentence_with_the_word_is_heard(call: Call, work: Callable[[], None]) -> None:
    call("PUT", "/v1/articles/a", text=KYIV)
    work()
    found = trial(call, article="a")
    assert (found["sentence"], found["applied"]) == (SENTENCE, True)
    work()
    assert text_of(call, found["before"]) == text_of(call, found["after"]) == SENTENCE
    report = call("GET", found["after"]["links"]["report"]).get_json()
    assert report["lexicon"] == [{"word": "Kyiv", "count": 1, "say": "Keev", "applied": True}]
    assert call("GET", "/v1/lexicon/entries").get_json()["entries"] == []  # nothing is saved


def test_the_present_lexicon_is_what_is_heard_before(call: Call, work: Callable[[], None]) -> None:
    call("PUT", "/v1/articles/a", text=KYIV)
    first = trial(call, article="a")
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    second = trial(call, article="a", say="Keeyiv")
    assert second["before"]["key"] == first["after"]["key"]
    assert second["after"]["key"] not in (first["before"]["key"], first["after"]["key"])
    same = trial(call, article="a")
    assert (same["applied"], same["before"]["key"]) == (False, same["after"]["key"])


def test_a_sentence_of_ones_own_is_heard_in_the_sites_voice(call: Call) -> None:
    found = trial(call, sentence="  Here is\nKyiv.  ")
    assert (found["sentence"], found["applied"]) == ("Here is Kyiv.", True)
    assert found["after"]["voice"] == "tone:beep"


def test_an_articles_own_lexicon_wins(call: Call) -> None:
    call("PUT", "/v1/articles/a", text=KYIV, lexicon={"Kyiv": "own"})
    assert not trial(call, article="a")["applied"]


def test_the_audio_of_a_held_article_needs_a_signed_url(
    call: Call, client: FlaskClient, work: Callable[[], None]
) -> None:
    call("PUT", "/v1/articles/a", text=KYIV, hold=True)
    found = trial(call, article="a")
    work()
    for audio in (found["before"], found["after"]):
        assert client.get(f"/audio/{audio['key']}.mp3").status_code == 403
        assert client.get(audio["links"]["audio"]).status_code == 200


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "invalid_field"),
        ({"sentence": "Nothing of it."}, "invalid_field"),
        ({"sentence": "Kyivstar."}, "invalid_field"),
        ({"sentence": "Kyiv " * 300}, "invalid_field"),
        ({"sentence": ["Kyiv"]}, "invalid_field"),
        ({"article": "b"}, "invalid_field"),
        ({"article": "c"}, "unknown_article"),
        ({"article": 3}, "invalid_field"),
        ({"article": "a", "say": ""}, "invalid_field"),
        ({"article": "a", "word": ""}, "invalid_field"),
        ({"article": "a", "said": "x"}, "invalid_field"),
        ({"article": "a", "ipa": "(("}, "invalid_field"),
    ],
)
def test_what_cannot_be_heard_is_refused(call: Call, fields: dict[str, Any], code: str) -> None:
    call("PUT", "/v1/articles/a", text=KYIV)
    call("PUT", "/v1/articles/b", text="Nothing of it.")
    answer = call("POST", "/v1/lexicon/try", **{"word": "Kyiv", "say": "Keev", **fields})
    assert answer.get_json()["code"] == code, answer.get_data(as_text=True)


def test_a_withdrawn_article_has_no_sentences(call: Call) -> None:
    call("PUT", "/v1/articles/a", text=KYIV)
    call("DELETE", "/v1/articles/a")
    answer = call("POST", "/v1/lexicon/try", word="Kyiv", say="Keev", article="a")
    assert answer.get_json()["code"] == "withdrawn"
