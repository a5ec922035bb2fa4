"""The player in Chromium: time from click to sound, and lag of the highlight."""

import shutil

import numpy as np
from playwright.sync_api import Page, sync_playwright

from bench.articles import Article, Newsroom
from bench.bare import BareEngine
from bench.machine import Machine
from bench.table import Row

_TIMES = 16
_SENTENCES = 3
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

_HTML = """<!doctype html><html lang=en><title>A page</title>
<listen-article article=main></listen-article><main></main>
<script type=module src=/player.js></script>"""

_ARTICLE = """async ([title, text]) => {
    await customElements.whenDefined("listen-article");
    const player = document.querySelector("listen-article");
    player.request = { title, text };
    document.querySelector("main").textContent = `${title}\\n\\n${text}`;
    player.addEventListener("click", () => (window.clicked = performance.now()), { capture: true });
    window.started = new Promise((resolve) => {
        const look = () =>
            player.currentTime > 0
                ? resolve(performance.now() - window.clicked)
                : requestAnimationFrame(look);
        look();
    });
}"""

_LAGS = """async ([marks, count]) => {
    const player = document.querySelector("listen-article");
    const seen = () => [...(CSS.highlights.get("listen-sentence") ?? [])].join("");
    const lags = [];
    for (let before = seen(); lags.length < count; ) {
        await new Promise(requestAnimationFrame);
        if (seen() === before) continue;
        before = seen();
        const at = player.currentTime;
        lags.push(at - marks.findLast((start) => start <= at));
    }
    return lags;
}"""


def run(newsroom: Newsroom, bare: BareEngine) -> list[Row]:
    with Machine() as machine, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        page = chromium.new_page()
        page.route("**/host", lambda route: route.fulfill(body=_HTML, content_type="text/html"))
        _click(page, machine, newsroom.article())
        clicks = [_click(page, machine, newsroom.article()) for _ in range(newsroom.times(_TIMES))]
        lags = _lags(page, machine)
        chromium.close()
    bar = "player: click to sound, median, milliseconds"
    lag = "player: lag of the highlight behind its sentence, maximum, milliseconds"
    return [
        Row(
            bar,
            f"p95 {np.percentile(clicks, 95):.0f} ms",
            float(np.median(clicks)),
            250,
            len(clicks),
        ),
        Row(lag, f"{max(lags):.0f} ms", max(lags), 150, len(lags)),
    ]


def _click(page: Page, machine: Machine, article: Article) -> float:
    """Return the milliseconds from the click until the element's time advances."""
    page.goto(f"{machine.url}/host")
    page.evaluate(_ARTICLE, [article.title, article.text])
    page.locator("listen-article .play").click()
    milliseconds = float(page.evaluate("started"))
    page.locator("listen-article .download").wait_for()  # the machine is idle again
    return milliseconds


def _lags(page: Page, machine: Machine) -> list[float]:
    """Return the lag in milliseconds for each of the next sentences."""
    href = page.locator("listen-article .download").get_attribute("href") or ""
    key = href.partition("/audio/")[2][:64]
    marks = machine.get(f"/v1/audio/{key}/marks")["marks"]
    starts = [mark["start_time"] for mark in marks if mark["type"] == "sentence"]
    found = page.evaluate(_LAGS, [starts, _SENTENCES])
    return [1000 * seconds for seconds in found]
