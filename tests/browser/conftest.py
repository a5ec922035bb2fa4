"""Fixtures: a real browser, a page of another origin, the real server, and a stepped worker."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

import pytest
import requests
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)
from redis import Redis

from audio_cache.live import LiveWriter
from audio_cache.registry import WorkerRegistry
from audio_cache.state import States
from audio_cache.stores.file import FileStore
from audio_cache.voice import Voice
from listen.up.redis_server import RedisServer
from tests.browser.failing_proxy import FailingProxy
from tests.conftest import free_port, job_context, wait_until
from worker.engines.tone import ToneEngine
from worker.job_context import current_context
from worker.jobs import make_audio

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
TIMEOUT = 60.0
"""Seconds to wait for a condition. No test passes or fails by what happens in less."""
expect.set_options(timeout=1000 * TIMEOUT)

_AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


class Site:
    """A publisher's server: another origin than the product's, with pages and scripts by path."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = site.pages.get(self.path.partition("?")[0])
                self.send_response(404 if page is None else 200)
                kind = "text/javascript" if self.path.endswith(".js") else "text/html"
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.end_headers()
                self.wfile.write((page or "").encode())

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def add(self, page: str) -> str:
        """Return the URL of a new page."""
        path = f"/{len(self.pages)}"
        self.pages[path] = page
        return f"{self.url}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def player_page(
    server_url: str,
    attributes: str = "",
    article: str = "",
    before: str = "",
    lang: str = "en",
    policy: str = "",
) -> str:
    """Return a page with a player, an article, and a script that runs before it.

    Under a Content Security Policy, scripts have the nonce `abc`.
    """
    script = before and f"<script nonce=abc>{before}</script>"
    meta = policy and f'<meta http-equiv=Content-Security-Policy content="{policy}">'
    return (
        f"<!doctype html><html lang={lang}>{meta}"
        "<meta name=viewport content='width=device-width'>"
        f"<title>A page</title><body><main>{script}"
        f"<h1>A page</h1><listen-article {attributes}></listen-article>"
        f"<article>{article}</article></main>"
        f"<script type=module nonce=abc src='{server_url}/player.js'></script>"
    )


class Server:
    """`listen serve`. After `kill`, `start` serves at the same address again."""

    def __init__(
        self, redis_url: str, data_dir: Path, log: IO[bytes] | None = None, **settings: str
    ) -> None:
        """`settings` are variables of its environment. `log` gets what it logs."""
        self._log = log
        self.data_dir = data_dir
        self.redis_url = redis_url
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "listen", "serve", "--port", str(self.port)],
            env={
                **os.environ,
                "LISTEN_REDIS_URL": self.redis_url,
                "LISTEN_DATA_DIR": str(self.data_dir),
                "LISTEN_DEFAULT_VOICE": "tone:beep",
                **self.settings,
            },
            stderr=self._log,
            start_new_session=True,
        )
        wait_until(self._is_up, TIMEOUT)

    def kill(self) -> None:
        assert self._process
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _is_up(self) -> bool:
        try:
            return requests.get(f"{self.url}/healthz", timeout=1).ok
        except requests.RequestException:
            return False


