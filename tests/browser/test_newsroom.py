"""The newsroom in a browser: accessible, by keyboard, on a phone, without scripts.

With SCREENSHOTS=FOLDER, the pages are also kept as images: `make screenshots` makes those of
docs/newsroom.md.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Page, expect
from redis import Redis
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import PlaysRow
from listen.database.types import now
from listen.database.url import FILE
from listen.keys.key_store import KeyStore
from listen.up.redis_server import RedisServer
from tests.browser.conftest import FOCUSED, TIMEOUT, Server, SteppedWorker, tab_to
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

_SCREENSHOTS = os.environ.get("SCREENSHOTS")

_BRIDGE = (
    "<article><h1>The old bridge is open again</h1><p>Two years after the flood, the old bridge "
    "over the river opened again on Monday. The mayor cut a ribbon, and the first bus crossed.</p>"
    "<h2>What it cost</h2><p>The town paid $3.2m, half of it from a national fund. Engineers "
    "replaced every one of its 412 cables.</p><blockquote><p>We waited for this, said Ana Kovač, "
    "who keeps the café beside it.</p></blockquote><p>Ferries still sail at weekends.</p>"
    "<p>Share this article</p><p>Sign up for our newsletter</p></article>"
)
_LONG = (
    "Everything that the council decided on Tuesday night about parking, ferries, the library's "
    "opening hours and the price of a swim, in the order in which it will reach your street"
)


@dataclass(frozen=True)
class Newsroom:
    """A server with the sites news and blog, and articles in all states."""

    server: Server
    worker: SteppedWorker
    key: str
    """For both sites."""
    desk_key: str
    """For the site news."""
    numbers: dict[str, int]
    """Numbers of articles by their ids."""

    @property
    def url(self) -> str:
        return f"{self.server.url}/newsroom"

    def call(self, method: str, path: str, **json: Any) -> Any:
        answer = requests.request(
            method,
            f"{self.server.url}/v1{path}",
            json=json or None,
            headers={"x-api-key": self.key},
            params={"site": "news"},
            timeout=TIMEOUT,
        )
        assert answer.ok, answer.text
        return answer.json() if answer.content else None

    def save(self, source_id: str, **fields: Any) -> str:
        """Save an article. Return the key of its newest audio."""
        self.worker.announce()
        saved = self.call("PUT", f"/articles/{source_id}", **fields)
        self.numbers[source_id] = len(self.numbers) + 1
        return str((saved["next_audio"] or saved["audio"])["key"])

    def publish(self, source_id: str, **fields: Any) -> None:
        """Save an article, and make its audio."""
        self.worker.start(self.save(source_id, **fields))
        self.worker.finish()
        self.call("GET", f"/articles/{source_id}")  # settles it

    def path_of(self, source_id: str) -> str:
        return f"/news/articles/{self.numbers[source_id]}"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    redis_server = RedisServer(tmp_path_factory.mktemp("redis"))
    redis_server.start()
    redis_server.wait_until_ready()
    server = Server(redis_server.url, tmp_path_factory.mktemp("data"))
    server.data_dir.mkdir(exist_ok=True)
    database = Database(server.data_dir / FILE)
    database.write(add_plays)
    keys = KeyStore(database)
    key = keys.create("chief editor", None, ["publish", "admin"])[0]
    desk_key = keys.create("news desk", "news", ["publish"])[0]
    database.close()
    try:
        server.start()
        with Redis.from_url(redis_server.url) as redis:
            room = Newsroom(server, SteppedWorker(server, redis), key, desk_key, {})
            room.call("PUT", "/sites/news", hosts=["news.example"], plays=True)
            room.call("PUT", "/sites/blog", hosts=["blog.example"])
            fill(room)
            yield room
            room.worker.finish()
    finally:
        server.kill()
        redis_server.stop()


def add_plays(session: Session) -> None:
    """Add plays of the last weeks, as players would report them."""
    for age in range(28):
        for article, plays in (("bridge", (age * 7 + 5) % 23 + 3), ("mayor", 30 - age)):
            session.add(
                PlaysRow(
                    site="news",
                    day=now().date() - timedelta(days=age),
                    article=article,
                    plays=plays,
                    completions=plays // 2,
                    seconds=plays * 24,
                )
            )


def fill(room: Newsroom) -> None:
    """Save articles in all states."""
    page = "https://news.example"
    room.publish("council", text="The council met. " * 30, title=_LONG, url=f"{page}/council")
    text, title = "The harbour is dredged. " * 20, "مرفأ المدينة يعود إلى العمل"
    room.publish("harbour", text=text, title=title, language="en", url=f"{page}/harbour")
    room.publish("swim", text="A swim costs more. " * 12, title="A swim will cost more")
    room.call("DELETE", "/articles/swim")
    room.worker.fail(room.save("library", text="The library opens. " * 9, title="Library hours"))
    room.call("GET", "/articles/library")
    text = "The ferries sail. They sail at weekends."
    room.publish("ferries", text=text, title="Ferries sail again", url=f"{page}/ferries")
    room.save("ferries", text=f"{text} The quay is new.", title="Ferries sail again")
    room.numbers["ferries"] -= 1
    room.publish("mayor", text="The mayor spoke. " * 15, title="The mayor's speech", hold=True)
    room.publish(
        "bridge", html=_BRIDGE, url=f"{page}/bridge", author="Jo Berg", tags=["local", "traffic"]
    )


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    # axe-core adds styles to the page, which the policy forbids.
    context = browser.new_context(bypass_csp="check_accessibility" in request.fixturenames)
    context.set_default_timeout(1000 * TIMEOUT)
    yield context
    context.close()


def sign_in(page: Page, room: Newsroom, key: str | None = None) -> None:
    page.goto(f"{room.url}/sign-in")
    page.get_by_label("Key").fill(key or room.desk_key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", level=1).wait_for()


PAGES = {
    "sites": "",
    "articles": "/news/articles",
    "empty": "/blog/articles",
    "no-match": "/news/articles?q=zzz",
    "published": "bridge",
    "held": "mayor",
    "new-version": "ferries",
    "failed": "library",
    "withdrawn": "swim",
    "long": "council",
    "right-to-left": "harbour",
    "text": "bridge/text",
    "withdraw": "bridge/withdraw",
    "plays": "/news/plays",
    "no-plays": "/blog/plays",
    "missing": "/news/articles/999",
    "wrong": "/news/articles?state=x",
}
"""Pages by name: a path below /newsroom, or an article with the rest of its path."""


def path_of(room: Newsroom, name: str) -> str:
    path = PAGES[name]
    if not path or path.startswith("/"):
        return path
    source_id, _, rest = path.partition("/")
    return room.path_of(source_id) + (f"/{rest}" if rest else "")


def keep(page: Page, name: str) -> None:
    """Keep an image of the page, if that is asked for."""
    if _SCREENSHOTS:
        page.screenshot(path=Path(_SCREENSHOTS) / f"{name}.png", full_page=True)


Scheme = Literal["light", "dark"]

_IMAGES = ("articles", "published", "held", "failed", "text", "withdraw", "plays")
"""Pages whose images docs/newsroom.md shows."""


@pytest.mark.skipif(not _SCREENSHOTS, reason="SCREENSHOTS names no folder")
@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [*((name, "light", 1000) for name in _IMAGES), ("articles", "dark", 390)],
)
def test_images_are_kept(
    context: BrowserContext, newsroom: Newsroom, name: str, scheme: Scheme, width: int
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 600})
    sign_in(page, newsroom, newsroom.key)
    page.goto(newsroom.url + path_of(newsroom, name))
    durations = "players => players.map((each) => each.duration)"
    wait_until(lambda: all(page.locator("listen-article").evaluate_all(durations)), TIMEOUT)
    keep(page, name if scheme == "light" else f"{name}-{scheme}")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_violation_on_any_page(
    context: BrowserContext,
    newsroom: Newsroom,
    check_accessibility: Callable[[Page], None],
    scheme: Scheme,
    width: int,
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{newsroom.url}/sign-in")
    check_accessibility(page)
    keep(page, f"sign-in-{scheme}")
    page.get_by_label("Key").fill("listen_wrong")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    check_accessibility(page)
    sign_in(page, newsroom, newsroom.key)
    for name in PAGES:
        page.goto(newsroom.url + path_of(newsroom, name))
        if page.locator("listen-article").count():
            players = "[...document.querySelectorAll('listen-article')]"
            page.wait_for_function(f"{players}.every((each) => each.duration > 0)")
        check_accessibility(page)
        keep(page, f"{name}-{scheme}")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_overflows_and_targets_are_large_enough(
    context: BrowserContext, newsroom: Newsroom, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, newsroom, newsroom.key)
    for name in PAGES:
        page.goto(newsroom.url + path_of(newsroom, name))
        for scale in (1, 2):
            page.evaluate(f"() => {{ document.documentElement.style.fontSize = '{100 * scale}%' }}")
            overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(f"() => {overflow}") <= 0, (name, scale)
        page.evaluate("() => { document.documentElement.style.fontSize = '' }")
        for control in page.locator("main :is(button, a, input:not([type=hidden]))").all():
            box = control.bounding_box()
            # Links within sentences are excepted (WCAG 2.2, 2.5.8).
            is_inline = control.evaluate("each => getComputedStyle(each).display === 'inline'")
            if box and not is_inline:
                assert box["height"] >= 24, (name, control.inner_text())


def test_the_keyboard_alone_does_everything(context: BrowserContext, newsroom: Newsroom) -> None:
    newsroom.publish("keys", text="Keys do everything here. " * 3, title="By keyboard")
    page = context.new_page()
    page.goto(newsroom.url)

    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to the content"
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == "key":
            break
    page.keyboard.type(newsroom.desk_key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/news/articles")
    tab_to(page, "By keyboard")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("By keyboard")
    tab_to(page, "Hold back")
    page.keyboard.press("Enter")
    expect(page.locator("main > .notice")).to_contain_text("is held")
    tab_to(page, "Publish")
    page.keyboard.press("Space")
    expect(page.locator("main > .notice")).to_contain_text("is published")
    tab_to(page, "Make again")
    page.keyboard.press("Enter")
    expect(page.locator("main > .notice")).to_contain_text("Nothing has changed")
    tab_to(page, "Withdraw…")
    page.keyboard.press("Enter")
    page.wait_for_url("**/withdraw")
    tab_to(page, "Withdraw the audio")
    page.keyboard.press("Enter")
    expect(page.locator("main > .notice")).to_contain_text("is withdrawn")
    tab_to(page, "Sign out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")


def test_held_audio_is_heard_under_the_strict_policy(
    context: BrowserContext, newsroom: Newsroom
) -> None:
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    sign_in(page, newsroom)
    page.goto(newsroom.url + newsroom.path_of("mayor"))
    player = page.locator("listen-article")
    player.locator(".play").click()
    wait_until(lambda: player.evaluate("player => player.currentTime") > 0.5, TIMEOUT)
    assert [text for text in problems if "Policy" in text or "Error" in text] == []


def test_everything_but_the_player_works_without_scripts(
    browser: Browser, newsroom: Newsroom
) -> None:
    newsroom.publish("plain", text="Nothing but forms is needed. " * 3, title="Without scripts")
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(1000 * TIMEOUT)
    page = context.new_page()
    sign_in(page, newsroom)
    page.get_by_role("link", name="Without scripts").click()
    expect(page.locator("noscript audio, audio")).to_be_visible()
    page.get_by_role("button", name="Hold back").click()
    expect(page.locator("main > .notice")).to_contain_text("is held")
    page.reload()  # sends nothing again, and shows no notice
    expect(page.locator("main > .notice")).to_have_count(0)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="Withdraw…").click()
    page.get_by_role("button", name="Withdraw the audio").click()
    expect(page.locator("main > .notice")).to_contain_text("is withdrawn")
    context.close()


def test_a_link_of_another_site_finds_the_editor_signed_in(
    context: BrowserContext, newsroom: Newsroom, site: Any
) -> None:
    page = context.new_page()
    sign_in(page, newsroom)
    address = newsroom.url.replace("127.0.0.1", "localhost") + newsroom.path_of("bridge")
    page.goto(f"{newsroom.url.replace('127.0.0.1', 'localhost')}/sign-in")
    page.get_by_label("Key").fill(newsroom.desk_key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Articles").wait_for()
    site.pages["/cms"] = f"<!doctype html><title>CMS</title><a href='{address}'>Its audio</a>"
    page.goto(f"{site.url}/cms")  # another site: 127.0.0.1
    page.get_by_role("link", name="Its audio").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The old bridge is open again")


def test_a_page_of_another_site_cannot_act(
    context: BrowserContext, newsroom: Newsroom, site: Any
) -> None:
    page = context.new_page()
    base = newsroom.url.replace("127.0.0.1", "localhost")
    page.goto(f"{base}/sign-in")
    page.get_by_label("Key").fill(newsroom.desk_key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Articles").wait_for()
    action = f"{base}{newsroom.path_of('bridge')}/withdraw"
    site.pages["/evil"] = f"<!doctype html><form method=post action='{action}'><button>Win</button>"
    page.goto(f"{site.url}/evil")
    page.get_by_role("button", name="Win").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This did not work")
    assert newsroom.call("GET", "/articles/bridge")["state"] == "ready"
    page.goto(f"{base}/news/articles")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_axe_finds_no_violation_while_the_database_is_away(
    context: BrowserContext,
    newsroom: Newsroom,
    tmp_path: Path,
    check_accessibility: Callable[[Page], None],
) -> None:
    away = "postgresql://nobody@127.0.0.1:9/none"
    server = Server(newsroom.server.redis_url, tmp_path, LISTEN_DATABASE_URL=away)
    server.start()
    page = context.new_page()
    response = page.goto(f"{server.url}/newsroom")
    assert response
    assert response.status == 503
    check_accessibility(page)
    keep(page, "unavailable-light")
    server.kill()
