"""What a stranger tries to have words of his own spoken, or to spend a site's work. None succeeds.

The server requires keys, and has two sites. The stranger has no key, a revoked one, or one of
another site. His pages and words never become audio.
"""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.stores.memory import MemoryStore
from listen.keys.key_store import KeyStore
from tests.conftest import pending_names
from tests.listen.web.news_site import SENTENCE, WORDS_OF_STRANGER, NewsSite, article
from tests.listen.web.page_server import *  # noqa: F403  # fixtures
from tests.listen.web.page_server import Ask, Save

WORDS = WORDS_OF_STRANGER * 5
TEXT = {"text": WORDS}
KEY = "ab" * 32
EVIL = "http://evil.example"

URLS = [
    # Other hosts that look like the site's.
    f"{EVIL}/bridge",
    f"{EVIL}/http://news.example/bridge",
    f"{EVIL}?http://news.example/bridge",
    f"{EVIL}#@news.example/bridge",
    f"{EVIL}\\@news.example/bridge",
    f"{EVIL}%2f@news.example/bridge",
    "http://news.example@evil.example/bridge",
    "http://news.example:80@evil.example/bridge",
    "http://news.example%00.evil.example/bridge",
    "http://news.example\t.evil.example/bridge",
    "http://news.example.evil.example/bridge",
    "http://evilnews.example/bridge",
    "http://nеws.example/bridge",  # a Cyrillic letter
    "http://xn--nws-eqd.example/bridge",
    "http://example/bridge",
    # The site's host, in a URL that is not fetched.
    "http://user:password@news.example/bridge",
    "http://:@news.example/bridge",
    "http://news.example:8080/bridge",
    "http://news.example:0/bridge",
    "http://news.example:99999/bridge",
    "http://news.example:port/bridge",
    "http://internal.news.example/bridge",  # its address is private
    "ftp://news.example/bridge",
    "file://news.example/etc/passwd",
    "gopher://news.example:80/_GET",
    "javascript://news.example/%0aalert(1)",
    "//news.example/bridge",
    "news.example/bridge",
    "http:news.example/bridge",
    "http:///news.example/bridge",
    "http://news.example\\bridge",
    "http://news.example/bri dge",
    "http://news.example/bridge\r\nX-Words: " + WORDS[:100],
    f"data:text/html,<article><p>{WORDS}</p></article>",
    f"data:text/html;base64,{base64.b64encode(WORDS.encode()).decode()}",
    # Addresses of the server and of its network.
    "http://127.0.0.1/bridge",
    "http://localhost/bridge",
    "http://[::1]/bridge",
    "http://[::ffff:127.0.0.1]/bridge",
    "http://0x7f.1/bridge",
    "http://2130706433/bridge",
    "http://169.254.169.254/latest/meta-data/",
    # Pages of the site that repeat what they are asked.
    f"http://news.example/search?q={WORDS}",
    f"http://news.example/search/?q={WORDS}",
    f"http://news.example/%73earch?q={WORDS}",
    f"http://news.example/bridge/../search?q={WORDS}",
    f"http://news.example/search?q={WORDS}#bridge",
    f"http://news.example/search;q={WORDS}",
    f"http://news.example/search%3Fq={WORDS}",
    f"http://news.example/preview?html=<article><p>{WORDS}</p></article>",
    # Redirects on the site.
    f"http://news.example/go?to={EVIL}/bridge",
    "http://news.example/away",
    "http://news.example/to-search",
    "http://news.example/to-private",
    "http://news.example/round",
    # Pages that name another one as theirs.
    "http://news.example/canonical-elsewhere",
    "http://news.example/canonical-private",
    "http://news.example/canonical-search",
    "http://news.example/canonical-other-site",
    "http://news.example/canonical-chain",
    "http://news.example/canonical-data",
    # Pages that are not articles of the publisher.
    "http://news.example/profile",
    "http://news.example/forum",
    "http://news.example/upload.txt",
    "http://news.example/huge",
    "http://news.example/unlisted",
    "http://news.example/",
    "http://news.example/missing",
]