class SteppedWorker:
    """A worker that waits before each segment until a test releases it."""

    def __init__(self, server: Server, redis: Redis) -> None:
        self.server = server
        self._redis = redis
        self._store = FileStore(server.data_dir / "audio")
        self._voice: Voice = ToneEngine().voices()[0]
        self._released = threading.Semaphore(0)
        self._threads: list[threading.Thread] = []
        self._is_released = False

    def announce(self) -> None:
        WorkerRegistry(self._redis).announce("stepped", [self._voice])

    def request(self, text: str) -> str:
        """Return the key of a new audio, of which nothing is synthesized."""
        return str(self._request(text)["key"])

    def start(self, key: str) -> None:
        """Take the job, and wait for `release`."""
        thread = threading.Thread(target=self._make, args=(key,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def release(self, segments: int) -> None:
        """Let so many further segments be synthesized."""
        self._released.release(segments)

    def finish(self) -> None:
        """Synthesize all that is left, and wait until it is published."""
        self._is_released = True
        self._released.release(len(self._threads) + 1)
        for thread in self._threads:
            thread.join(TIMEOUT)

    def make(self, text: str) -> str:
        """Return the key of a finished audio."""
        audio = self._request(text)
        key = str(audio["key"])
        if audio["state"] == "finished":
            return key
        self.start(key)
        self.finish()
        self._is_released = False
        self._released = threading.Semaphore(0)
        return key

    def fail(self, key: str, superseded_by: str | None = None) -> None:
        """Fail as a worker does whose engine fails."""
        states = States(self._redis)
        _, number = states.started(key)
        states.failed(key, "engine_failed", "It broke.", superseded_by)
        instead = {"superseded_by": superseded_by} if superseded_by else {}
        live = LiveWriter(self._redis, key, number, relays_audio=True)
        live.write_event("failed", code="engine_failed", detail="It broke.", **instead)

    def _request(self, text: str) -> Any:
        self.announce()
        url = f"{self.server.url}/v1/audio"

        def post() -> requests.Response:
            return requests.post(url, json={"text": text}, timeout=TIMEOUT)

        answer = post()
        deadline = time.monotonic() + TIMEOUT
        while answer.status_code == 503 and time.monotonic() < deadline:  # the machine is busy
            time.sleep(0.5)
            answer = post()
        assert answer.ok, answer.text
        return answer.json()

    def _wait_for_release(self) -> bool:
        """Called before each segment. Return False: never shut down."""
        if not self._is_released:
            self._released.acquire()
        return False

    def _make(self, key: str) -> None:
        current_context.set(
            job_context(self._redis, self._store, shutdown_requested=self._wait_for_release)
        )
        make_audio(key)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Iterator[Server]:
    """The server has its own Redis, because other tests flush theirs."""
    redis = RedisServer(tmp_path_factory.mktemp("redis"))
    redis.start()
    redis.wait_until_ready()
    data_dir = tmp_path_factory.mktemp("data")
    server = Server(redis.url, data_dir, LISTEN_ALLOWED_ORIGINS=site.url)
    server.start()
    yield server
    server.kill()
    redis.stop()


@pytest.fixture
def worker(server: Server) -> Iterator[SteppedWorker]:
    with Redis.from_url(server.redis_url) as redis:
        worker = SteppedWorker(server, redis)
        worker.announce()
        yield worker
        worker.finish()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if _CHROMIUM is None and not Path(playwright.chromium.executable_path).exists():
        pytest.fail("chromium not found. Install it: apt-get install chromium.", False)
    browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_CHROMIUM_OPTIONS)
    yield browser
    browser.close()


@pytest.fixture
def proxy(server: Server) -> Iterator[FailingProxy]:
    proxy = FailingProxy(server.url)
    yield proxy
    proxy.close()


@pytest.fixture(scope="session")
def axe() -> str:
    if not _AXE.exists():
        pytest.fail(
            "axe-core not found. Install it: npm ci --prefix tests/browser (make test does).", False
        )
    return _AXE.read_text("utf-8")


@pytest.fixture
def check_accessibility(axe: str) -> Callable[[Page], None]:
    """Asserts that axe-core finds no violation on a page."""

    def check(page: Page) -> None:
        page.evaluate(axe)
        found = page.evaluate("axe.run()")
        violations = [
            (each["id"], node["html"], node["failureSummary"])
            for each in found["violations"]
            for node in each["nodes"]
        ]
        assert violations == []

    return check


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(1000 * TIMEOUT)
    yield context
    # A handler that waits for a response would fail a later test.
    context.unroute_all(behavior="ignoreErrors")
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
    context.close()


class Reader:
    """A person on a page with a player."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    @property
    def play(self) -> Any:
        return self.page.locator("listen-article .play")

    def get(self, name: str) -> Any:
        return self.page.evaluate("name => document.querySelector('listen-article')[name]", name)

    def wait_for_state(self, *states: str) -> None:
        script = "states => states.includes(document.querySelector('listen-article').state)"
        self.page.wait_for_function(script, arg=list(states))

    def wait_for_time(self, above: float, below: float = 1e6) -> None:
        """Wait until the position is between these seconds."""
        time = "document.querySelector('listen-article').currentTime"
        script = f"([above, below]) => {time} > above && {time} < below"
        self.page.wait_for_function(script, arg=[above, below])

    def seek(self, seconds: float) -> None:
        self.page.evaluate("at => document.querySelector('listen-article').seek(at)", seconds)


@pytest.fixture
def visit(context: BrowserContext, site: Site, server: Server) -> Iterator[Callable[..., Reader]]:
    """Opens a page with a player, its attributes, an article, and a script that runs before it.

    The page must throw no error.
    """
    readers: list[Reader] = []

    def visit(
        attributes: str = "",
        article: str = "",
        before: str = "",
        lang: str = "en",
        width: int | None = None,
    ) -> Reader:
        url = site.add(player_page(server.url, attributes, article, before, lang))
        reader = Reader(context.new_page())
        readers.append(reader)
        if width is not None:
            reader.page.set_viewport_size({"width": width, "height": 800})
        reader.page.goto(url)
        reader.page.wait_for_selector("listen-article[state]")
        return reader

    yield visit
    for reader in readers:
        assert reader.errors == []


FOCUSED = "() => document.activeElement.ariaLabel || document.activeElement.innerText.trim()"
"""Name of the element that has the focus."""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"Tab does not lead to {name!r}")
