"""The pages on which words are mended, without JavaScript."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from listen.config import WebConfig
from listen.publishing.pronunciations.remake import run_remake
from listen.sites.site import Site
from listen.web.services import Services
from tests.listen.web.newsroom.conftest import Person, Shown

SENTENCE = "Kyiv is an old city."
TEXT = f"The title is here. {SENTENCE} Its bridges are new."
WORDS = "/newsroom/news/words"


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    sites = (
        Site("blog", ("blog.example",)),
        Site("news", ("news.example",), report_mispronunciation=True),
    )
    return replace(config, sites=sites)


@pytest.fixture
def save(client: FlaskClient, key: str) -> Callable[..., Any]:
    """Save an article of the site by the API, and return it."""

    def save(name: str, text: str) -> Any:
        headers = {"x-api-key": key}
        return client.put(f"/v1/articles/{name}", json={"text": text}, headers=headers).get_json()

    return save


def sources(shown: Shown) -> list[str]:
    return [str(each) for each in shown.tree.xpath("//audio/@src")]


def test_a_word_is_heard_saved_and_made_again(
    editor: Person, save: Callable[..., Any], work: Callable[[], None], services: Services
) -> None:
    for number in range(3):
        save(f"a-{number}", f"{TEXT} Part {number}.")
    save("b", "Lviv is old.")
    work()
    empty = editor.see(WORDS)
    assert "No word has been mended yet." in empty.main
    form = editor.open(empty, "Mend a word")
    heard = editor.submit(form, "Hear it", word="Kyiv", say="Keev", sentence=SENTENCE, do="hear")
    assert SENTENCE in heard.main
    assert len({*sources(heard)}) == 2
    work()
    for source in sources(heard):
        assert editor.client.get(source).status_code == 200
    word = editor.submit(heard, "Save", do="save")
    assert word.notice.startswith("Saved.")
    assert "3 articles hold it" in word.main
    assert "Keev" in word.main
    making = editor.submit(word, "Make these sentences again")
    assert "being searched" in making.main
    assert run_remake(services.publishing, 1, lambda: True)
    making = editor.see(making.path)
    assert "0 of 3 are made." in making.main
    work()
    for number in range(3):
        save(f"a-{number}", f"{TEXT} Part {number}.")
    assert "3 of 3 are made." in editor.see(making.path).main
    listed = editor.see(WORDS)
    assert "Keev By desk" in listed.main
    assert "Articles that hold “Kyiv”" in listed.main


def test_a_word_is_heard_in_an_article(editor: Person, save: Callable[..., Any]) -> None:
    save("a", TEXT)
    page = editor.see(f"{WORDS}/word?word=Kyiv")
    assert "1 article holds it" in page.main
    form = editor.open(page, "Hear it there")
    heard = editor.submit(form, "Hear it", say="Keev", do="hear")
    assert SENTENCE in heard.main
    assert "Both sound the same" not in heard.main


def test_an_entry_is_changed_and_removed(editor: Person) -> None:
    form = editor.see(f"{WORDS}/mend")
    editor.submit(form, "Save", word="AC/DC & <b>", say="Aysee Deesee", do="save")
    word = editor.open(editor.see(WORDS), "AC/DC & <b>")
    form = editor.open(word, "Change")
    _, _, fields = form.form("Save")
    assert (fields["word"], fields["say"]) == ("AC/DC & <b>", "Aysee Deesee")
    word = editor.submit(form, "Save", say="A C D C", language="en", parts="yes", do="save")
    assert "in articles in en" in word.main
    word = editor.submit(word, "Remove")
    assert word.notice.startswith("The pronunciation is removed.")
    assert "Removed" in word.main


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"word": "Kyiv", "say": ""}, "'say' or 'ipa' must be given"),
        ({"word": "…", "say": "x"}, "must have a letter or a digit"),
        ({"word": "Kyiv", "say": "x", "language": "english!"}, "BCP 47"),
        ({"word": "Kyiv", "say": "x", "sentence": "Nothing."}, "must hold the word"),
        ({"word": "Kyiv", "say": "x", "sentence": "", "article": "999"}, "must be given"),
    ],
)
def test_a_wrong_form_is_shown_again(editor: Person, fields: dict[str, str], problem: str) -> None:
    shown = editor.submit(editor.see(f"{WORDS}/mend"), "Hear it", do="hear", **fields)
    assert shown.status == 422
    assert problem in shown.notice or problem in shown.main
    _, _, kept = shown.form("Save")
    assert kept["word"] == fields["word"]
    assert "No word has been mended yet." in editor.see(WORDS).main


def test_readers_reports_lead_to_the_form(
    editor: Person, client: FlaskClient, save: Callable[..., Any], work: Callable[[], None]
) -> None:
    key = save("a", TEXT)["audio"]["key"]
    work()
    for word in ("Kyiv", "old", "an"):
        report = {"key": key, "word": word, "sentence": SENTENCE, "note": "<b>Wrong</b>"}
        assert client.post("/v1/lexicon/reports", json=report).status_code == 204
    shown = editor.open(editor.see(WORDS), "See what readers report")
    assert "A reader wrote: “<b>Wrong</b>”" in shown.main
    (link,) = shown.tree.xpath("//a[@aria-label='Mend Kyiv']/@href")
    form = editor.see(link)
    _, _, fields = form.form("Save")
    assert (fields["word"], fields["sentence"]) == ("Kyiv", SENTENCE)
    editor.submit(form, "Save", say="Keev", do="save")
    shown = editor.see("/newsroom/news/reports")
    assert shown.tree.xpath("//mark/text()") == ["an", "old"]
    shown = editor.submit(shown, "Dismiss")
    assert shown.notice.startswith("The report is dismissed.")
    assert editor.see("/newsroom/news/reports?state=dismissed").tree.xpath("//mark/text()") == [
        "an"
    ]
    shown = editor.submit(editor.see("/newsroom/news/reports?state=done"), "Open again")
    assert "Kyiv" in shown.tree.xpath("//mark/text()")


@pytest.mark.parametrize("page", ["words", "words/mend", "words/word?word=a", "reports"])
def test_other_sites_are_closed(editor: Person, person: Person, page: str) -> None:
    assert editor.see(f"/newsroom/news/{page}").status == 200
    assert editor.see(f"/newsroom/blog/{page}").status == 403


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("words/mend", {"word": "Kyiv", "say": "x", "do": "save"}),
        ("words/remove", {"word": "Kyiv"}),
        ("words/remakes", {"word": "Kyiv"}),
        ("reports/1", {"state": "done"}),
    ],
)
def test_forms_of_other_pages_are_refused(
    editor: Person, client: FlaskClient, path: str, fields: dict[str, str]
) -> None:
    assert client.post(f"/newsroom/news/{path}", data=fields).status_code == 403
    assert "No word has been mended yet." in editor.see(WORDS).main


def test_what_is_not_there_is_not_found(editor: Person) -> None:
    for path in ("words/remakes/1", "words/remakes/99999999999", "reports?state=x"):
        assert editor.see(f"/newsroom/news/{path}").status == 404