@pytest.fixture(autouse=True)
def _pages(site: NewsSite) -> None:
    words = f"<p>{WORDS}</p>"
    link = "http://news.example"
    described = '<script type="application/ld+json">{"@type": "%s"}</script>'
    pages = {
        "/": article(body=words),
        "/canonical-elsewhere": article(canonical=f"{EVIL}/bridge"),
        "/canonical-private": article(canonical="http://internal.news.example/bridge"),
        "/canonical-search": article(canonical=f"{link}/search?q={WORDS}"),
        "/canonical-other-site": article(canonical="http://other.example/bridge"),
        "/canonical-chain": article(canonical="/canonical-chain-2"),
        "/canonical-chain-2": article(canonical="/canonical-chain-3"),
        "/canonical-chain-3": article(),
        "/canonical-data": article(canonical=f"data:text/html,{WORDS}"),
        "/profile": article(head=described % "ProfilePage", body=words),
        "/forum": article(head=described % "DiscussionForumPosting", body=words),
        "/huge": article(body="<p>" + SENTENCE * 150_000),
        "/unlisted": article(head='<meta name="robots" content="noindex">', body=words),
        "/bridge": article(),
    }
    for path, page in pages.items():
        site.add(path, page)
    site.add("/upload.txt", WORDS, media_type="text/plain")
    redirects = {
        "/away": f"{EVIL}/bridge",
        "/to-search": f"/search?q={WORDS}",
        "/to-private": "http://10.0.0.1/",
        "/round": "/round",
    }
    for path, target in redirects.items():
        site.add(path, "", status=302, location=target)


@pytest.fixture
def is_silent(redis: Redis, store: MemoryStore) -> Callable[[], bool]:
    """Return whether no audio was requested or made."""
    return lambda: not pending_names(redis) and not store.audio


@pytest.mark.parametrize("url", URLS)
def test_a_url(ask: Ask, url: str, is_silent: Callable[[], bool], site: NewsSite) -> None:
    answer = ask(url)
    assert answer.status_code in (404, 502), answer.get_data(as_text=True)
    assert is_silent()
    hosts = {host for host, _ in site.requests}
    assert hosts <= {"news.example"}
    assert not any("stranger" in target for _, target in site.requests if "search?" in target)


