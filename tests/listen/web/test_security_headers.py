"""Security headers of every route."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.wrappers import Response as BaseResponse

from listen.web.security_headers import NOTHING, headers_of
from tests.listen.web.conftest import UNKNOWN

Work = Callable[[], None]

ARGUMENTS = {
    "extension": "mp3",
    "filename": "icon.svg",
    "site": "default",
    "digest": "0" * 16,
    "name": "default",
}
"""Values for the variable parts of a path. An answer that nothing was found has the headers too."""

NO_PAGES = ("audio/", "image/", "text/css", "text/javascript")


@pytest.fixture
def key(client: FlaskClient, work: Work) -> str:
    answer = client.post("/v1/audio", json={"title": "A title", "text": "Some words."})
    work()
    return str(answer.get_json()["key"])


def paths(app: Flask, key: str) -> Iterator[str]:
    """Return a path for each route that can be read."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()):
                path = rule.rule
                for name in rule.arguments:
                    path = re.sub(rf"<([^:>]+:)?{name}>", ARGUMENTS.get(name, key), path)
                yield path
    yield from ("/nowhere", f"/audio/{UNKNOWN}.mp3", f"/embed/{UNKNOWN}", f"/audio/{key}.ogg")


class Inline(HTMLParser):
    """Scripts, styles and handlers within a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        is_data = names.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in names and not is_data):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        values = [value for value in names.values() if value]
        self.found += [value for value in values if value.startswith("javascript:")]


def test_every_route_has_the_headers_of_its_kind(app: Flask, client: FlaskClient, key: str) -> None:
    checked = set()
    for path in paths(app, key):
        with client.get(path) as response:
            check(path, response)
            checked.add(response.mimetype)
    assert {"text/html", "application/json", "application/problem+json", "audio/mpeg"} <= checked


def check(path: str, response: BaseResponse) -> None:
    headers, media_type = response.headers, response.mimetype or ""
    expected = headers_of(path, media_type)
    for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy"):
        assert headers[name] == expected[name], (path, name)
    referrer = headers["Referrer-Policy"]
    assert referrer in ("strict-origin-when-cross-origin", "same-origin"), path
    policy = headers.get("Content-Security-Policy", "")
    if media_type != "text/html":
        is_shown_alone = media_type.startswith(NO_PAGES)
        assert policy == ("" if is_shown_alone else NOTHING), path
        return
    assert "unsafe" not in policy, path
    assert "default-src" in policy, path
    assert "base-uri 'none'" in policy, path
    assert "frame-ancestors" in policy, path
    is_framed = path.startswith("/embed/")
    assert ("frame-ancestors *" in policy) == is_framed, path
    assert ("Cross-Origin-Opener-Policy" in headers) != is_framed, path
    assert "microphone=()" in headers["Permissions-Policy"], path
    assert Inline(response.get_data(as_text=True)).found == [], path


def test_a_page_with_an_inline_script_would_be_found() -> None:
    assert Inline("<p onclick=x()><script>x()</script><b style='color: red'>").found == [
        *("onclick", "script", "style"),
    ]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/audio/x.mp3", "cross-origin"),
        ("/player.js", "cross-origin"),
        ("/embed/x", "cross-origin"),
        ("/v1/articles", "same-origin"),
        ("/newsroom", "same-origin"),
        ("/metrics", "same-origin"),
    ],
)
def test_other_sites_may_use_what_is_for_their_pages(path: str, allowed: str) -> None:
    assert headers_of(path, "text/html")["Cross-Origin-Resource-Policy"] == allowed
