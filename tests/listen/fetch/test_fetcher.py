"""Fetching over real sockets: allowed hosts, redirects, TLS, and every kind of failure."""

import gzip
import socket
import ssl
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.errors import ApiError, FetchFailed, TooLong, UrlNotAllowed
from listen.fetch.allowed import Allowed
from listen.fetch.connection import tls_context
from listen.fetch.fetcher import Fetcher
from listen.fetch.page import Page
from tests.listen.fetch.conftest import PUBLIC, Web

PAGE = "<html><p>Die Brücke über den Fluß ist offen.</p>"


class TestAllowed:
    def test_a_page_of_an_allowed_host_is_fetched(self, web: Web) -> None:
        web.serves("/a?b", PAGE.encode(), "text/html; charset=utf-8")
        page = web.fetcher("example.org").fetch("http://Example.org/a?b#c")
        assert page == Page("http://example.org/a?b", "html", PAGE)
        assert web.connected == [(PUBLIC, 80)]

    def test_a_request_has_a_user_agent_and_no_cookies_or_credentials(self, web: Web) -> None:
        web.serves("/", b"", "text/plain", Set_Cookie="a=b")
        fetcher = web.fetcher("example.org")
        for _ in range(2):
            fetcher.fetch("http://example.org/")
        for _, headers in web.requests:
            assert headers.pop("User-Agent").startswith("Listen/")
            assert headers.pop("Accept").startswith("text/html")
            assert headers == {
                "Host": "example.org",
                "Accept-Encoding": "gzip",
                "Connection": "close",
            }

    def test_any_is_every_public_host(self, web: Web) -> None:
        web.serves("/", PAGE.encode())
        web.addresses["news.example"] = ["2606:4700::1111"]
        assert web.fetcher("any").fetch("http://news.example").kind == "html"
        assert web.fetcher("any").fetch(f"http://{PUBLIC}").url == f"http://{PUBLIC}/"

    @pytest.mark.parametrize(
        "url",
        [
            *(
                "http://other.example/",
                "http://www.example.org/",
                "http://example.org.evil.example/",
            ),
            *("http://localhost/", "http://127.0.0.1/", f"http://{PUBLIC}/", "http://[::1]/"),
        ],
    )
    def test_hosts_that_are_not_allowed_are_not_looked_up(self, web: Web, url: str) -> None:
        with pytest.raises(UrlNotAllowed):
            web.fetcher("example.org").fetch(url)
        assert (web.looked_up, web.connected) == ([], [])

    @pytest.mark.parametrize(
        "host",
        [
            *("localhost", "metadata", "a.localhost", "printer.local", "metadata.google.internal"),
            *(
                "router.home.arpa",
                "127.0.0.1",
                "[::1]",
                "169.254.169.254",
                "[::ffff:169.254.169.254]",
            ),
            *("[64:ff9b::a9fe:a9fe]", "0x7f.1", "2852039166", "0251.0376.0251.0376", "①②⑦.⓪.⓪.①"),
            *("ⓛocalhost", "100.100.100.200", "192.0.0.192", "168.63.129.16", "[fd00:ec2::254]"),
        ],
    )
    def test_any_does_not_include_private_networks(self, web: Web, host: str) -> None:
        web.addresses.update({"localhost": ["127.0.0.1"], "metadata": ["127.0.0.1"]})
        with pytest.raises(UrlNotAllowed):
            web.fetcher("any").fetch(f"http://{host}/")
        assert web.connected == []

    def test_an_allowed_host_may_not_resolve_to_a_private_address(self, web: Web) -> None:
        refusals = set()
        for addresses in (["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::1"], ["no address"]):
            web.addresses["example.org"] = addresses
            for host in ("example.org", "any"):
                with pytest.raises(UrlNotAllowed) as refusal:
                    web.fetcher(host).fetch("http://example.org/")
                refusals.add(str(refusal.value))
        assert web.connected == []
        # The error does not reveal the addresses.
        with pytest.raises(UrlNotAllowed) as refusal:
            web.fetcher().fetch("http://example.org/")
        assert refusals == {str(refusal.value)}

    def test_dns_rebinding_cannot_change_the_address_after_the_check(self, web: Web) -> None:
        web.serves("/", PAGE.encode())
        answers = [[PUBLIC], ["127.0.0.1"]]
        fetcher = web.fetcher("any", resolve=lambda *_: answers.pop(0))
        fetcher.fetch("http://rebinding.example/")
        assert web.connected == [(PUBLIC, 80)]
        with pytest.raises(UrlNotAllowed):
            fetcher.fetch("http://rebinding.example/")
        assert len(web.connected) == 1


