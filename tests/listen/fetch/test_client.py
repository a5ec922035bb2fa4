"""Requests of any method: what is sent, what comes back, and where they may go."""

import socket
import ssl
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.errors import ApiError, FetchFailed, TooLong, UrlNotAllowed
from listen.fetch.allowed import Allowed, allowed_for
from listen.fetch.client import HttpClient
from listen.fetch.request import Request, Resource
from listen.sites.site import Site, Source
from tests.listen.fetch.conftest import PUBLIC, Web

TLS = ssl.create_default_context()
URL = "http://example.org/"
HOOK = Request(URL, "POST", {"Content-Type": "application/json", "X-A": "b"}, b'{"a": "\xc3\xbc"}')


def send(web: Web, request: Request, *hosts: str, private: tuple[str, ...] = ()) -> Resource:
    return web.fetcher().send(request, Allowed(hosts or ("example.org",), private))


class TestGet:
    def test_a_resource_comes_as_it_is(self, web: Web) -> None:
        body = bytes(range(256))
        web.serves("/", body, "Application/RSS+xml; charset=Latin-1", ETag='"a"')
        found = send(web, Request(URL))
        assert (found.url, found.status, found.body) == (URL, 200, body)
        assert (found.media_type, found.charset) == ("application/rss+xml", "Latin-1")
        assert found.headers["etag"] == '"a"'

    def test_a_resource_may_lack_its_type(self, web: Web) -> None:
        web.serves("/", b"x", "")
        found = send(web, Request(URL))
        assert (found.media_type, found.charset, found.body) == ("", "", b"x")

    @pytest.mark.parametrize("status", [200, 204, 304, 400, 404, 410, 500, 503])
    def test_every_status_is_an_answer(self, web: Web, status: int) -> None:
        web.serves("/", status=status, Retry_After="7")
        found = send(web, Request(URL, headers={"If-None-Match": '"a"'}))
        assert (found.status, found.headers["retry-after"]) == (status, "7")
        assert web.requests[0][1]["If-None-Match"] == '"a"'

    def test_repeated_headers_are_joined(self, web: Web) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nLink: <a>\r\nlink: <b>\r\n\r\n")
            handler.close_connection = True

        web.on_get("/", answer)
        assert send(web, Request(URL)).headers["link"] == "<a>, <b>"

    def test_redirects_are_followed(self, web: Web) -> None:
        web.redirects("/", "/feed", 308)
        web.serves("/feed", b"x")
        assert send(web, Request(URL)).url == f"{URL}feed"

    def test_another_origin_gets_no_credentials(self, web: Web) -> None:
        web.addresses["other.example"] = [PUBLIC]
        web.redirects("/", "http://other.example/feed")
        web.serves("/feed", b"x")
        headers = {"Authorization": "Basic eDp5", "X-Key": "k", "accept": "a/b"}
        send(web, Request(URL, headers=headers), "example.org", "other.example")
        first, second = (sent for _, sent in web.requests)
        assert (first["Authorization"], first["X-Key"]) == ("Basic eDp5", "k")
        assert {"Authorization", "X-Key"} & {*second} == set()
        assert second["accept"] == "a/b"

    def test_the_body_has_a_limit(self, web: Web) -> None:
        web.serves("/", b"12345")
        assert send(web, Request(URL, max_bytes=5)).body == b"12345"
        with pytest.raises(TooLong):
            send(web, Request(URL, max_bytes=4))

    def test_a_body_that_nobody_wants_is_not_read(self, web: Web) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")
            web.closed.wait()

        web.on_get("/", answer)
        assert send(web, Request(URL, max_bytes=0)).body == b""


