"""The demo page and the embed page, as people use them, under their content security policy."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser.conftest import TIMEOUT
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

_ARTICLE = (
    "# The bridge is open\n\nIt opened on Monday. It cost $40m.\n\n"
    "Share this article\n\nFerries sail at weekends. They sail from the old quay, as before.\n\n"
)
_UNKNOWN = "ab" * 32
_CLIPBOARD = "navigator.clipboard.readText()"
_FOCUSED = "document.activeElement.id || document.activeElement.innerText"


def article(name: str) -> str:
    """Return an article of its own for each test, so that no audio exists yet."""
    return f"{_ARTICLE}{name} was there. " + "So were many others. " * 20


class Demo:
    def __init__(self, page: Page, worker: Any) -> None:
        self.page = page
        self._worker = worker

    @property
    def source(self) -> Locator:
        return self.page.get_by_label("Article", exact=True)

    @property
    def article(self) -> Locator:
        return self.page.locator("#article")

    @property
    def listen(self) -> Locator:
        return self.page.locator("form > button")

    @property
    def player(self) -> Locator:
        return self.page.locator("listen-article")

    @property
    def problem(self) -> Locator:
        return self.page.get_by_role("alert")

    def make_with(self, act: Callable[[], Any]) -> str:
        """Do what requests an audio, synthesize it, and return its key."""
        with self.page.expect_response("**/v1/audio") as response:
            act()
        key = str(response.value.json()["key"])
        self._worker.start(key)
        self._worker.finish()
        return key

    def wait_for_time(self, seconds: float) -> None:
        _wait_for_time(self.player, seconds)


def _wait_for_time(player: Locator, seconds: float) -> None:
    """Poll from here: the page's policy forbids wait_for_function, which evaluates a string."""
    wait_until(lambda: player.evaluate("player => player.currentTime") >= seconds, TIMEOUT)


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    # axe-core adds styles to the page, which the policy forbids.
    context = browser.new_context(bypass_csp="check_accessibility" in request.fixturenames)
    context.set_default_timeout(1000 * TIMEOUT)
    yield context
    context.close()


