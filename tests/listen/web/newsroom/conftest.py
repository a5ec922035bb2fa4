"""An editor at the newsroom of a server with a key, on each kind of database."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from listen.config import WebConfig
from listen.database.tables import ArticleRow
from listen.errors import Unavailable
from listen.keys import key_ring
from listen.keys.key_store import KeyStore
from listen.publishing import versions
from listen.publishing.article_rows import find_row
from listen.publishing.change import Save
from listen.publishing.change_time import accepted_now
from listen.publishing.save import save_article
from listen.publishing.settle import settle_article
from listen.sites.site import Site
from listen.web.services import Services
from tests.postgresql import create_database

SITES = (Site("blog", ("blog.example",)), Site("news", ("news.example",)))


@pytest.fixture(params=["sqlite", "postgresql"])
def config(request: pytest.FixtureRequest, config: WebConfig) -> WebConfig:
    config = replace(config, sites=SITES)
    if request.param == "sqlite":
        return config
    url = create_database(request.getfixturevalue("postgresql"))
    return replace(config, database_url=url)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are read for each request, and audio is requested without a delay."""
    monkeypatch.setattr(key_ring, "_MAX_AGE", 0.0)
    monkeypatch.setattr(versions, "DEBOUNCE", 0.0)


@dataclass(frozen=True)
class Shown:
    """A page, as a browser shows it."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def path(self) -> str:
        return self.response.request.path

    @property
    def tree(self) -> Any:
        return html.fromstring(self.response.get_data())

    @property
    def text(self) -> str:
        """The words of the page, with single spaces."""
        return " ".join(self.tree.xpath("string(//body)").split())

    @property
    def main(self) -> str:
        return " ".join(self.tree.xpath("string(//main)").split())

    @property
    def notice(self) -> str:
        return " ".join(self.tree.xpath("string(//main/p[contains(@class, 'notice')])").split())

    def form(self, button: str) -> tuple[str, str, dict[str, str]]:
        """Return the method, the action and the fields of the form with this button."""
        for form in self.tree.forms:
            named = [" ".join(each.text_content().split()) for each in form.xpath(".//button")]
            if button in named:
                return form.method, form.action, dict(form.form_values())
        raise AssertionError(f"no form has the button {button!r}")

    def has_button(self, button: str) -> bool:
        texts = [" ".join(each.text_content().split()) for each in self.tree.xpath("//button")]
        return button in texts


class Person:
    """Somebody with a browser, who follows links and submits forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def see(self, path: str, **options: Any) -> Shown:
        return Shown(self.client.get(path, follow_redirects=True, **options))

    def submit(self, shown: Shown, button: str, **fields: str) -> Shown:
        method, action, found = shown.form(button)
        if method == "GET":
            return self.see(action or shown.path, query_string=found | fields)
        headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
        return Shown(
            self.client.post(action, data=found | fields, headers=headers, follow_redirects=True)
        )

    def token(self, number: int) -> str:
        """Return the token of the session's forms."""
        shown = self.see(f"/newsroom/news/articles/{number}/withdraw")
        return str(shown.tree.xpath("string(//input[@name='form_token']/@value)"))

    def submit_raw(self, number: int, action: str) -> Shown:
        """Send the form of an action, whether or not the page shows it now."""
        data = {"form_token": self.token(number)}
        path = f"/newsroom/news/articles/{number}/{action}"
        return Shown(self.client.post(path, data=data, follow_redirects=True))

    def sign_in(self, key: str) -> Shown:
        return self.submit(self.see("/newsroom/sign-in"), "Sign in", key=key)

    def open(self, shown: Shown, link: str) -> Shown:
        """Follow the link with this text."""
        found = [
            each.get("href")
            for each in shown.tree.xpath("//a")
            if " ".join(each.text_content().split()) == link
        ]
        assert found, f"no link is named {link!r}"
        return self.see(found[0])


@pytest.fixture
def person(client: FlaskClient) -> Person:
    """Nobody has signed in."""
    return Person(client)


@pytest.fixture
def key(keys: KeyStore) -> str:
    return keys.create("desk", "news", ["publish"])[0]


@pytest.fixture
def editor(person: Person, key: str) -> Person:
    """Has signed in at the site news."""
    assert person.sign_in(key).status == 200
    return person


@pytest.fixture
def away(services: Services, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it to take the database away."""

    def take() -> None:
        def refuse(*_: Any) -> None:
            raise Unavailable("The database is unavailable.")

        monkeypatch.setattr(services.publishing.database, "_transact", refuse)

    return take


@dataclass(frozen=True)
class Desk:
    """Articles of the site news, saved as a publishing system saves them."""

    services: Services
    work: Callable[[], None]

    def save(self, source_id: str = "a-1", **fields: Any) -> int:
        """Save an article, and return its number. Its audio is not made yet."""
        body = {"text": f"The bridge {source_id} is open again. It had been closed.", **fields}
        site = self.services.sites.get(body.pop("site", "news"))
        change = Save(source_id, body, accepted_now())
        return save_article(self.services.publishing, site, change).id

    def publish(self, source_id: str = "a-1", **fields: Any) -> int:
        """Save an article, and make its audio."""
        number = self.save(source_id, **fields)
        self.work()
        self.settle(source_id, fields.get("site", "news"))
        return number

    def settle(self, source_id: str = "a-1", site: str = "news") -> ArticleRow:
        return settle_article(self.services.publishing, self.row(source_id, site))

    def row(self, source_id: str = "a-1", site: str = "news") -> ArticleRow:
        row = self.services.publishing.database.read(
            lambda session: find_row(session, site, source_id)
        )
        assert row
        return row


@pytest.fixture
def desk(services: Services, work: Callable[[], None]) -> Desk:
    return Desk(services, work)
