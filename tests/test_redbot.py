"""redbot, a linter of HTTP, on audio, documents, feeds and pages: make test-redbot."""

import json
import os
import subprocess

import pytest
import requests

pytestmark = pytest.mark.redbot

REDBOT = os.environ.get("REDBOT", "redbot")

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


@pytest.fixture(scope="module")
def key(served: str) -> str:
    answer = requests.post(
        f"{served}/v1/audio",
        json={"title": "The bridge", "text": "Some words. More of them."},
        headers={"Accept": "audio/mpeg"},
        timeout=120,
    )
    assert answer.content
    return answer.headers["Location"].rpartition("/")[2]


PATHS = (
    *("/audio/KEY.mp3", "/audio/KEY.vtt", "/audio/KEY.chapters.json", "/v1/audio/KEY/marks"),
    *("/", "/embed/KEY", "/docs", "/docs/errors", "/openapi.json", "/player.js", "/v1/voices"),
)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_bad(served: str, key: str, path: str) -> None:
    url = served + path.replace("KEY", key)
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
