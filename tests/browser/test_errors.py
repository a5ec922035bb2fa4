"""Messages of a player that cannot play."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]


@pytest.mark.parametrize(
    ("lang", "status", "body", "said"),
    [
        ("en", 404, {"code": "unknown_article"}, "There is no audio of this article."),
        ("fr", 410, {"code": "withdrawn"}, "Il n’y a pas d’audio pour cet article."),
        ("de", 410, {"code": "gone"}, "Zu diesem Artikel gibt es kein Audio."),
        ("en", 429, {"code": "rate_limited"}, "The server is busy. Try again in a minute."),
        ("es", 503, {"code": "unavailable"}, "El servidor está ocupado."),
        ("en", 410, {"code": "gone", "detail": "It was withdrawn."}, "It was withdrawn."),
        ("de", 410, {"code": "gone", "detail": "It was withdrawn."}, "Zu diesem Artikel"),
        ("en", 422, {"code": "empty_article", "detail": "It has no words."}, "It has no words."),
        ("en", 404, None, "The audio could not be played. Try again."),
        ("uk", 403, [], "Не вдалося відтворити. Спробуйте ще раз."),
        ("en", 403, {"code": "constructor", "detail": "No."}, "No."),
    ],
)
def test_it_says_what_is_wrong_and_what_to_do(
    visit: Visit, context: BrowserContext, lang: str, status: int, body: Any, said: str
) -> None:
    def refuse(route: Any) -> None:
        route.fulfill(
            status=status,
            body="<html>" if body is None else json.dumps(body),
            headers={"Retry-After": "60", "Access-Control-Allow-Origin": "*",
                     "Access-Control-Expose-Headers": "Retry-After"},
        )  # fmt: skip

    context.route("**/v1/pages*", refuse)
    reader = visit(lang=lang, width=320)
    reader.play.click()
    reader.wait_for_state("failed")
    expect(reader.page.locator("listen-article .status")).to_contain_text(said)
    expect(reader.page.locator("listen-article .announcement")).to_contain_text(said)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320