JSON = {"Content-Type": "application/json"}
REQUESTS: list[dict[str, Any]] = [
    # Words of his own.
    {"path": "/v1/audio", "json": TEXT},
    {"path": "/v1/audio", "json": {"html": f"<p>{WORDS}</p>"}},
    {"path": "/v1/audio", "json": {"url": "http://news.example/bridge"}},
    {"path": "/v1/audio", "json": {**TEXT, "source_url": "http://news.example/bridge"}},
    {"path": "/v1/audio", "data": WORDS, "content_type": "text/plain"},
    {"path": "/v1/audio", "data": f"<p>{WORDS}</p>", "content_type": "text/html"},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Accept": "audio/mpeg"}},
    {"path": "/v1/audio", "data": TEXT},
    {"path": "/v1/audio/", "json": TEXT},
    {"path": "/v1/audio/speech", "json": {"input": WORDS, "model": "tts-1", "voice": "alloy"}},
    {"path": "/v1/preview", "json": TEXT},
    {"path": f"/v1/audio/{KEY}", "json": TEXT},
    {"path": f"/v1/audio/{KEY}", "data": WORDS, "content_type": "text/plain"},
    {"path": "/v1/pages", "json": {"url": "http://news.example/bridge", **TEXT}},
    # Articles of a site.
    {"path": "/v1/articles/a-1", "method": "PUT", "json": TEXT},
    {"path": "/v1/articles/a-1?site=news", "method": "PUT", "json": TEXT},
    {"path": "/v1/articles/page-1", "method": "PUT", "json": TEXT},
    {"path": "/v1/articles/a-1/publish"},
    {"path": "/v1/articles/a-1/token"},
    {"path": "/v1/articles/batch", "data": '{"id": "a-1", "text": "Words."}\n'},
    {"path": "/v1/articles/a-1", "method": "PATCH", "json": TEXT},
    {"path": "/v1/articles/a-1", "method": "DELETE"},
    # Keys that are none.
    {"path": "/v1/audio?key=listen&api_key=listen&token=listen", "json": TEXT},
    {"path": "/v1/audio", "json": {**TEXT, "api_key": "listen"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"x-api-key": ""}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"x-api-key": "null"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Authorization": "Bearer"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Authorization": "Bearer sk-anything"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Authorization": "Basic YWRtaW46YWRtaW4="}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Cookie": "session=admin"}},
    # Another place than his own.
    {"path": "/v1/audio", "json": TEXT, "headers": {"Host": "localhost"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Host": "127.0.0.1"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Host": "news.example"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"X-Forwarded-For": "127.0.0.1"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"X-Forwarded-Host": "localhost"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"X-Real-IP": "127.0.0.1"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Origin": "http://localhost"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Origin": "http://news.example"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Origin": "https://reader.example"}},
    {"path": "/v1/audio", "json": TEXT, "headers": {"Origin": "null"}},
    # Other methods.
    {"path": f"/v1/audio?text={WORDS}", "method": "GET"},
    {"path": f"/v1/pages?text={WORDS}", "method": "GET"},
    {"path": f"/v1/pages?url=http://news.example/missing&text={WORDS}", "method": "GET"},
    {"path": "/v1/pages?url=http://news.example/bridge", "method": "HEAD"},
    {"path": "/v1/pages?url=http://news.example/bridge", "method": "OPTIONS"},
    {
        "path": f"/v1/audio?text={WORDS}",
        "method": "GET",
        "headers": {"X-HTTP-Method-Override": "POST"},
    },
    {"path": f"/v1/audio?_method=POST&text={WORDS}", "method": "GET"},
    {"path": "/v1/audio", "json": TEXT, "environ_overrides": {"SERVER_PROTOCOL": "HTTP/1.0"}},
    {
        "path": "/v1/audio",
        "json": TEXT,
        "environ_overrides": {"RAW_URI": "http://localhost/v1/audio"},
    },
]


@pytest.mark.parametrize("request_", REQUESTS, ids=str)
def test_a_request(
    client: FlaskClient, request_: dict[str, Any], is_silent: Callable[[], bool]
) -> None:
    answer = client.open(**{"method": "POST", **request_})
    assert answer.status_code >= 400 or request_.get("method") == "OPTIONS"
    assert is_silent()


@pytest.mark.parametrize("scheme", ["Bearer", "x-api-key"])
@pytest.mark.parametrize("kind", ["revoked", "of another site", "for publishing", "changed"])
def test_a_key_that_does_not_allow_it(
    client: FlaskClient, keys: KeyStore, kind: str, scheme: str, is_silent: Callable[[], bool]
) -> None:
    text, _ = keys.create("other", "other", ["synthesize", "publish"])
    if kind == "revoked":
        keys.revoke("other")
    if kind == "for publishing":
        text, _ = keys.create("cms", "other", ["publish"])
    if kind == "changed":
        text = text[:-2] + ("AA" if text[-2:] != "AA" else "BB")
    headers = {"x-api-key": text} if scheme == "x-api-key" else {"Authorization": f"Bearer {text}"}
    saved = client.put("/v1/articles/a-1?site=news", json=TEXT, headers=headers)
    assert saved.status_code in (401, 403)
    if kind != "of another site":
        assert client.post("/v1/audio", json=TEXT, headers=headers).status_code in (401, 403)
    assert is_silent()


@pytest.mark.parametrize("host", ["http://news.example/bridge", "http://evil.example/bridge"])
def test_an_article_on_the_page_of_another_site(
    client: FlaskClient, keys: KeyStore, host: str, is_silent: Callable[[], bool]
) -> None:
    text, _ = keys.create("other", "other", ["publish"])
    body = {**TEXT, "url": host}
    saved = client.put("/v1/articles/a-1", json=body, headers={"x-api-key": text})
    assert saved.status_code == 422
    assert is_silent()


@pytest.mark.parametrize("token", ["", "x", "other", "payload"])
def test_held_audio(
    client: FlaskClient, publish: Save, ask: Ask, token: str, work: Callable[[], None]
) -> None:
    url = "http://news.example/held"
    audio = publish("a-1", text=SENTENCE, url=url, hold=True).get_json()["audio"]
    other = publish("a-2", text=WORDS, hold=True).get_json()["audio"]["links"]["audio"]
    work()
    if token == "other":
        token = other.partition("token=")[2]
    if token == "payload":
        payload = f'["{audio["key"]}",9999999999]'.encode()
        token = base64.urlsafe_b64encode(payload).decode().rstrip("=") + "." + "A" * 27
    for path in (
        f"/audio/{audio['key']}.mp3",
        f"/v1/audio/{audio['key']}",
        f"/embed/{audio['key']}",
    ):
        assert client.get(path, query_string={"token": token}).status_code == 403, path
    assert client.post(f"/v1/audio/{audio['key']}?token={token}").status_code == 403
    assert ask(url).status_code == 404
    assert client.get("/v1/pages", query_string={"url": url, "token": token}).status_code == 404


def test_a_stranger_cannot_read_what_is_a_sites(app: Flask, client: FlaskClient) -> None:
    for path in ("/v1/articles", "/v1/articles/a-1", "/v1/articles?site=news"):
        assert client.get(path).status_code == 401