class TestPost:
    @pytest.mark.parametrize("method", ["POST", "PURGE"])
    def test_body_and_headers_arrive(self, web: Web, method: str) -> None:
        web.serves("/", b"ok", status=202)
        request = Request(URL, method, HOOK.headers, HOOK.body)
        assert send(web, request).status == 202
        [(_, headers)] = web.requests
        assert headers["Content-Type"] == "application/json"
        assert headers["X-A"] == "b"
        assert headers["Content-Length"] == str(len(HOOK.body or b""))
        assert headers["User-Agent"].startswith("Listen/")
        assert web.bodies == [HOOK.body]

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    @pytest.mark.parametrize("to", ["/else", "http://127.0.0.1/", "http://169.254.169.254/"])
    def test_redirects_are_not_followed(self, web: Web, status: int, to: str) -> None:
        web.redirects("/", to, status)
        assert send(web, HOOK).status == status
        assert web.connected == [(PUBLIC, 80)]

    @pytest.mark.parametrize(
        "url",
        [
            *("http://other.example/", "http://localhost/", "http://127.0.0.1/", "http://[::1]/"),
            *("http://169.254.169.254/latest", "http://metadata.google.internal/", "http://0/"),
            *("http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://0x7f.1/"),
            *("http://example.org:6379/", "http://example.org:22/", "https://example.org:8443/"),
            *("http://u:p@example.org/", "file:///etc/passwd", "gopher://example.org/", "", "x"),
            *("http://example.org\r\nX: y/", "http://example.org/ HTTP/1.1\r\nX: y"),
            *("http://private.example/", "http://mixed.example/", "http://example.org.evil/"),
        ],
    )
    @pytest.mark.parametrize("hosts", [("example.org", "private.example", "mixed.example"), "any"])
    def test_nothing_is_sent_where_it_may_not_go(
        self, web: Web, url: str, hosts: tuple[str, ...] | str
    ) -> None:
        web.addresses |= {"private.example": ["10.0.0.1"], "mixed.example": [PUBLIC, "::1"]}
        web.addresses |= {"localhost": ["127.0.0.1"], "metadata.google.internal": ["169.254.1.1"]}
        allowed = (hosts,) if isinstance(hosts, str) else hosts
        request = Request(url, "POST", HOOK.headers, HOOK.body)
        with pytest.raises((UrlNotAllowed, FetchFailed)):
            send(web, request, *allowed)
        assert web.connected == []

    def test_dns_rebinding_cannot_change_the_address_after_the_check(self, web: Web) -> None:
        web.serves("/")
        answers = [[PUBLIC], ["127.0.0.1"]]
        fetcher = web.fetcher(resolve=lambda *_: answers.pop(0))
        fetcher.send(HOOK, Allowed(("example.org",)))
        with pytest.raises(UrlNotAllowed):
            fetcher.send(HOOK, Allowed(("example.org",)))
        assert web.connected == [(PUBLIC, 80)]

    @pytest.mark.parametrize(
        "headers", [{"X-A": "a\r\nX-B: c"}, {"X-A\r\n": "a"}, {"X-A": "\u2028ü€"}]
    )
    def test_a_header_that_http_does_not_allow_is_an_error(
        self, web: Web, headers: dict[str, str]
    ) -> None:
        with pytest.raises(FetchFailed, match="header"):
            send(web, Request(URL, "POST", headers, b""))
        assert web.requests == []

    def test_a_server_that_closes_early_is_a_failure(self, web: Web) -> None:
        def close(handler: BaseHTTPRequestHandler) -> None:
            handler.close_connection = True

        web.on_get("/", close)
        with pytest.raises(FetchFailed, match="unreachable"):
            send(web, HOOK)

    def test_a_server_that_does_not_answer_is_a_failure(self, web: Web) -> None:
        def hang(_: BaseHTTPRequestHandler) -> None:
            web.closed.wait()

        web.on_get("/", hang)
        with pytest.raises(FetchFailed, match=r"within 0\.2 seconds"):
            send(web, Request(URL, "POST", body=b"", timeout=0.2))


