"""redbot, a linter of HTTP, on audio, documents, feeds and pages: make test-redbot."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from tests.conftest import free_port, wait_until

pytestmark = pytest.mark.redbot

REDBOT = os.environ.get("REDBOT", "redbot")

SITE = """
[sites.news]
hosts = ["news.example"]
voice = "tone:beep"

[sites.news.podcast]
title = "The News, read aloud"
"""
ARTICLE = {
    "site": "news",
    "url": "https://news.example/bridge",
    "title": "The bridge",
    "text": "Some words. More of them.",
}

ACCEPTED = {
    # redbot knows MP3 by an ID3 tag only. Ours begins with a frame.
    "The content doesn't match the declared Content-Type.": (".mp3",),
    # Its range is the whole of a document of some bytes.
    "The partial response has a Content-Length equal to the full response.": ("chapters.json",),
    # gzip makes a document of some bytes longer.
    "Content negotiation for gzip compression makes the response": ("chapters.json",),
    # It is said for caches of clients that sign in.
    "Cache-Control: public is probably not necessary.": ("",),
}
"""What redbot takes for a fault and is none: beginnings of notes, with the ends of the paths."""


@dataclass(frozen=True)
class Server:
    """`listen up` with a site that has a podcast, and one article."""

    url: str
    audio_key: str


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data_dir, port = tmp_path_factory.mktemp("listen"), free_port()
    (data_dir / "listen.toml").write_text(SITE)
    environ = {
        **os.environ,
        "LISTEN_CONFIG": str(data_dir / "listen.toml"),
        "LISTEN_WORKER_ENGINES": "tone",
    }
    listen = [sys.executable, "-m", "listen"]
    folder = ["--data-dir", str(data_dir)]
    new_key = [*listen, "keys", "new", "cms", "--site", "news", "--scope", "publish", *folder]
    api_key = subprocess.check_output(new_key, env=environ, text=True).strip()
    supervisor = subprocess.Popen([*listen, "up", "--port", str(port), *folder], env=environ)
    article = f"http://127.0.0.1:{port}/v1/articles/1"

    def request(method: str, **body: object) -> requests.Response:
        return requests.request(
            method,
            article,
            headers={"x-api-key": api_key},
            timeout=60,
            **body,  # type: ignore[arg-type]
        )

    def is_accepted() -> bool:
        try:
            return request("PUT", json=ARTICLE).ok
        except requests.RequestException:
            return False

    def audio_key() -> str:
        audio = request("GET").json().get("audio") or {}
        return str(audio.get("key") or "") if audio.get("state") == "finished" else ""

    try:
        wait_until(is_accepted)
        wait_until(audio_key)
        yield Server(f"http://127.0.0.1:{port}", audio_key())
    finally:
        supervisor.terminate()
        supervisor.wait()


PATHS = (
    *("/audio/KEY.mp3", "/audio/KEY.vtt", "/audio/KEY.chapters.json", "/v1/audio/KEY/marks"),
    *("/", "/embed/KEY", "/docs", "/docs/errors", "/openapi.json", "/player.js", "/v1/voices"),
    *("/feeds/news.xml", "/feeds/news.json"),
)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_bad(server: Server, path: str) -> None:
    url = server.url + path.replace("KEY", server.audio_key)
    done = subprocess.run(
        [REDBOT, "-o", "har", url], capture_output=True, text=True, check=True, timeout=120
    )
    [entry, *_] = json.loads(done.stdout)["log"]["entries"]
    assert entry["response"]["status"] == 200
    bad = [
        note["summary"]
        for note in entry["_red_messages"]
        if note["level"] in ("BAD", "WARN") and not is_accepted(note["summary"], path)
    ]
    assert bad == []


def is_accepted(note: str, path: str) -> bool:
    return any(note.startswith(begin) and path.endswith(ends) for begin, ends in ACCEPTED.items())