class TestRedirects:
    def test_five_redirects_are_followed(self, web: Web) -> None:
        for number, status in enumerate((301, 302, 303, 307, 308)):
            web.redirects(f"/{number}", f"/{number + 1}", status)
        web.serves("/5", PAGE.encode())
        assert (
            web.fetcher("example.org").fetch("http://example.org/0").url == "http://example.org/5"
        )

    def test_more_than_five_redirects_are_refused(self, web: Web) -> None:
        web.redirects("/", "/")
        with pytest.raises(FetchFailed):
            web.fetcher("example.org").fetch("http://example.org/")
        assert len(web.connected) == 6

    @pytest.mark.parametrize(
        "location",
        [
            *("http://169.254.169.254/latest/meta-data/", "http://localhost/", "//127.0.0.1/"),
            *("http://[::1]/", "http://0x7f.1/", "file:///etc/passwd", "ftp://example.org/"),
            *("http://user@example.org/", "http://example.org:6379/", "http://other.example/"),
            *("http://private.example/", "http://a\\@example.org/", "http://["),
        ],
    )
    @pytest.mark.parametrize("allowed", ["any", "example.org"])
    def test_each_target_is_checked_like_the_first_url(
        self, web: Web, location: str, allowed: str
    ) -> None:
        web.addresses.update({"localhost": ["127.0.0.1"], "private.example": ["192.168.0.1"]})
        web.addresses["other.example"] = ["10.0.0.1"]
        web.redirects("/", location)
        with pytest.raises(UrlNotAllowed):
            web.fetcher(allowed).fetch("http://example.org/")
        assert web.connected == [(PUBLIC, 80)]

    def test_the_address_of_a_host_is_checked_at_every_redirect(self, web: Web) -> None:
        web.redirects("/", "/again")
        answers = [[PUBLIC], ["127.0.0.1"]]
        with pytest.raises(UrlNotAllowed):
            web.fetcher("any", resolve=lambda *_: answers.pop(0)).fetch("http://example.org/")
        assert len(web.connected) == 1


class TestTls:
    def test_the_certificate_must_match_the_host_name(self, web: Web) -> None:
        web.serves("/", PAGE.encode())
        assert web.fetcher("example.org").fetch("https://example.org/").kind == "html"
        assert web.connected == [(PUBLIC, 443)]

    def test_a_certificate_of_another_host_is_refused(self, web: Web) -> None:
        web.addresses["other.example"] = [PUBLIC]
        with pytest.raises(FetchFailed):
            web.fetcher("any").fetch("https://other.example/")
        assert web.requests == []

    def test_a_certificate_of_an_unknown_authority_is_refused(self, web: Web) -> None:
        fetcher = Fetcher(Allowed(["any"]), web.resolve, web.connect, tls_context())
        with pytest.raises(FetchFailed):
            fetcher.fetch("https://example.org/")
        assert web.requests == []


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nConnection: close\r\n", b"HTTP/1.0 200 OK\r\n"]
)
@pytest.mark.parametrize("length", [b"Content-Length: 20\r\n", b""])
def test_a_response_that_ends_the_connection_is_read(web: Web, head: bytes, length: bytes) -> None:
    """nginx and Apache answer so, because the fetcher asks for it."""

    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head + b"Content-Type: text/html\r\n" + length + b"\r\n")
        handler.wfile.flush()
        handler.wfile.write(b"<p>Some words.</p>  ")

    web.on_get("/", respond)
    assert "Some words." in web.fetcher("any").fetch("http://example.org/").body


_CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