@pytest.fixture
def open_page(context: BrowserContext, server: Any) -> Iterator[Callable[[str], Page]]:
    """Opens a page of the server, which must throw no error and violate no policy."""
    errors: list[str] = []

    def note_violation(message: ConsoleMessage) -> None:
        if "Security Policy" in message.text:
            errors.append(message.text)

    def open_page(path: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", note_violation)
        page.goto(server.url + path)
        return page

    yield open_page
    assert errors == []


@pytest.fixture
def demo(open_page: Callable[[str], Page], worker: Any) -> Demo:
    return Demo(open_page("/"), worker)


def test_a_pasted_article_is_shown_and_plays(demo: Demo) -> None:
    demo.source.fill(article("Heard"))
    expect(demo.article.locator("h2")).to_have_text("The bridge is open")
    expect(demo.article.locator("p").first).to_have_text("It opened on Monday. It cost $40m.")
    demo.make_with(demo.listen.click)
    expect(demo.player).to_have_attribute("state", "playing")
    demo.wait_for_time(0.3)


def test_a_click_right_after_pasting_waits_for_the_preview(demo: Demo) -> None:
    demo.source.fill(article("At once"))
    demo.make_with(demo.listen.click)
    expect(demo.article).to_contain_text("At once was there.")
    demo.wait_for_time(0.3)


def test_the_article_is_highlighted_and_a_click_in_it_plays_from_there(
    demo: Demo,
) -> None:
    demo.source.fill(article("Marked"))
    demo.make_with(demo.listen.click)
    demo.wait_for_time(0.3)
    marked = "[...CSS.highlights.get('listen-sentence') ?? []].join(' ')"
    wait_until(lambda: demo.page.evaluate(marked), TIMEOUT)
    assert demo.page.evaluate(marked) in article("Marked")
    expect(demo.article.locator("p")).to_have_count(3)
    demo.article.get_by_text("Ferries sail").click()
    wait_until(lambda: "sail" in demo.page.evaluate(marked), TIMEOUT)
    demo.wait_for_time(2)


def test_the_report_shows_skipped_parts_and_the_spoken_form(demo: Demo) -> None:
    demo.source.fill(article("Previewed"))
    report = demo.page.locator("#report")
    report.locator("summary").click()
    expect(report.locator(".skipped li")).to_have_text("Share this article" + "share bar")
    expect(report.locator(".figures")).to_contain_text("tone:beep")
    expect(report.get_by_text("It cost $40m.")).to_be_visible()
    report.get_by_label("Show the spoken form").check()
    expect(report.get_by_text("It cost $40m.")).to_be_hidden()
    expect(report.locator("mark").first).to_have_text("forty million dollars.")


def test_the_embed_code_is_copied(demo: Demo, context: BrowserContext, server: Any) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    demo.source.fill(article("Copied"))
    embed = demo.page.locator("#embed")
    embed.locator("summary").click()
    expect(embed).to_contain_text("Press play first")
    key = demo.make_with(demo.listen.click)
    copied = [""]
    buttons = embed.get_by_role("button", name="Copy")
    expect(buttons).to_have_count(2)
    for button in buttons.all():
        button.click()
        expect(embed.get_by_role("status")).to_have_text("Copied.")
        wait_until(lambda: demo.page.evaluate(_CLIPBOARD) not in copied, TIMEOUT)
        copied.append(demo.page.evaluate(_CLIPBOARD))
    assert copied[1] == (
        f'<script type="module" src="{server.url}/player.js"></script>\n'
        f'<listen-article audio-key="{key}"></listen-article>'
    )
    assert f'src="{server.url}/embed/{key}"' in copied[2]


def test_pasted_html_is_read_as_html(demo: Demo) -> None:
    demo.source.fill("<article><h1>The bridge</h1><p>It <b>opened</b> on Monday.</p></article>")
    expect(demo.article.locator("h2")).to_have_text("The bridge")
    expect(demo.article.locator("p")).to_have_text("It opened on Monday.")


def test_a_notice_is_shown_when_the_default_voice_of_the_language_is_online(
    open_page: Callable[[str], Page], context: BrowserContext, worker: Any
) -> None:
    voice = {"id": "tone:beep", "engine": "tone", "name": "beep", "languages": ["en"]}
    answer = {"voices": [{**voice, "offline": False, "works": True}]}
    context.route("**/v1/voices", lambda route: route.fulfill(json=answer))
    page = open_page("/")
    expect(page.locator("option[data-offline=false]")).to_be_attached()
    expect(page.locator("#online")).to_be_hidden()
    page.locator("#source").fill(article("Online"))
    expect(page.locator("#online")).to_be_visible()
    page.locator("#source").fill("")
    expect(page.locator("#online")).to_be_hidden()


def test_samples_are_in_the_languages_of_the_voices(demo: Demo) -> None:
    samples = demo.page.get_by_role("group", name="Try a sample").get_by_role("button")
    expect(samples).to_have_text(["Pasted news", "Markdown", "Deutsch"])
    samples.last.click()
    expect(demo.article).to_have_attribute("lang", "de")
    expect(demo.article.locator(":scope > *").first).to_contain_text("Die Nachtzüge kommen zurück")


def test_the_servers_error_message_is_shown_until_the_article_is_corrected(demo: Demo) -> None:
    demo.listen.click()
    expect(demo.problem).to_contain_text("Paste an article first")
    expect(demo.source).to_be_focused()
    demo.source.fill("https://elsewhere.example/news")
    with demo.page.expect_response("**/v1/preview") as response:
        demo.listen.click()
    expect(demo.problem).to_have_text(response.value.json()["detail"])
    demo.source.fill(article("Right"))
    expect(demo.article).to_be_visible()
    expect(demo.problem).to_have_text("")


def test_a_url_is_not_previewed_while_it_is_typed(demo: Demo) -> None:
    urls: list[str] = []
    demo.page.on("request", lambda request: urls.append(request.url))
    demo.source.fill("https://elsewhere.example/news")
    demo.source.fill("Now it is text.")
    expect(demo.article).to_have_text("Now it is text.")
    assert len([url for url in urls if url.endswith("/v1/preview")]) == 1


def test_a_message_says_that_the_server_cannot_be_reached(
    demo: Demo, context: BrowserContext
) -> None:
    context.set_offline(True)
    demo.source.fill(article("Offline"))
    demo.listen.click()
    expect(demo.problem).to_contain_text("cannot be reached")
    context.set_offline(False)
    demo.make_with(demo.listen.click)
    demo.wait_for_time(0.3)


def test_the_demo_works_by_keyboard(demo: Demo) -> None:
    keyboard = demo.page.keyboard
    expect(demo.page.get_by_role("button", name="Deutsch")).to_be_visible()

    def go_to(name: str) -> None:
        for _ in range(20):
            keyboard.press("Tab")
            if demo.page.evaluate(_FOCUSED) == name:
                return
        raise AssertionError(f"{name} cannot be reached")

    go_to("source")
    keyboard.insert_text(article("Typed"))
    go_to("voice")
    go_to("speed")
    go_to("Listen to Article")
    demo.make_with(lambda: keyboard.press("Enter"))
    demo.wait_for_time(0.3)
    go_to("What will be read")
    keyboard.press("Enter")
    go_to("spoken")
    keyboard.press("Space")
    expect(demo.page.locator(".spoken").first).to_be_visible()
    go_to("Embed")


def test_axe_finds_no_violation_in_the_demo(
    demo: Demo, check_accessibility: Callable[[Page], None]
) -> None:
    check_accessibility(demo.page)
    demo.source.fill("https://elsewhere.example/news")
    demo.listen.click()
    expect(demo.problem).not_to_be_empty()
    check_accessibility(demo.page)
    demo.source.fill(article("Checked"))
    demo.make_with(demo.listen.click)
    demo.wait_for_time(0.1)
    for summary in demo.page.locator("summary").all():
        summary.click()
    demo.page.get_by_label("Show the spoken form").check()
    for scheme in ("light", "dark"):
        demo.page.emulate_media(color_scheme=scheme)
        check_accessibility(demo.page)


@pytest.mark.parametrize("width", [375, 1280])
def test_the_demo_fits_any_width(demo: Demo, width: int) -> None:
    demo.page.set_viewport_size({"width": width, "height": 800})
    demo.source.fill("word" * 400)
    demo.page.get_by_label("Title").fill("Title" * 60)
    expect(demo.article.locator("h2")).to_be_visible()
    for summary in demo.page.locator("summary").all():
        summary.click()
    root = "document.documentElement"
    assert demo.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


def test_an_embed_plays_in_a_frame_of_another_site_and_shows_its_text(
    worker: Any, site: Any, server: Any, context: BrowserContext
) -> None:
    key = worker.make(article("Framed"))
    site.pages["/frame"] = f"<!doctype html><iframe src='{server.url}/embed/{key}'></iframe>"
    page = context.new_page()
    page.goto(f"{site.url}/frame")
    frame = page.frame_locator("iframe")
    player = frame.locator("listen-article")
    expect(frame.locator(".opening")).to_contain_text("The bridge is open")
    player.locator(".play").click()
    _wait_for_time(player, 0.3)
    expect(player.locator(".transcript")).to_contain_text("Framed was there.")
    expect(frame.locator(".opening")).to_be_hidden()


def test_an_embed_that_cannot_play_keeps_the_opening_of_the_text(
    open_page: Callable[[str], Page], worker: Any
) -> None:
    page = open_page(f"/embed/{worker.make(article('Kept'))}")
    player = page.locator("listen-article[state=idle]")
    expect(player.locator(".position")).to_be_visible()
    gone = {"code": "unknown_audio", "detail": "Gone."}
    page.route("**/v1/audio/**", lambda route: route.fulfill(status=404, json=gone))
    player.locator(".play").click()
    expect(page.locator("listen-article .status")).to_have_text("Gone.")
    expect(page.locator(".opening")).to_be_visible()


def test_a_low_frame_shows_the_player_from_its_top(
    open_page: Callable[[str], Page], worker: Any
) -> None:
    page = open_page(f"/embed/{worker.make(article('Low'))}?transcript=0")
    page.set_viewport_size({"width": 300, "height": 90})
    play, save = (page.locator(f"listen-article .{part}") for part in ("play", "download"))
    expect(save).to_be_visible()
    boxes = [each.bounding_box() for each in (play, save, page.locator(".back"))]
    tops = [box["y"] for box in boxes if box]
    assert tops[0] >= 0
    assert tops[1] == tops[2], "the tools are not in one line"


def test_an_embed_can_be_shown_without_its_text(
    open_page: Callable[[str], Page], worker: Any
) -> None:
    key = worker.make(article("Bare"))
    page = open_page(f"/embed/{key}?transcript=0&theme=dark")
    page.locator("listen-article .play").click()
    _wait_for_time(page.locator("listen-article"), 0.3)
    expect(page.locator("listen-article .transcript")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_without_javascript_an_embed_has_the_browsers_own_player(
    worker: Any, server: Any, browser: Any
) -> None:
    key = worker.make(article("Plain"))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/embed/{key}")
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator("noscript p")).to_have_text("The bridge is open")
    context.close()


def test_axe_finds_no_violation_in_embeds(
    open_page: Callable[[str], Page], worker: Any, check_accessibility: Callable[[Page], None]
) -> None:
    key = worker.make(article("Clean"))
    page = open_page(f"/embed/{key}")
    check_accessibility(page)
    page.locator("listen-article .play").click()
    page.locator("listen-article .transcript").wait_for()
    check_accessibility(page)
    page = open_page(f"/embed/{_UNKNOWN}")
    expect(page.get_by_role("heading")).to_have_text("Audio not found")
    check_accessibility(page)
