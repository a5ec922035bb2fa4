"""A publisher's site: a real HTTP server, which the real fetcher takes for public hosts."""

import socket
import threading
from collections.abc import Collection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from listen.fetch.allowed import Allowed
from listen.fetch.client import HttpClient
from listen.fetch.fetcher import Fetcher
from listen.fetch.page import Page

SENTENCE = "The harbour bridge opened again on Monday, after fourteen months of work on its pier. "
WORDS_OF_STRANGER = "These words were written by a stranger, who wants to hear them for nothing. "


class Answer(NamedTuple):
    body: str
    status: int = 200
    location: str = ""
    media_type: str = "text/html; charset=utf-8"
    etag: str = ""


def article(number: int = 1, canonical: str = "", head: str = "", body: str = "") -> str:
    """Return the page of an article, as a theme with Open Graph writes it."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f'<!doctype html><html lang="en"><head><title>The bridge {number} | News</title>{link}'
        f'<meta property="og:type" content="article">{head}</head><body><main><article>'
        f"<h1>The bridge {number}</h1><p>{SENTENCE * 2}</p><p>Part {number}. {SENTENCE * 2}</p>"
        f"{body}</article></main></body></html>"
    )


def search_page(query: str) -> str:
    """Return a page that repeats what the visitor asks, and looks like an article."""
    return (
        f'<!doctype html><html lang="en"><head><title>Search</title>'
        f'<meta property="og:type" content="article"></head><body><article>'
        f"<h1>Results for {query}</h1><p>{query or 'Enter some words.'}</p></article></body></html>"
    )


class NewsSite:
    """Answers requests for any host. `requests` are (host, target) of what was fetched."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.requests: list[tuple[str, str]] = []
        self.is_slow = threading.Event()
        """Set it to hold up answers until it is cleared."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append((self.headers["Host"], self.path))
                answer = site.answer(self.path)
                if answer.etag and self.headers["If-None-Match"] == answer.etag:
                    self.send_response(304)
                    self.end_headers()
                    return
                self.send_response(answer.status)
                if answer.etag:
                    self.send_header("ETag", answer.etag)
                self.send_header("Content-Type", answer.media_type)
                if answer.location:
                    self.send_header("Location", answer.location)
                self.end_headers()
                self.wfile.write(answer.body.encode())

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, target: str) -> Answer:
        """Pages are found by path, and /search repeats its query."""
        parts = urlsplit(target)
        if parts.path == "/search":
            return Answer(search_page("".join(parse_qs(parts.query).get("q", []))))
        if parts.path == "/go":
            return Answer("", 302, "".join(parse_qs(parts.query).get("to", [])))
        return self.pages.get(parts.path, Answer("<h1>Not found</h1>", 404))

    def add(self, path: str, body: str, **fields: Any) -> None:
        self.pages[path] = Answer(body, **fields)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def client(self) -> HttpClient:
        return HttpClient(_resolve, self._connect)

    def _connect(self, address: str, port: int) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._server.server_address[1]), timeout=10)

    def fetcher(self, hosts: Collection[str]) -> "SiteFetcher":
        return SiteFetcher(self._server.server_address[1], hosts)


def _resolve(host: str, _: int) -> list[str]:
    return ["10.0.0.1" if host.startswith("internal.") else "203.0.114.1"]


class SiteFetcher:
    """The real fetcher, whose connections to every public address end at the site."""

    def __init__(self, port: int, hosts: Collection[str]) -> None:
        self._fetcher = Fetcher(
            Allowed(hosts),
            resolve=_resolve,
            connect=lambda address, _: socket.create_connection(("127.0.0.1", port), timeout=10),
        )

    def fetch(self, text: str) -> Page:
        return self._fetcher.fetch(text)