class TestFailures:
    def test_a_host_that_does_not_exist_is_named(self, web: Web) -> None:
        with pytest.raises(FetchFailed, match=r"nowhere\.example"):
            web.fetcher("any").fetch("http://nowhere.example/")

    def test_the_next_address_is_tried_when_one_refuses_the_connection(self, web: Web) -> None:
        web.serves("/", PAGE.encode())
        web.addresses["example.org"] = ["2606:4700::1111", PUBLIC]

        def connect(address: str, port: int) -> socket.socket:
            if ":" in address:
                raise ConnectionRefusedError
            return web.connect(address, port)

        assert web.fetcher("any", connect=connect).fetch("http://example.org/").kind == "html"
        web.addresses["example.org"].pop()
        with pytest.raises(FetchFailed):
            web.fetcher("any", connect=connect).fetch("http://example.org/")

    @pytest.mark.parametrize("status", [204, 206, 304, 401, 404, 500])
    def test_a_status_other_than_200_is_named(self, web: Web, status: int) -> None:
        web.serves("/", status=status)
        with pytest.raises(FetchFailed, match=str(status)):
            web.fetcher("any").fetch("http://example.org/")

    @pytest.mark.parametrize("kind", ["image/png", "application/json", "", "nonsense", "text/css"])
    def test_other_media_types_are_refused(self, web: Web, kind: str) -> None:
        web.serves("/", PAGE.encode(), kind)
        with pytest.raises(FetchFailed):
            web.fetcher("any").fetch("http://example.org/")

    @pytest.mark.parametrize(
        ("kind", "is_text"),
        [
            ("text/plain", True),
            ("text/markdown; charset=utf-8", True),
            ("application/xhtml+xml", False),
            ("TEXT/HTML", False),
        ],
    )
    def test_html_and_text_are_told_apart_by_media_type(
        self, web: Web, kind: str, is_text: bool
    ) -> None:
        web.serves("/", PAGE.encode(), kind)
        page = web.fetcher("any").fetch("http://example.org/")
        assert page == Page("http://example.org/", "text" if is_text else "html", PAGE)

    @pytest.mark.parametrize("version", ["HTTP/1.0", "HTTP/1.1"])
    @pytest.mark.parametrize("length", [10, 100_000, 1_000_000])
    @pytest.mark.parametrize("header", ["Connection: close", "Content-Length: {}"])
    def test_a_page_may_end_with_its_connection(
        self, web: Web, version: str, length: int, header: str
    ) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            head = f"{version} 200 OK\r\nContent-Type: text/plain\r\n{header.format(length)}"
            handler.wfile.write(f"{head}\r\n\r\n".encode())
            handler.wfile.write(b"x" * length)
            handler.close_connection = True

        web.on_get("/", answer)
        assert web.fetcher("any").fetch("http://example.org/").body == "x" * length

    def test_the_charset_of_the_header_is_used(self, web: Web) -> None:
        web.serves("/", PAGE.encode("cp1251", "replace"), 'text/html; charset="windows-1251"')
        assert "<html><p>Die Br" in web.fetcher("any").fetch("http://example.org/").body

    @pytest.mark.parametrize("length", [0, 10_000_000, 10_000_001])
    @pytest.mark.parametrize("compressed", [False, True])
    def test_a_page_may_have_ten_megabytes_and_no_more(
        self, web: Web, length: int, compressed: bool
    ) -> None:
        body = bytes(length)
        coding: dict[str, Any] = {"Content_Encoding": "gzip"} if compressed else {}
        web.serves("/", gzip.compress(body, 1) if compressed else body, "text/plain", **coding)
        fetcher = web.fetcher("any")
        if length > 10_000_000:
            with pytest.raises(TooLong):
                fetcher.fetch("http://example.org/")
        else:
            assert len(fetcher.fetch("http://example.org/").body) == length

    def test_a_slow_response_times_out(self, web: Web) -> None:
        go_on = threading.Event()

        def trickle(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not go_on.wait(0.01):
                handler.wfile.write(b"X: y\r\n")

        def hang(handler: BaseHTTPRequestHandler) -> None:
            go_on.wait()

        web.on_get("/trickle", trickle)
        web.on_get("/hang", hang)
        fetcher = web.fetcher("any", timeout=0.3)
        for path in ("/trickle", "/hang"):
            with pytest.raises(FetchFailed, match="too long"):
                fetcher.fetch(f"http://example.org{path}")
        go_on.set()

    @pytest.mark.parametrize(
        ("head", "block"),
        [
            (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
            (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
            (b"HTTP/1.1 200 OK\r\n", b""),
            (_CHUNKED, b"1\r\na\r\n"),
            (_CHUNKED, b"1;a=b\r\na\r\n"),
            (_CHUNKED + b"0\r\n", b"X: y\r\n"),
        ],
        ids=["continue", "early hints", "silence", "tiny chunks", "extensions", "trailers"],
    )
    def test_a_response_without_end_times_out(self, web: Web, head: bytes, block: bytes) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(head)
            with suppress(OSError):
                while handler.wfile.write(block * 100) or not web.closed.wait(0.01):
                    pass

        web.on_get("/", answer)
        with pytest.raises((FetchFailed, TooLong)):
            web.fetcher("any", timeout=0.5).fetch("http://example.org/")

    def test_a_transfer_has_a_limit_on_the_wire(self, web: Web) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            with suppress(OSError):
                handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
                handler.wfile.write(b"Transfer-Encoding: chunked\r\n\r\n")
                for _ in range(500):
                    handler.wfile.write(b"1;" + b"x" * 60_000 + b"\r\na\r\n")

        web.on_get("/", answer)
        with pytest.raises(TooLong):
            web.fetcher("any", timeout=60).fetch("http://example.org/")

    def test_a_tls_handshake_that_never_ends_times_out(self, web: Web) -> None:
        ours, theirs = socket.socketpair()
        fetcher = web.fetcher("any", timeout=0.3, connect=lambda *_: ours)
        with theirs, pytest.raises(FetchFailed, match="too long"):
            fetcher.fetch("https://example.org/")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        *(b"", b"\r\n\r\n", b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200"),
        *(b"HTTP/1.1 302 Found\r\nLocation: \xff\x00\r\n\r\n", b"HTTP/1.1 302 Found\r\n\r\n"),
        HEAD + b"Content-Length: 10\r\n\r\n123",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n123",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n123",
        HEAD + b"Content-Encoding: gzip\r\n\r\nnot packed",
        HEAD + b"Content-Encoding: br\r\n\r\n\x0b\x02\x80abc\x03",
        HEAD + b"Content-Encoding: gzip, gzip\r\n\r\n",
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"abc", mtime=0)[:-9],
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + 2 * gzip.compress(b"abc", mtime=0),
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200,
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,
    ],
)
def test_a_malformed_response_is_an_error(web: Web, answer: bytes) -> None:
    with pytest.raises((FetchFailed, UrlNotAllowed)):
        _fetch_from(web, answer)


@given(
    st.binary()
    | st.binary().map(lambda rest: HEAD + rest)
    | st.binary().map(lambda body: HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08" + body)
    | st.text().map(lambda to: f"HTTP/1.1 302 Found\r\nLocation: {to}\r\n\r\n".encode())
)
def test_any_response_is_a_page_or_an_api_error(answer: bytes) -> None:
    tls = ssl.create_default_context()
    with suppress(ApiError):
        assert _answered([PUBLIC], tls, answer).kind == "html"


def _fetch_from(web: Web, answer: bytes) -> Page:
    return _answered(web.addresses["example.org"], ssl.create_default_context(), answer)


def _answered(addresses: list[str], tls: ssl.SSLContext, answer: bytes) -> Page:
    def connect(address: str, port: int) -> socket.socket:
        ours, theirs = socket.socketpair()
        threading.Thread(target=_send, args=(theirs, answer), daemon=True).start()
        return ours

    fetcher = Fetcher(Allowed(["example.org"]), lambda *_: addresses, connect, tls)
    return fetcher.fetch("http://example.org/")


def _send(sock: socket.socket, data: bytes) -> None:
    with sock, suppress(OSError):
        sock.sendall(data)
        sock.shutdown(socket.SHUT_WR)
        while sock.recv(1 << 16):
            pass
