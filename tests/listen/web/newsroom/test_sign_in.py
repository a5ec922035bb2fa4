"""Sign-in to the newsroom, and the forms that it accepts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from listen.config import WebConfig
from listen.keys.key_store import KeyStore
from listen.web.newsroom import session
from listen.web.newsroom.guard import COOKIE
from tests.listen.web.newsroom.conftest import Person

ORIGIN = {"Origin": "http://localhost"}


def cookie_of(person: Person) -> str:
    cookie = person.client.get_cookie(COOKIE, path="/newsroom")
    assert cookie
    return cookie.value


class TestSignIn:
    def test_a_key_for_a_site_leads_to_its_articles(self, person: Person, key: str) -> None:
        assert "Sign in" in person.see("/newsroom").main
        shown = person.sign_in(key)
        assert (shown.status, shown.path) == (200, "/newsroom/news/articles")
        assert person.see("/newsroom").path == "/newsroom/news/articles"

    def test_the_page_that_was_wanted_comes_first(self, person: Person, key: str) -> None:
        form = person.see("/newsroom/news/articles?q=a%26b&state=held")
        assert form.path == "/newsroom/sign-in"
        shown = person.submit(form, "Sign in", key=key)
        assert shown.response.request.full_path == "/newsroom/news/articles?q=a%26b&state=held"

    @pytest.mark.parametrize(
        "address",
        [
            *("//evil.example/newsroom", "https://evil.example/newsroom", "/newsroom.evil", "/"),
            *("/newsroom/../v1/sites\\", "/\\evil.example", "javascript:alert(1)", "newsroom"),
            *("/newsroom\r\nX: y", "https:/newsroom", "///evil.example/newsroom"),
        ],
    )
    def test_an_address_elsewhere_is_not_followed(
        self, person: Person, key: str, address: str
    ) -> None:
        form = person.see("/newsroom/sign-in", query_string={"next": address})
        assert person.submit(form, "Sign in", key=key).path == "/newsroom/news/articles"

    @pytest.mark.parametrize("text", ["", " ", "listen_", "listen_0123456789ab_" + "x" * 43, "ö\0"])
    def test_another_text_is_refused(self, person: Person, key: str, text: str) -> None:
        shown = person.sign_in(text)
        assert (shown.status, shown.path) == (401, "/newsroom/sign-in")
        assert shown.notice == "This is no key of this server, or it was revoked."
        assert person.see("/newsroom/news/articles").path == "/newsroom/sign-in"

    def test_a_key_with_line_breaks_of_a_mail_is_accepted(self, person: Person, key: str) -> None:
        assert person.sign_in(f"  {key[:20]}\r\n{key[20:]} ").status == 200

    def test_a_key_that_may_not_publish_is_refused(self, person: Person, keys: KeyStore) -> None:
        shown = person.sign_in(keys.create("reader", "news", ["synthesize"])[0])
        assert shown.status == 403
        assert "not for publishing" in shown.notice

    def test_the_key_is_in_no_cookie(self, editor: Person, key: str) -> None:
        assert key.split("_", 2)[2] not in cookie_of(editor)

    def test_the_cookie_is_for_the_newsroom_only(
        self, person: Person, key: str, app: Flask
    ) -> None:
        header = person.see("/newsroom/sign-in").response.headers["Set-Cookie"]
        assert {"HttpOnly", "SameSite=Strict", "Path=/newsroom"} <= {*header.split("; ")}
        assert "Secure" not in header
        secure = app.test_client().get("/newsroom/sign-in", base_url="https://localhost")
        assert "Secure" in secure.headers["Set-Cookie"].split("; ")

    def test_signing_in_begins_another_session(self, person: Person, key: str) -> None:
        person.see("/newsroom/sign-in")
        before = cookie_of(person)
        person.sign_in(key)
        person.client.set_cookie(COOKIE, before, path="/newsroom")
        assert person.see("/newsroom").path == "/newsroom/sign-in"


class TestEnd:
    def test_a_revoked_key_ends_the_session(self, editor: Person, keys: KeyStore) -> None:
        keys.revoke("desk")
        keys.create("other", None, ["admin"])  # the server is not open
        assert editor.see("/newsroom/news/articles").path == "/newsroom/sign-in"

    def test_a_cookie_that_was_copied_ends_when_the_editor_signs_out(self, editor: Person) -> None:
        copied = cookie_of(editor)
        shown = editor.submit(editor.see("/newsroom"), "Sign out")
        assert shown.path == "/newsroom/sign-in"
        editor.client.set_cookie(COOKIE, copied, path="/newsroom")
        assert editor.see("/newsroom/news/articles").path == "/newsroom/sign-in"

    @pytest.mark.parametrize("limit", ["IDLE_LIFETIME", "LIFETIME"])
    def test_a_session_expires(
        self, editor: Person, monkeypatch: pytest.MonkeyPatch, limit: str
    ) -> None:
        monkeypatch.setattr(session, limit, -1)
        assert editor.see("/newsroom/news/articles").path == "/newsroom/sign-in"

    @pytest.mark.parametrize(
        "change", [lambda v: v[:-1], lambda v: v[1:], lambda v: "x", str.upper]
    )
    def test_a_changed_cookie_is_no_session(
        self, editor: Person, change: Callable[[str], str]
    ) -> None:
        editor.client.set_cookie(COOKIE, change(cookie_of(editor)), path="/newsroom")
        assert editor.see("/newsroom/news/articles").path == "/newsroom/sign-in"


class TestForms:
    def test_a_form_needs_the_token_of_its_session(self, editor: Person) -> None:
        for token in ({}, {"form_token": ""}, {"form_token": "0" * 64}, {"form_token": "ö"}):
            refused = editor.client.post("/newsroom/sign-out", data=token, headers=ORIGIN)
            assert refused.status_code == 403
            assert "too old" in refused.get_data(as_text=True)
        assert editor.see("/newsroom").path == "/newsroom/news/articles"

    def test_the_token_of_another_session_is_refused(self, editor: Person, app: Flask) -> None:
        other = Person(app.test_client()).see("/newsroom/sign-in").form("Sign in")[2]
        data = {"form_token": other["form_token"]}
        assert editor.client.post("/newsroom/sign-out", data=data).status_code == 403

    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Origin": "http://localhost:81"},
            {"Origin": "https://friend.example"},
            {"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "cross-site"},
        ],
    )
    def test_a_form_of_another_site_is_refused(
        self, editor: Person, headers: dict[str, str]
    ) -> None:
        _, action, fields = editor.see("/newsroom").form("Sign out")
        refused = editor.client.post(action, data=fields, headers=headers)
        assert refused.status_code == 403
        assert refused.mimetype == "text/html"
        assert "Set-Cookie" not in refused.headers
        assert editor.see("/newsroom").path == "/newsroom/news/articles"

    def test_a_link_of_another_site_is_followed_in_two_steps(self, editor: Person) -> None:
        """Browsers send no strict cookie with the first request."""
        path, headers = "/newsroom/news/articles?q=%22x", {"Sec-Fetch-Site": "cross-site"}
        cookie = cookie_of(editor)
        editor.client.delete_cookie(COOKIE, path="/newsroom")
        first = editor.see(path, headers=headers)
        assert "Set-Cookie" not in first.response.headers
        refresh = first.tree.xpath("string(//meta[@http-equiv='refresh']/@content)")
        assert refresh == f"0; url={path}"
        editor.client.set_cookie(COOKIE, cookie, path="/newsroom")
        assert editor.see(path).path == "/newsroom/news/articles"


class TestSites:
    def test_a_key_for_all_sites_chooses_one(self, person: Person, keys: KeyStore) -> None:
        shown = person.sign_in(keys.create("chief", None, ["admin"])[0])
        assert "Choose a site" in shown.main
        assert person.open(shown, "blog").path == "/newsroom/blog/articles"
        assert (
            "Choose a site"
            in person.open(person.see("/newsroom/blog/articles"), "Change site").main
        )

    def test_another_site_is_refused(self, editor: Person) -> None:
        shown = editor.see("/newsroom/blog/articles")
        assert shown.status == 403
        assert "another site" in shown.main

    def test_the_key_of_a_site_that_is_gone_says_so(self, person: Person, keys: KeyStore) -> None:
        assert "no longer" in person.sign_in(keys.create("old", "gone", ["publish"])[0]).main

    @pytest.mark.parametrize(
        "path", ["/newsroom/x", "/newsroom/news", "/newsroom/news/articles/x/y"]
    )
    def test_a_wrong_address_is_a_page_of_the_newsroom(self, editor: Person, path: str) -> None:
        shown = editor.see(path)
        assert (shown.status, shown.response.mimetype) == (404, "text/html")
        assert "no such page" in shown.main

    def test_an_unknown_site_is_not_found(self, person: Person, keys: KeyStore) -> None:
        person.sign_in(keys.create("chief", None, ["admin"])[0])
        assert person.see("/newsroom/none/articles").status == 404


class TestServerWithoutKeys:
    def test_it_needs_no_sign_in(self, person: Person) -> None:
        assert "Choose a site" in person.see("/newsroom").main
        shown = person.see("/newsroom/news/articles")
        assert (shown.status, shown.has_button("Sign out")) == (200, False)

    def test_forms_need_their_token_and_their_origin(self, person: Person) -> None:
        shown = person.see("/newsroom/sign-in")
        assert shown.path == "/newsroom"
        assert person.client.post("/newsroom/sign-out", headers=ORIGIN).status_code == 403

    def test_the_first_key_closes_it(self, person: Person, keys: KeyStore) -> None:
        person.see("/newsroom/news/articles")
        keys.create("desk", "news", ["publish"])
        assert person.see("/newsroom/news/articles").path == "/newsroom/sign-in"

    def test_another_host_is_refused(self, client: FlaskClient) -> None:
        refused = client.get("/newsroom/news/articles", base_url="http://evil.example")
        assert refused.status_code == 403


class TestOpenServer:
    @pytest.fixture
    def config(self, config: WebConfig, request: pytest.FixtureRequest) -> WebConfig:
        return replace(config, open=True, host="0.0.0.0")

    def test_others_reach_it_so_that_it_needs_a_key(self, person: Person) -> None:
        """Everybody may have words spoken there, but not withdraw a site's articles."""
        assert person.see("/newsroom").path == "/newsroom/sign-in"