class TestPrivateHosts:
    """Hosts that listen.toml trusts, by name and port."""

    @pytest.mark.parametrize(
        ("host", "address"),
        [
            *(("127.0.0.1:2368", "127.0.0.1"), ("[::1]:2368", "::1"), ("wordpress:80", "10.1.2.3")),
            *(("cms.local:443", "192.168.1.9"), ("[fd12::1]:80", "fd12::1")),
            *(
                ("localhost:8080", "127.0.0.1"),
                ("tail.net:80", "100.64.0.9"),
                ("pub.net:81", PUBLIC),
            ),
        ],
    )
    def test_they_may_be_private(self, web: Web, host: str, address: str) -> None:
        name = host.rpartition(":")[0].strip("[]")
        port = int(host.rpartition(":")[2])
        web.addresses[name] = [address]
        web._servers[port] = web._servers[80]
        web.serves("/a", b"x")
        found = send(web, Request(f"http://{host}/a"), name, private=(host,))
        assert found.body == b"x"
        assert web.connected == [(address, port)]

    @pytest.mark.parametrize(
        "url",
        [
            *("http://cms.example:2369/", "http://cms.example/", "https://cms.example/"),
            *("http://www.cms.example:2368/", "http://127.0.0.1:2368/", "http://10.0.0.1:2368/"),
        ],
    )
    def test_no_other_port_or_name_is_trusted(self, web: Web, url: str) -> None:
        web.addresses |= {"cms.example": ["10.0.0.1"], "www.cms.example": ["10.0.0.1"]}
        with pytest.raises(UrlNotAllowed):
            send(web, Request(url), "cms.example", "any", private=("cms.example:2368",))
        assert web.connected == []

    def test_a_trusted_host_must_be_allowed_too(self, web: Web) -> None:
        with pytest.raises(UrlNotAllowed):
            send(web, Request("http://127.0.0.1:2368/"), private=("127.0.0.1:2368",))
        assert web.connected == []

    @pytest.mark.parametrize(
        "address",
        [
            *("169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "255.255.255.255"),
            *("100.100.100.200", "fd00:ec2::254", "fd20:ce::254", "192.0.0.192", "168.63.129.16"),
            *("::ffff:127.0.0.1", "64:ff9b::a9fe:a9fe", "fe80::1%lo"),
        ],
    )
    def test_metadata_and_special_addresses_are_never_called(self, web: Web, address: str) -> None:
        web.addresses["cms.example"] = [address]
        with pytest.raises(UrlNotAllowed):
            send(web, Request("http://cms.example/"), "cms.example", private=("cms.example:80",))
        assert web.connected == []

    def test_a_redirect_from_outside_reaches_only_what_is_trusted(self, web: Web) -> None:
        web._servers[2368] = web._servers[80]
        web.redirects("/", "http://127.0.0.1:2368/a")
        web.redirects("/b", "http://127.0.0.1:6379/")
        web.serves("/a", b"x")
        hosts = ("example.org", "127.0.0.1")
        assert send(web, Request(URL), *hosts, private=("127.0.0.1:2368",)).body == b"x"
        with pytest.raises(UrlNotAllowed):
            send(web, Request(f"{URL}b"), *hosts, private=("127.0.0.1:2368",))


def test_a_site_allows_its_hosts_and_the_urls_that_it_lists() -> None:
    site = Site(
        "a",
        ("www.example.org",),
        callbacks=("https://Hooks.example/x",),
        purge_url="https://cdn.example/purge",
        sources=(Source("feeds", "https://feeds.example/rss"),),
        private_hosts=("10.0.0.1:80",),
    )
    allowed = allowed_for(site)
    assert {*allowed.hosts} == {"www.example.org", "hooks.example", "cdn.example", "feeds.example"}
    assert {*allowed.private_hosts} == {"10.0.0.1:80"}


@given(st.text() | st.text().map(lambda text: f"http://{text}/"), st.text(), st.text())
def test_any_request_is_answered_or_an_api_error(url: str, name: str, value: str) -> None:
    def connect(address: str, port: int) -> socket.socket:
        raise OSError

    client = HttpClient(lambda *_: [PUBLIC], connect, TLS)
    with suppress(ApiError):
        client.send(Request(url, "POST", {name: value}, b""), Allowed(("any",)))
