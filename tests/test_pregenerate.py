"""`listen pregenerate` as a process: real downloads, a real server, and signals."""

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.build_server import BuildServer, build_server
from tests.conftest import wait_until

pytestmark = pytest.mark.e2e

WORDS = (
    "<p>The old bridge opened again on Monday, and four hundred people crossed it in an hour.</p>"
    "<p>The council said that the work had cost less than it had planned.</p>"
)


class Server(BuildServer):
    """The server, and what it makes of a build."""

    def pregenerate(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, "-m", "listen", "pregenerate", *arguments)
        return self.run(*command, "--server", self.url, cwd=cwd)

    def audio_files(self) -> int:
        return len([*(self.data_dir / "audio").rglob("*.mp3")])


@pytest.fixture(scope="module")
def server(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with build_server(redis_url, tmp_path_factory.mktemp("data")) as server:
        yield Server(server.url, server.key, server.data_dir)


@contextmanager
def documents(answers: dict[str, tuple[str, str]]) -> Iterator[str]:
    """A web server with documents: path to body and media type. Yield its URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, media_type = answers.get(self.path, ("", ""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", media_type or "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


def feed(name: str, numbers: range, further: str = "") -> str:
    items = "".join(
        f"<item><title>{name} {number}</title><link>/{name}/{number}</link>"
        f"<guid isPermaLink='false'>{name}-{number}</guid><content:encoded><![CDATA[{WORDS}"
        f"<p>It is number {number} of {name}.</p>]]></content:encoded></item>"
        for number in numbers
    )
    namespaces = (
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:atom='http://www.w3.org/2005/Atom'"
    )
    link = f"<atom:link rel='next' href='{further}'/>" if further else ""
    return f"<rss version='2.0' {namespaces}><channel>{link}{items}</channel></rss>"


def build(folder: Path, name: str, count: int) -> Path:
    """Build a static site: a home page, its copy, an error page, a redirect, and articles."""
    site = folder / "site"
    head = "<!doctype html><html lang='en'><head><title>News</title>"
    pages = {f"{name}/{number}/index.html": WORDS for number in range(count)}
    for path, words in pages.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        url = f"https://news.example/{path.removesuffix('index.html')}"
        (site / path).write_text(
            f"{head}<link rel='canonical' href='{url}'></head><body><nav><a href='/'>Home</a></nav>"
            f"<article><h1>About {path}</h1>{words}</article></body></html>"
        )
    links = "".join(f"<li><a href='/{path}'>{path}</a></li>" for path in pages)
    (site / "index.html").write_text(f"{head}</head><body><ul>{links}</ul></body></html>")
    (site / "404.html").write_text(f"{head}</head><body>{WORDS}</body></html>")
    (site / "old.html").write_text(f"{head}<meta http-equiv='refresh' content='0; url=/'></head>")
    (site / "print.html").write_text((site / f"{name}/0/index.html").read_text())
    return site


def test_the_pages_of_a_feed_are_made_once(server: Server, tmp_path: Path) -> None:
    site = {
        "/feed": (feed("paged", range(3), "/feed?page=2"), "application/rss+xml"),
        "/feed?page=2": (feed("paged", range(2, 5)), "application/rss+xml"),
    }
    before = server.audio_files()
    with documents(site) as url:
        first = server.pregenerate(f"{url}/feed", cwd=tmp_path)
        again = server.pregenerate(f"{url}/feed", f"{url}/feed?page=2", cwd=tmp_path)
    assert (first.returncode, first.stdout) == (0, "5 generated, 0 already existed, 0 failed\n")
    assert again.stdout == (
        "0 generated, 5 already existed, 0 failed, 3 skipped (3 named before)\n"
    )
    assert server.audio_files() == before + 5


def test_what_is_no_list_and_no_page_is_one_line(server: Server, tmp_path: Path) -> None:
    site = {
        "/data": ("%PDF-1.4", "application/pdf"),
        "/broken": ("<rss><channel><item>", "text/xml"),
        "/page": (f"<html><body>{WORDS}", "text/html"),
    }
    with documents(site) as url:
        names = [f"{url}{path}" for path in ("/data", "/gone", "/broken", "/page")]
        done = server.pregenerate(*names, "http://127.0.0.1:9/feed", cwd=tmp_path)
    lines = sorted(done.stderr.splitlines())
    assert done.returncode == 1
    assert done.stdout == "0 generated, 0 already existed, 5 failed\n"
    assert len(lines) == 5
    for pattern in (
        "http://127.0.0.1:9/feed: It cannot be downloaded: its host does not answer",
        f"{url}/broken: ",
        f"{url}/data: It must be a feed, a sitemap or a page, and it is application/pdf",
        f"{url}/gone: It must be sent with status 200, got 404",
        f"{url}/page: ",
    ):
        assert any(line.startswith(pattern) for line in lines), lines
    assert [line for line in lines if line.endswith("(url_not_allowed)")], lines


def test_a_static_site_is_registered_and_checked(server: Server, tmp_path: Path) -> None:
    site = build(tmp_path, "registered", 3)
    options = ("site", "--site-url", "https://news.example/", "--publish")
    missing = server.pregenerate(*options, "--check", cwd=tmp_path)
    assert missing.returncode == 1
    assert len([line for line in missing.stdout.splitlines() if "missing: " in line]) == 3
    made = server.pregenerate(*options, cwd=tmp_path)
    summary = ", 0 already existed, 0 failed, 4 skipped (3 without an article, 1 named before)\n"
    assert (made.returncode, made.stdout) == (0, f"3 generated{summary}"), made.stderr
    assert server.pregenerate(*options, "--check", cwd=tmp_path).returncode == 0
    page = site / "registered/1/index.html"
    page.write_text(page.read_text().replace("</article>", "<p>One more.</p></article>"))
    stale = server.pregenerate(*options, "--check", cwd=tmp_path)
    assert stale.returncode == 1
    assert stale.stdout.splitlines()[0] == (
        "stale: site/registered/1/index.html: the text has changed since its audio was made"
    )


def test_a_wrong_key_is_one_line(server: Server, tmp_path: Path) -> None:
    build(tmp_path, "refused", 3)
    wrong = Server(server.url, "listen_wrong", server.data_dir)
    for options in ((), ("--publish",), ("--check",)):
        done = wrong.pregenerate("site", *options, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert "(unauthorized)" in done.stderr


def test_an_interrupt_ends_with_a_summary(tmp_path: Path) -> None:
    polled = threading.Event()

    class Busy(BaseHTTPRequestHandler):
        """A server that never finishes an audio."""

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def do_GET(self) -> None:
            if self.command == "GET":
                polled.set()
            body = json.dumps({"key": "0" * 64, "state": "queued", "error": None}).encode()
            self.send_response(202)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    (tmp_path / "a.txt").write_text("Words.")
    with ThreadingHTTPServer(("127.0.0.1", 0), Busy) as http:
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{http.server_port}"
        command = [sys.executable, "-m", "listen", "pregenerate", "a.txt", "--server", url]
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            wait_until(polled.is_set)
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=60)
        http.shutdown()
    assert process.returncode == 130
    assert output == "0 generated, 0 already existed, 0 failed\n"
    assert re.fullmatch(r"Interrupted\. .*\n", errors), errors
