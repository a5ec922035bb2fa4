"""Fixtures: each test runs in Chromium, Firefox and WebKit; each engine is started once.

WebKit runs with `make test-webkit` only.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.conftest import TIMEOUT, Server, Site, player_page
from tests.browser.engines.chromium import Chromium
from tests.browser.engines.engine import Engine
from tests.browser.engines.firefox import Firefox
from tests.browser.engines.webkit import WebKit
from tests.conftest import wait_until

PLAYER = "document.querySelector('listen-article')"
_RECORD = """
window.errors = [];
addEventListener("error", ({ message }) => errors.push(message));
addEventListener("unhandledrejection", ({ reason }) => errors.push(String(reason)));

window.audios = [];
const RealAudio = Audio;
window.Audio = function () {
  const audio = new RealAudio();
  audios.push(audio);
  return audio;
};
"""


_WEBKIT = pytest.param("webkit", marks=pytest.mark.webkit)


@pytest.fixture(scope="session", params=["chromium", "firefox", _WEBKIT])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    engine: Engine
    if request.param == "chromium":
        engine = Chromium(request.getfixturevalue("browser"))
    elif request.param == "firefox":
        engine = Firefox(tmp_path_factory.mktemp("profile"))
    else:
        engine = WebKit()
    yield engine
    engine.close()


class Reader:
    """A person on a page with a player."""

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine = engine
        self._url = url
        self.load()

    def load(self) -> None:
        """Load the page, also a second time."""
        self.engine.open(self._url)
        self.wait("player.state")

    def get(self, name: str) -> Any:
        return self.run(f"return player.{name}")

    def run(self, script: str, *args: Any) -> Any:
        """Call the body of a function that can name the player, and its controls by `$`."""
        return self.engine.run(
            f"const player = {PLAYER};"
            "const $ = (name) => player.shadowRoot.querySelector(`.${name}`);"
            f"{script}",
            *args,
        )

    def click(self, control: str = "play") -> None:
        self.engine.click(f"{PLAYER}.shadowRoot.querySelector('.{control}')")

    def play(self) -> None:
        """Click, and wait for moving sound."""
        self.click()
        self.wait("player.state === 'live' || player.state === 'playing'")
        self.wait_for_time(self.get("currentTime") + 0.2)

    def choose_speed(self, speed: float) -> None:
        """Choose in the menu, which is a window of the system in some browsers."""
        self.run(
            "$('speed').value = arguments[0]; $('speed').dispatchEvent(new Event('change'))", speed
        )

    def seek(self, seconds: float) -> None:
        self.run("player.seek(arguments[0])", seconds)

    def wait(self, condition: str) -> None:
        """Wait until an expression of JavaScript is true."""

        def is_true() -> bool:
            return bool(self.run(f"return {condition}"))

        try:
            wait_until(is_true, TIMEOUT)
        except AssertionError:
            state, place = self.get("state"), self.get("currentTime")
            raise AssertionError(f"not so: {condition}; it is {state} at {place} s") from None

    def wait_for_state(self, state: str) -> None:
        self.wait(f"player.state === '{state}'")

    def wait_for_time(self, above: float, below: float = 1e6) -> None:
        """Wait until the position is between these seconds."""
        self.wait(f"player.currentTime > {above} && player.currentTime < {below}")

    def keep_events(self, *names: str) -> None:
        """Record events of the player from now on, for `events`."""
        self.run(
            "window.told = []; for (const name of arguments[0])"
            " addEventListener(`listen-${name}`, ({ detail }) => told.push([name, detail]));",
            names,
        )

    @property
    def events(self) -> list[tuple[str, dict[str, Any]]]:
        return [(name, detail) for name, detail in self.run("return told")]


Visit = Callable[..., Reader]

TEXT = "The bridge opened again on Monday. Many people crossed it in the first hour.\n\n" * 8
PARAGRAPHS = "".join(f"<p>{each}</p>" for each in TEXT.strip().split("\n\n"))


@pytest.fixture
def key(worker: Any) -> str:
    """Return the key of a finished audio of TEXT."""
    return str(worker.make(TEXT))


@pytest.fixture
def playing(visit: "Visit", key: str) -> Reader:
    """Return a reader who hears TEXT, on a page with PARAGRAPHS."""
    reader = visit(f"audio-key={key}", PARAGRAPHS)
    reader.play()
    return reader


@pytest.fixture
def visit(engine: Engine, site: Site, server: Server) -> Iterator[Visit]:
    """Opens a page with a player. `options` are those of `player_page`; `{host}` in a policy
    is the server.

    The page must throw no error.
    """
    readers: list[Reader] = []

    def visit(attributes: str = "", article: str = "", before: str = "", **options: str) -> Reader:
        before = _RECORD + before
        options["policy"] = options.get("policy", "").format(host=server.url)
        page = player_page(server.url, attributes, article, before, **options)
        reader = Reader(engine, site.add(page))
        readers.append(reader)
        return reader

    yield visit
    if readers:
        errors = engine.run("localStorage.clear(); return window.errors")
        engine.open("about:blank")
        assert errors == []
