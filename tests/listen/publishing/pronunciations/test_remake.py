"""/v1/lexicon/remakes: which articles change, and what their readers hear meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from listen.database.tables import ArticleRow
from listen.publishing.pronunciations import remake as remake_module
from listen.publishing.pronunciations.remake import run_remake
from listen.voices.catalog import Catalog
from listen.web.services import Services
from tests.listen.publishing.conftest import Call

KYIV = "Kyiv is an old city. Its bridges are new."
LVIV = "Lviv is an old city. Its bridges are new."

Work = Callable[[], None]
Remake = Callable[[str], dict[str, Any]]


@pytest.fixture
def remake(call: Call, services: Services, work: Work) -> Remake:
    """Order that the articles with a word be made again, do so, and return the order."""

    def remake(word: str) -> dict[str, Any]:
        ordered = call("POST", "/v1/lexicon/remakes", word=word)
        assert ordered.status_code == 202
        order = ordered.get_json()
        assert run_remake(services.publishing, order["id"], lambda: True)
        return show(call, order["id"])

    return remake


def show(call: Call, number: int) -> dict[str, Any]:
    order: dict[str, Any] = call("GET", f"/v1/lexicon/remakes/{number}").get_json()
    return order


def article(call: Call, name: str) -> dict[str, Any]:
    found: dict[str, Any] = call("GET", f"/v1/articles/{name}").get_json()
    return found


def test_only_articles_with_the_word_are_made_again(call: Call, work: Work, remake: Remake) -> None:
    texts = {"a": KYIV, "b": LVIV, "c": "The Kyivstar company.", "d": "KYIV. Kyiv's streets."}
    for name, text in texts.items():
        call("PUT", f"/v1/articles/{name}", text=text)
    work()
    before = {name: article(call, name)["audio"]["key"] for name in texts}
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    order = remake("Kyiv")
    assert (order["state"], order["articles"]["found"], order["articles"]["pending"]) == (
        *("searched", 2, 2),
    )
    pending = article(call, "a")
    assert (pending["state"], pending["audio"]["key"]) == ("pending", before["a"])
    new = pending["next_audio"]["key"]
    work()
    assert article(call, "a")["audio"]["key"] == new
    for name in texts:
        assert (article(call, name)["audio"]["key"] != before[name]) == (name in "ad")
        assert article(call, name)["version"] == (2 if name in "ad" else 1)
    assert show(call, order["id"])["articles"] == {
        **{"found": 2, "made": 2, "pending": 0, "held": 0, "failed": 0}
    }
    # A content management system that sends the article again changes nothing.
    again = call("PUT", "/v1/articles/a", text=KYIV).get_json()
    assert (again["state"], again["audio"]["key"], again["version"]) == ("ready", new, 2)


def test_a_second_order_changes_nothing(call: Call, work: Work, remake: Remake) -> None:
    call("PUT", "/v1/articles/a", text=KYIV)
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    remake("Kyiv")
    work()
    assert remake("Kyiv")["articles"]["found"] == 0


def test_an_entry_that_is_removed_gives_the_first_audio_back(
    call: Call, work: Work, remake: Remake
) -> None:
    call("PUT", "/v1/articles/a", text=KYIV)
    work()
    first = article(call, "a")["audio"]["key"]
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    remake("Kyiv")
    work()
    call("DELETE", "/v1/lexicon/entries/Kyiv")
    assert remake("kyiv")["articles"]["found"] == 1
    work()
    assert article(call, "a")["audio"]["key"] == first


def test_an_edit_of_one_word_leaves_the_articles_of_another(
    call: Call, work: Work, remake: Remake
) -> None:
    call("PUT", "/v1/articles/a", text=KYIV)
    call("PUT", "/v1/articles/b", text=LVIV)
    for word, said in (("Kyiv", "Keev"), ("Lviv", "Leviv")):
        call("PUT", f"/v1/lexicon/entries/{word}", say=said)
    assert remake("Kyiv")["articles"]["found"] == 1
    assert article(call, "b")["version"] == 1


def test_a_phrase_wins_over_its_word(call: Call, work: Work, remake: Remake) -> None:
    call("PUT", "/v1/lexicon/entries/York", say="one")
    call("PUT", "/v1/articles/a", text="New York and York.")
    call("PUT", "/v1/articles/b", text="York alone.")
    work()
    call("PUT", "/v1/lexicon/entries/New York", say="two")
    assert remake("New York")["articles"]["found"] == 1
    work()
    fresh = call("PUT", "/v1/articles/c", text="New York and York.").get_json()
    assert fresh["audio"]["key"] == article(call, "a")["audio"]["key"]


def test_a_held_article_stays_held(call: Call, work: Work, remake: Remake) -> None:
    call("PUT", "/v1/articles/a", text=KYIV, hold=True)
    work()
    call("POST", "/v1/articles/a/publish")
    public = article(call, "a")["audio"]["key"]
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    order = remake("Kyiv")
    work()
    held = article(call, "a")
    assert (held["state"], held["audio"]["key"]) == ("held", public)
    assert show(call, order["id"])["articles"]["held"] == 1
    assert call("GET", f"/audio/{held['next_audio']['key']}.mp3").status_code == 403
    call("POST", "/v1/articles/a/publish")
    assert article(call, "a")["audio"]["key"] == held["next_audio"]["key"]
    assert show(call, order["id"])["articles"]["made"] == 1


def test_an_articles_own_lexicon_stays(call: Call, work: Work, remake: Remake) -> None:
    call("PUT", "/v1/articles/a", text="Kyiv and Lviv.", lexicon={"Kyiv": "own"})
    work()
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    assert remake("Kyiv")["articles"]["found"] == 0
    call("PUT", "/v1/lexicon/entries/Lviv", say="Leviv")
    assert remake("Lviv")["articles"]["found"] == 1
    work()
    saved = call("PUT", "/v1/articles/a", text="Kyiv and Lviv.", lexicon={"Kyiv": "own"})
    assert (saved.status_code, saved.get_json()["version"]) == (200, 2)


def test_articles_of_an_earlier_version_of_the_server_are_made_again(
    call: Call, work: Work, remake: Remake, services: Services
) -> None:
    """Their own lexicon was not kept."""
    call("PUT", "/v1/articles/a", text="Kyiv and Lviv.", lexicon={"Kyiv": "own"})
    work()
    forget = update(ArticleRow).values(lexicon=None)
    services.publishing.database.write(lambda session: session.execute(forget))
    call("PUT", "/v1/lexicon/entries/Lviv", say="Leviv")
    assert remake("Lviv")["articles"]["found"] == 1
    work()
    saved = call("PUT", "/v1/articles/a", text="Kyiv and Lviv.", lexicon={"Kyiv": "own"})
    assert (saved.status_code, saved.get_json()["version"]) == (200, 2)


def test_withdrawn_articles_and_those_in_another_language_are_left(
    call: Call, work: Work, remake: Remake
) -> None:
    call("PUT", "/v1/articles/a", text=KYIV)
    call("PUT", "/v1/articles/b", text=KYIV, language="en")
    work()
    call("DELETE", "/v1/articles/a")
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev", language="de")
    assert remake("Kyiv")["articles"]["found"] == 0


def test_an_article_that_cannot_be_made_keeps_its_audio(
    call: Call, work: Work, remake: Remake, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("PUT", "/v1/articles/a", text=" ".join(["Kyiv."] * 300))
    work()
    key = article(call, "a")["audio"]["key"]
    failed = {"found": 1, "made": 0, "pending": 0, "held": 0, "failed": 1}
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev " * 30)
    assert remake("Kyiv")["articles"] == failed  # it is too long
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    with monkeypatch.context() as patch:
        patch.setattr(Catalog, "voices", lambda self: [])
        assert remake("Kyiv")["articles"] == failed  # nobody has its voice
    assert (article(call, "a")["state"], article(call, "a")["audio"]["key"]) == ("ready", key)
    assert remake("Kyiv")["articles"]["pending"] == 1


def test_an_article_that_was_saved_meanwhile_is_made_from_its_latest_text(
    call: Call, work: Work, remake: Remake, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("PUT", "/v1/articles/a", text=KYIV)
    work()
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    original, saves = remake_module._new_words, [f"{KYIV} More."]

    def new_words(*arguments: Any) -> Any:
        words = original(*arguments)
        if saves:
            call("PUT", "/v1/articles/a", text=saves.pop())
        return words

    monkeypatch.setattr(remake_module, "_new_words", new_words)
    remake("Kyiv")
    work()
    marks = call("GET", article(call, "a")["audio"]["links"]["marks"]).get_json()
    assert marks["text"] == f"{KYIV} More."


def test_another_job_goes_on_where_one_was_stopped(
    call: Call, work: Work, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remake_module, "_BATCH", 2)
    for number in range(5):
        call("PUT", f"/v1/articles/{number}", text=f"{KYIV} Part {number}.")
    work()
    call("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    number = call("POST", "/v1/lexicon/remakes", word="Kyiv").get_json()["id"]
    ctx = services.publishing
    assert not run_remake(ctx, number, lambda: False)
    assert show(call, number)["articles"]["found"] == 2
    assert call("POST", "/v1/lexicon/remakes", word="Kyiv").get_json()["id"] == number

    def die() -> bool:
        raise SystemExit

    with pytest.raises(SystemExit):
        run_remake(ctx, number, die)
    assert run_remake(ctx, number, lambda: True)
    assert show(call, number)["articles"]["found"] == 5
    work()
    call("GET", "/v1/articles")  # as `listen publish` does each second
    assert show(call, number)["articles"]["made"] == 5


def test_a_wrong_order_is_refused(call: Call, client: FlaskClient, key: str) -> None:
    for body in ({"word": ""}, {"word": 3}, {"word": "…"}, {"word": "x", "site": "y"}, {"x": 1}):
        answer = call("POST", "/v1/lexicon/remakes", **body)
        assert answer.get_json()["code"] == "invalid_field", body
    assert call("GET", "/v1/lexicon/remakes/99999999999").status_code == 404
    assert client.post("/v1/lexicon/remakes", json={"word": "x"}).status_code == 401
    assert call("GET", "/v1/lexicon/remakes").get_json() == {"remakes": [], "cursor": None}
