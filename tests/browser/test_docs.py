"""The pages of the API's description: on a phone in dark colours, on a desktop in light ones."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.e2e

_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


# Colours and layout do not depend on each other, and axe-core takes seconds for a long page.
@pytest.mark.parametrize(("width", "height", "colours"), [(390, 844, "dark"), (1280, 800, "light")])
@pytest.mark.parametrize("path", ["/docs", "/docs/errors"])
def test_a_page_fits_and_has_no_violation(
    browser: Browser,
    server: Any,
    check_accessibility: Callable[[Page], None],
    path: str,
    width: int,
    height: int,
    colours: Any,
) -> None:
    # The policy of the page allows no scripts, and axe-core is one.
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=colours, bypass_csp=True
    )
    page.goto(server.url + path)
    assert page.evaluate(_OVERFLOW) <= 0
    check_accessibility(page)
    page.close()


def test_a_page_keeps_to_its_own_content_policy(browser: Browser, server: Any) -> None:
    page = browser.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(f"{server.url}/docs")
    assert page.locator("body").evaluate("body => getComputedStyle(body).marginTop") == "0px"
    assert messages == []
    page.close()


def test_the_type_of_a_problem_opens_its_code(browser: Browser, server: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{server.url}/docs/errors#unsupported_language")
    code = page.locator("#unsupported_language")
    expect(code).to_be_in_viewport()
    assert code.get_by_role("link").inner_text() == "unsupported_language"
    page.close()
