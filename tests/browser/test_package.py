"""The npm package: its files, its types, and bundled apps of several frameworks in a browser."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import TIMEOUT, Reader, Server, Site, SteppedWorker
from tests.browser.failing_proxy import FailingProxy
from tests.browser.package import MODULES, NAME, bundle, install, pack, run
from tests.browser.recipe import HOST, recipe
from tests.npm.describe import PACKAGE

pytestmark = pytest.mark.e2e

_TEXTS = ["The old bridge is open again. " * 4, "The mayor has opened a new bridge. " * 4]
_FRAMEWORKS = {"react": "react.jsx", "vue": "vue.js", "svelte": "svelte.js"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the package is installed from its archive."""
    if not (MODULES / "esbuild").exists():
        pytest.fail("Run: npm ci --prefix tests/browser (make test does).", False)
    return install(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def proxy(server: Server) -> Iterator[FailingProxy]:
    """The server below a path, as publishers have it."""
    below = Server(server.redis_url, server.data_dir)
    proxy = FailingProxy(below.url, "/read/aloud")
    below.settings["LISTEN_PUBLIC_URL"] = proxy.url
    below.start()
    yield proxy
    proxy.close()
    below.kill()


OpenApp = Callable[..., Reader]


@pytest.fixture
def open_app(
    project: Path, proxy: FailingProxy, site: Site, context: BrowserContext, worker: SteppedWorker
) -> Iterator[OpenApp]:
    """Opens a page with a bundled app, which gets the server and two audio keys."""
    readers: list[Reader] = []

    def open_app(entry: str, lang: str = "en", body: str = "<div id=app></div>") -> Reader:
        keys = [worker.make(text) for text in _TEXTS]
        folder = f"/{Path(entry).stem}"
        for name, script in bundle(project, entry).items():
            site.pages[f"{folder}/{name}"] = script
        data = json.dumps({"server": proxy.url, "keys": keys, "texts": _TEXTS})
        head = f"<script>window.listen = {data}</script>"
        for path, audio_key in zip((f"{folder}/", f"{folder}/second"), keys, strict=True):
            site.pages[path] = (
                f"<!doctype html><html lang={lang}><title>A page</title>{head}"
                f"<script type=module src={folder}/app.js></script><link rel=icon href='data:,'>"
                f"<body>{body.format(key=audio_key, server=proxy.url)}"
            )
        reader = Reader(context.new_page())
        readers.append(reader)
        reader.page.goto(f"{site.url}{folder}/")
        reader.page.wait_for_selector("listen-article[state]")
        return reader

    yield open_app
    for reader in readers:
        assert reader.errors == []


def _wait_for_title(page: Page, title: str) -> None:
    expect(page.locator("listen-article .title")).to_have_text(title)


def test_the_archive_has_the_modules_types_and_descriptions(tmp_path: Path) -> None:
    before = {path.name for path in PACKAGE.iterdir()}
    files = {file["path"] for file in pack(tmp_path)["files"]}
    assert {path.name for path in PACKAGE.iterdir()} == before
    package = json.loads((PACKAGE / "package.json").read_text("utf-8"))
    targets = json.dumps(package["exports"]).replace('"', " ").split()
    exported = {target.removeprefix("./") for target in targets if target.startswith("./")}
    assert {path for path in exported if "." in path and path.count(".") >= 1} <= files
    assert {"LICENSE", "README.md", "player/labels/de.js", "player/read_along.js"} <= files
    assert not any(path.startswith(("player/extensions/", "copy")) for path in files)


def test_typescript_accepts_what_is_right_and_nothing_else(project: Path) -> None:
    options = ("--noEmit", "--strict", "--skipLibCheck", "false", "--types", "react")
    target = ("--target", "es2022", "--module", "esnext", "--jsx", "react-jsx")
    for resolution in ("bundler", "nodenext"):
        module = "nodenext" if resolution == "nodenext" else "esnext"
        how = (*target[:2], "--module", module, *target[4:], "--moduleResolution", resolution)
        run("node", MODULES / "typescript/bin/tsc", *options, *how, "sample.tsx", cwd=project)


def test_node_can_render_pages_that_import_it(project: Path) -> None:
    script = f"await import('{NAME}'); await import('{NAME}/react'); console.log('rendered')"
    assert run("node", "--input-type=module", "--eval", script, cwd=project) == "rendered\n"


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_it_plays_in_a_framework_from_a_server_below_a_path(
    open_app: OpenApp, framework: str
) -> None:
    reader = open_app(_FRAMEWORKS[framework], lang="de")
    page = reader.page
    _wait_for_title(page, _TEXTS[0].partition(".")[0] + ".")
    # The table of labels is a module of the bundle.
    expect(page.get_by_role("button", name="Artikel anhören")).to_be_visible()
    reader.play.click()
    expect(page.locator("output")).to_have_text("playing")
    reader.wait_for_time(0.5)  # the framework has rendered again, and it goes on
    page.get_by_role("button", name="Next").click()
    _wait_for_title(page, _TEXTS[1].partition(".")[0] + ".")
    expect(page.locator("output")).to_have_text("idle")
    reader.play.click()
    expect(page.locator("output")).to_have_text("playing")


def test_a_page_that_a_script_changes_has_another_article(open_app: OpenApp) -> None:
    reader = open_app("navigation.jsx")
    page = reader.page
    reader.play.click()
    _wait_for_sentence(page, "The old bridge is open again.")
    page.get_by_role("link", name="Next").click()
    reader.wait_for_state("idle")
    assert page.url.endswith("?second")
    page.wait_for_function("!CSS.highlights.get('listen-sentence')?.size")
    reader.play.click()
    _wait_for_sentence(page, "The mayor has opened a new bridge.")
    page.go_back()


def test_a_page_of_next_js_has_a_player_of_its_own(open_app: OpenApp) -> None:
    page = open_app("next.jsx").page
    page.evaluate("window.first = document.querySelector('listen-article')")
    page.get_by_role("button", name="Next").click()
    page.wait_for_function("!first.isConnected && document.querySelector('listen-article')")
    with page.expect_request("**/read/aloud/v1/pages?*") as request:
        page.locator("listen-article .play").click()
    assert parse_qs(urlsplit(request.value.url).query)["url"] == [page.url]
    assert page.url.endswith("/next/second")


_TURBO = "<main>{player}</main><a href=second>Next</a>"


def test_turbo_replaces_the_player_with_the_page(open_app: OpenApp) -> None:
    player = "<listen-article server={server} audio-key={key}></listen-article>"
    reader = open_app("turbo.js", body=_TURBO.format(player=player))
    page = reader.page
    reader.play.click()
    reader.wait_for_state("playing")
    page.evaluate("window.isSame = true")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/second")
    _wait_for_title(page, _TEXTS[1].partition(".")[0] + ".")
    reader.wait_for_state("idle")
    assert page.evaluate("window.isSame")  # Turbo has changed the page, not the browser
    reader.play.click()
    reader.wait_for_state("playing")


def test_turbo_keeps_a_permanent_player_that_plays(open_app: OpenApp) -> None:
    (code,) = recipe("player-recipes.md", "Turbo", "html")
    player = code.replace(HOST, "{server}").replace('id="player"', 'id="player" audio-key={key}')
    reader = open_app("turbo.js", body=_TURBO.format(player=player))
    page = reader.page
    reader.play.click()
    reader.wait_for_time(0.3)
    page.evaluate("window.first = document.querySelector('listen-article')")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/second")
    assert page.evaluate("first.isConnected && first === document.querySelector('listen-article')")
    reader.wait_for_time(reader.get("currentTime") + 0.5)


def _wait_for_sentence(page: Page, sentence: str) -> None:
    script = "text => [...(CSS.highlights.get('listen-sentence') ?? [])].join('') === text"
    page.wait_for_function(script, arg=sentence, timeout=1000 * TIMEOUT)


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_the_documentation_names_the_versions_of_the_frameworks(framework: str) -> None:
    found: dict[str, Any] = json.loads((MODULES.parent / "package.json").read_text("utf-8"))
    major = found["devDependencies"][framework].partition(".")[0]
    page = (PACKAGE.parents[1] / "docs" / "player-recipes.md").read_text("utf-8")
    assert f"| {framework.title()} {major} |" in page
