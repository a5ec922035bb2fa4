"""Chromium, driven by Playwright like in the other tests of the player."""

from typing import Any

from playwright.sync_api import Browser, ElementHandle

from tests.browser.conftest import TIMEOUT
from tests.browser.engines.engine import Engine


class Chromium(Engine):
    name = "chromium"

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context()
        self._context.set_default_timeout(1000 * TIMEOUT)
        self._page = self._context.new_page()

    def open(self, url: str) -> None:
        self._page.goto(url)

    def run(self, script: str, *args: Any) -> Any:
        return self._page.evaluate(
            f"(args) => (function () {{ {script} }}).apply(null, args)", list(args)
        )

    def click(self, element: str) -> None:
        handle = self._page.evaluate_handle(f"() => {element}")
        assert isinstance(handle, ElementHandle)
        handle.click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        mouse = self._page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(*end)
        mouse.up()

    def close(self) -> None:
        self._context.close()