class TestOutage:
    def test_the_pages_say_what_to_do(self, editor: Person, away: Callable[[], None]) -> None:
        away()
        shown = editor.see("/newsroom/news/articles")
        assert shown.status == 503
        assert int(shown.response.headers["Retry-After"]) > 0
        assert "Wait a minute" in shown.main

    def test_the_first_request_of_a_process_says_so_too(
        self, person: Person, away: Callable[[], None]
    ) -> None:
        away()
        assert person.see("/newsroom").status == 503

    def test_without_redis_editors_sign_in(
        self, person: Person, key: str, monkeypatch: pytest.MonkeyPatch, redis: Any
    ) -> None:
        redis_is_away(monkeypatch)
        assert person.sign_in(key).path == "/newsroom/news/articles"
        assert person.submit(person.see("/newsroom"), "Sign out").path == "/newsroom/sign-in"


def redis_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    from redis.exceptions import ConnectionError as Away  # noqa: PLC0415

    def refuse(*_: Any, **__: Any) -> None:
        raise Away

    monkeypatch.setattr("redis.Redis.execute_command", refuse)
    monkeypatch.setattr("redis.client.Pipeline.execute", refuse)


@pytest.mark.parametrize(
    "path", ["/newsroom", "/newsroom/sign-in", "/newsroom/x", "/newsroom/blog/articles"]
)
def test_no_cache_frame_or_search_engine_has_a_page(editor: Person, path: str) -> None:
    headers = editor.client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
