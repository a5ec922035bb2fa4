"""The player behind proxies that fail, stalled connections, and pages with strict policies."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import TIMEOUT, Reader, Server, Site, player_page
from tests.browser.failing_proxy import FailingProxy
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. Many people crossed it in the first hour.\n\n" * 8


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_passing_status_at_the_click_is_waited_out(
    visit: Visit, worker: Any, proxy: FailingProxy, status: int
) -> None:
    key = worker.make(f"Status {status}. {_TEXT}")
    reader = visit(f"audio-key={key} server={proxy.url}")
    wait_until(lambda: reader.get("duration") > 0, TIMEOUT)
    proxy.fail(f"/v1/audio/{key}", status, times=2)
    proxy.fail(f"/audio/{key}.mp3", status)
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(0.3)


@pytest.mark.parametrize("status", [404, 403, 410, 451])
def test_a_lasting_status_is_told_at_once_and_once(
    visit: Visit, worker: Any, proxy: FailingProxy, status: int
) -> None:
    key = worker.make(f"Status {status}. {_TEXT}")
    reader = visit(f"audio-key={key} server={proxy.url}")
    wait_until(lambda: reader.get("duration") > 0, TIMEOUT)
    before = proxy.count("/v1/audio/")
    reader.page.evaluate(
        "window.told = 0; addEventListener('listen-error', () => (window.told += 1))"
    )
    proxy.fail(f"/v1/audio/{key}", status)
    reader.play.click()
    reader.wait_for_state("failed")
    assert proxy.count("/v1/audio/") == before + 1
    assert reader.page.evaluate("told") == 1


def test_the_server_says_when_to_come_back(visit: Visit, worker: Any, proxy: FailingProxy) -> None:
    key = worker.make(f"Come back. {_TEXT}")
    reader = visit(f"audio-key={key} server={proxy.url}")
    wait_until(lambda: reader.get("duration") > 0, TIMEOUT)
    proxy.fail(f"/v1/audio/{key}", 429, Retry_After="3")
    reader.page.evaluate("window.clicked = performance.now()")
    reader.play.click()
    reader.wait_for_state("playing")
    assert reader.page.evaluate("performance.now() - clicked") >= 3000


def test_a_wait_of_an_hour_is_a_failure(visit: Visit, worker: Any, proxy: FailingProxy) -> None:
    key = worker.make(f"Much later. {_TEXT}")
    reader = visit(f"audio-key={key} server={proxy.url}")
    wait_until(lambda: reader.get("duration") > 0, TIMEOUT)
    proxy.fail(f"/v1/audio/{key}", 429, Retry_After="3600")
    reader.play.click()
    reader.wait_for_state("failed")


def test_failures_in_the_middle_of_live_sound_are_waited_out(
    visit: Visit, worker: Any, proxy: FailingProxy
) -> None:
    key = worker.request(f"In the middle. {_TEXT}")
    reader = visit(f"audio-key={key} server={proxy.url}")
    proxy.fail(f"/{key}/events", 502)
    proxy.fail(f"/{key}/marks", 504)
    reader.play.click()
    worker.start(key)
    worker.release(4)
    reader.wait_for_state("live")
    proxy.fail(f"/audio/{key}.mp3", 502, times=2)
    reader.seek(reader.get("duration") - 8)
    worker.finish()
    reader.wait_for_time(reader.get("duration") - 7)


def test_sound_that_does_not_move_is_opened_again_at_the_same_place(
    visit: Visit, worker: Any
) -> None:
    key = worker.make(f"Stuck. {_TEXT}")
    reader = visit(
        f"audio-key={key}",
        before="""
        const { play } = HTMLMediaElement.prototype;
        const sources = window.sources = [];
        const { set, get } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "src");
        Object.defineProperty(HTMLMediaElement.prototype, "src", {
          get,
          set(url) {
            sources.push(url);
            // The first file never delivers a byte.
            set.call(this, url.includes("finished") && ++window.files === 1 ? stalled : url);
          },
        });
        window.files = 0;
        const stalled = URL.createObjectURL(new MediaSource());
        """,
    )
    reader.play.click()
    reader.wait_for_state("playing")
    reader.wait_for_time(0.3)
    assert reader.page.evaluate("files") >= 2


@pytest.mark.parametrize(
    ("name", "policy"),
    [
        ("noblob", "media-src {host}; connect-src {host}; script-src {host}"),
        (
            "strict",
            "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src {host}; "
            "media-src {host} blob:; require-trusted-types-for 'script'",
        ),
        ("nonce", "default-src 'none'; script-src 'nonce-abc'; connect-src {host}; "
                  "media-src {host}; require-trusted-types-for 'script'; trusted-types 'none'"),
    ],
)  # fmt: skip
def test_live_sound_and_reading_along_work_under_a_policy(
    context: BrowserContext, site: Site, server: Server, worker: Any, name: str, policy: str
) -> None:
    key = worker.request(f"Under {name}. {_TEXT}")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    policy = policy.format(host=server.url)
    page.goto(site.add(player_page(server.url, f"audio-key={key}", _TEXT, policy=policy)))
    reader = Reader(page)
    reader.play.click()
    worker.start(key)
    worker.release(8)
    # wait_for_function needs 'unsafe-eval'.
    expect(page.locator("listen-article")).to_have_attribute("state", "live")
    wait_until(lambda: reader.get("currentTime") > 0.3, TIMEOUT)
    size = "CSS.highlights.get('listen-sentence')?.size"
    wait_until(lambda: bool(page.evaluate(size)), TIMEOUT)
    worker.finish()
    expect(page.locator("listen-article .download")).to_be_visible()
    assert errors == []
