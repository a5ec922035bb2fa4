"""Each line of the table in docs/access.md, as a request."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from audio_cache.rendition import Rendition
from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.keys.address_digests import AddressDigests
from listen.keys.key_store import KeyStore
from listen.sites.site import DEFAULT_SITE, Limits, Podcast
from listen.web.services import EXTENSION
from tests.listen.web.news_site import SENTENCE, NewsSite, article
from tests.listen.web.page_server import *  # noqa: F403  # fixtures
from tests.listen.web.page_server import NEWS, OTHER

_DOCUMENT = Path(__file__).parents[3] / "docs" / "access.md"
_ROW = re.compile(r"\| (?P<who>.+?) \| (?P<request>.+?) \| (?P<answer>\d{3}(?: `\w+`)?) \|")
ROWS = [
    found.groups() for found in map(_ROW.fullmatch, _DOCUMENT.read_text().splitlines()) if found
]

URL = "http://news.example/bridge"
WORDS = {"text": SENTENCE}
PAID = f"<p>{SENTENCE}</p><!--members-only--><p>What is sold to members.</p>"


@pytest.fixture(autouse=True)
def _known_digests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests name the budget of an address."""
    monkeypatch.setattr(AddressDigests, "digest", lambda _, *parts: "/".join(parts))


@dataclass(frozen=True)
class Server:
    """The server of a line, and what the line needs."""

    app: Flask
    client: FlaskClient
    keys: KeyStore
    redis: Redis
    store: MemoryStore
    site: NewsSite
    work: Callable[[], None]

    def key(self, *scopes: str, site: str | None = None) -> dict[str, str]:
        """Return the header of a new key."""
        return {"x-api-key": self.keys.create("key", site, scopes)[0]}

    def publish(self, source_id: str = "a-1", path: str = "", **fields: Any) -> dict[str, Any]:
        """Save an article of the site, and return it. Its audio is not made yet."""
        headers = self.key("publish", site=fields.pop("site", "news"))
        body = {**WORDS, "url": URL, **fields}
        if "html" in body:
            del body["text"]
        saved = self.client.put(f"/v1/articles/{source_id}", json=body, headers=headers)
        assert saved.status_code in (200, 202), saved.get_data(as_text=True)
        article: dict[str, Any] = saved.get_json()
        return article

    def finished(self, **fields: Any) -> dict[str, Any]:
        """Return the audio of an article, which is made."""
        audio: dict[str, Any] = self.publish(**fields)["audio"]
        self.work()
        return audio

    def evicted(self) -> str:
        key = str(self.finished()["key"])
        del self.store.audio[Rendition(key)]
        return key

    def withdrawn(self) -> str:
        key = str(self.finished()["key"])
        headers = self.key("publish", site="news")
        assert self.client.delete("/v1/articles/a-1", headers=headers).status_code == 204
        return key

    def protected(self) -> dict[str, Any]:
        """Return the audio of an article for members, on a site that protects it."""
        return self.finished(access="members", url="http://club.example/bridge", site="club")

    def episode(self) -> str:
        """Return the path of the episode of an article."""
        self.finished(text=f"{SENTENCE} It is an episode.")
        self.client.get("/v1/articles/a-1", headers=self.key("publish", site="news"))
        feed = self.client.get("/feeds/news.json").get_json(force=True)
        return str(feed["items"][0]["attachments"][0]["url"]).removeprefix("http://localhost")

    def open(self) -> None:
        """End all keys, so that the server is open: only its own machine reaches it."""
        for key in self.keys.active():
            self.keys.revoke(key.id)

    def post(
        self, path: str, headers: dict[str, str] | None = None, body: Any = None
    ) -> TestResponse:
        return self.client.post(path, json=body or WORDS, headers=headers)

    def ask(self, url: str = URL, origin: str = "http://news.example") -> TestResponse:
        return self.client.get("/v1/pages", query_string={"url": url}, headers={"Origin": origin})

    def ask_new(self, **arguments: Any) -> TestResponse:
        self.site.add("/bridge", article())
        return self.ask(**arguments)

    def ask_after(self, fields: dict[str, Any]) -> TestResponse:
        self.publish(**fields)
        self.work()
        return self.ask()

    def report(
        self, origin: str = "http://news.example", sentence: str = SENTENCE, **fields: Any
    ) -> TestResponse:
        """Report a word of an article, as its reader does."""
        if not hasattr(self, "_reported"):
            object.__setattr__(self, "_reported", self.finished(**fields)["key"])
        body = {"key": self._reported, "word": "bridge", "sentence": sentence}  # type: ignore[attr-defined]
        return self.client.post("/v1/lexicon/reports", json=body, headers={"Origin": origin})

    def mend(self, headers: dict[str, str], query: str = "") -> TestResponse:
        path = f"/v1/lexicon/entries/bridge{query}"
        return self.client.put(path, json={"say": "brij"}, headers=headers)

    def exhaust(self, name: str) -> None:
        self.redis.set(f"listen:budget:{name}", 10**6, ex=1000)


Case = Callable[[Server], TestResponse]

_SPEECH = {"input": "Some words.", "model": "tts-1"}
_TRIAL = {"word": "bridge", "say": "brij", "sentence": SENTENCE}
_ADDRESS = "127.0.0.1"


def _get(path: str) -> Case:
    """Get a path of the public audio of an article."""
    return lambda s: s.client.get(path.replace("KEY", s.finished()["key"]))


def _beyond(name: str, act: Case) -> Case:
    def case(server: Server) -> TestResponse:
        server.exhaust(name)
        return act(server)

    return case


def _get_with(path: str, site: str) -> Case:
    """Get a path with a key that may publish for a site."""
    return lambda s: s.client.get(path, headers=s.key("publish", site=site))


def _report_play(server: Server) -> TestResponse:
    body = {"token": "x", "event": "play"}
    return server.client.post("/v1/plays", json=body, headers={"Origin": "https://x.example"})


def _with_key(*scopes: str, **fields: Any) -> Callable[[Server], dict[str, str]]:
    return lambda s: s.key(*scopes, **fields)


def _other_token(server: Server) -> TestResponse:
    token = server.publish("b", hold=True, text=SENTENCE * 2)["audio"]["links"]["audio"]
    query = token.partition("?")[2]
    return server.client.get(f"/audio/{server.protected()['key']}.mp3?{query}")


def _episode_after(act: Callable[[Server], object]) -> Case:
    def case(server: Server) -> TestResponse:
        path = server.episode()
        act(server)
        return server.client.get(path)

    return case


def _ask_for_withdrawn(server: Server) -> TestResponse:
    server.withdrawn()
    return server.ask()


def _revoked(server: Server) -> TestResponse:
    headers = server.key("synthesize")
    server.keys.revoke("key")
    return server.post("/v1/audio", headers)


def _save(headers: Callable[[Server], dict[str, str]], query: str = "", **fields: Any) -> Case:
    return lambda s: s.client.put(
        f"/v1/articles/a-1{query}", json={**WORDS, **fields}, headers=headers(s)
    )


def _hold(server: Server) -> TestResponse:
    server.publish()
    return server.client.post("/v1/articles/a-1/hold", headers=server.key("publish", site="news"))


def _newsroom_with_keys(server: Server) -> TestResponse:
    server.key("publish")
    return server.client.get("/newsroom")


def _token(server: Server) -> TestResponse:
    server.publish()
    headers = server.key("publish", site="news")
    return server.client.post("/v1/articles/a-1/token", headers=headers)


def _opened(act: Case) -> Case:
    def case(server: Server) -> TestResponse:
        server.open()
        return act(server)

    return case


def _nobody(_: Server) -> dict[str, str]:
    return {}


CASES: dict[tuple[str, str], Case] = {
    ("anybody", "`GET /audio/KEY.mp3` of public audio"): _get("/audio/KEY.mp3"),
    ("anybody", "`GET /v1/audio/KEY/marks` of public audio"): _get("/v1/audio/KEY/marks"),
    ("anybody", "`GET /embed/KEY` of public audio"): _get("/embed/KEY"),
    ("anybody", "`GET /audio/KEY.mp3` of held audio"): (
        lambda s: s.client.get(f"/audio/{s.finished(hold=True)['key']}.mp3")
    ),
    ("anybody", "`GET /audio/KEY.mp3` of protected audio, with a token of another audio"): (
        _other_token
    ),
    ("anybody", "`GET /audio/KEY.mp3` of protected audio, with its token"): (
        lambda s: s.client.get(s.protected()["links"]["audio"])
    ),
    ("anybody", "`GET /embed/KEY` of protected audio, with its token"): (
        lambda s: s.client.get(s.protected()["links"]["embed"])
    ),
    ("anybody", "`GET /audio/KEY.mp3` of a withdrawn article"): (
        lambda s: s.client.get(f"/audio/{s.withdrawn()}.mp3")
    ),
    ("anybody", "`GET /feeds/SITE.xml` of a site with a podcast"): (
        lambda s: s.client.get("/feeds/news.xml")
    ),
    ("anybody", "`GET /feeds/SITE.xml` of any other site"): (
        lambda s: s.client.get("/feeds/club.xml")
    ),
    ("anybody", "`GET /episodes/KEY/DIGEST.mp3` of public audio"): (
        lambda s: s.client.get(s.episode())
    ),
    ("anybody", "`GET /episodes/KEY/DIGEST.mp3` of an article that is for members since"): (
        _episode_after(lambda s: s.publish(html=PAID, access="members"))
    ),
    ("anybody", "`GET /episodes/KEY/DIGEST.mp3` of a withdrawn article"): _episode_after(
        lambda s: s.withdrawn()
    ),
    ("anybody", "`POST /v1/audio/KEY` of audio that is there"): (
        lambda s: s.client.post(f"/v1/audio/{s.finished()['key']}")
    ),
    ("anybody", "`POST /v1/audio/KEY` of evicted audio"): (
        lambda s: s.client.post(f"/v1/audio/{s.evicted()}")
    ),
    ("anybody", "`POST /v1/audio/KEY` of evicted audio, beyond the limit of the address"): _beyond(
        f"remakes:{_ADDRESS}", lambda s: s.client.post(f"/v1/audio/{s.evicted()}")
    ),
    ("anybody", "`POST /v1/audio/KEY` of an unknown key"): (
        lambda s: s.client.post(f"/v1/audio/{'ab' * 32}")
    ),
    ("anybody", "`GET /v1/voices`"): lambda s: s.client.get("/v1/voices"),
    ("anybody", "`POST /v1/audio`"): lambda s: s.post("/v1/audio"),
    ("anybody", "`POST /v1/preview`"): lambda s: s.post("/v1/preview"),
    ("anybody", "`POST /v1/audio/speech`"): lambda s: s.post("/v1/audio/speech", body=_SPEECH),
    ("anybody", "`GET /v1/articles`"): lambda s: s.client.get("/v1/articles"),
    ("anybody", "`PUT /v1/articles/ID`"): _save(_nobody),
    ("anybody", "`POST /v1/articles/ID/token`"): (
        lambda s: s.client.post("/v1/articles/a-1/token")
    ),
    ("anybody", "`POST /v1/articles/ID/hold`"): lambda s: s.client.post("/v1/articles/a-1/hold"),
    ("anybody", "`GET /newsroom`, which leads to the sign-in"): _newsroom_with_keys,
    ("anybody", "`GET /v1/plays`"): lambda s: s.client.get("/v1/plays"),
    ("anybody", "`GET /v1/articles/ID/plays`"): lambda s: s.client.get("/v1/articles/a/plays"),
    ("anybody", "`GET /metrics`"): lambda s: s.client.get("/metrics"),
    ("page of another site", "`POST /v1/plays` with a token"): _report_play,
    ("page of the site", "`GET /v1/pages` of a public article"): lambda s: s.ask_after({}),
    ("page of the site", "`GET /v1/pages` of the public part of a paid article"): (
        lambda s: s.ask_after({"html": PAID, "access": "paid"})
    ),
    ("page of the site", "`GET /v1/pages` of a held article"): (
        lambda s: s.ask_after({"hold": True})
    ),
    ("page of the site", "`GET /v1/pages` of a private article"): (
        lambda s: s.ask_after({"access": "private"})
    ),
    ("page of the site", "`GET /v1/pages` of a withdrawn article"): (_ask_for_withdrawn),
    ("page of the site", "`GET /v1/pages` of a new article"): lambda s: s.ask_new(),
    ("page of the site", "`GET /v1/pages` of a new page that is no article"): (
        lambda s: s.ask("http://news.example/search")
    ),
    ("page of the site", "`GET /v1/pages` of a new article, beyond the limit of the address"): (
        _beyond(f"pages:news:{_ADDRESS}", lambda s: s.ask_new())
    ),
    ("page of the site", "`GET /v1/pages` of a new article, beyond the budget of the site"): (
        _beyond("characters:news", lambda s: s.ask_new())
    ),
    ("page of the site", "`GET /v1/pages` of a page of no site"): (
        lambda s: s.ask("http://evil.example/bridge")
    ),
    ("page of the site", "`POST /v1/audio`"): (
        lambda s: s.post("/v1/audio", {"Origin": "http://news.example"})
    ),
    ("anybody", "`GET /v1/lexicon/entries`"): lambda s: s.client.get("/v1/lexicon/entries"),
    ("anybody", "`GET /v1/lexicon/reports`"): lambda s: s.client.get("/v1/lexicon/reports"),
    ("anybody", "`POST /v1/lexicon/try`"): lambda s: s.post("/v1/lexicon/try", body=_TRIAL),
    ("page of the site", "`POST /v1/lexicon/reports` of a word of an article"): (
        lambda s: s.report()
    ),
    ("page of the site", "`POST /v1/lexicon/reports` of a sentence that is not of an article"): (
        lambda s: s.report(sentence="The bridge is for sale.")
    ),
    ("page of the site", "`POST /v1/lexicon/reports`, beyond the limit of the address"): (
        lambda s: [s.report() for _ in range((Limits().reports_per_hour or 0) + 1)][-1]
    ),
    ("page of the site", "`POST /v1/lexicon/reports` of a site that wants none"): (
        lambda s: s.report(url="http://other.example/bridge", site="other")
    ),
    ("page of another site", "`POST /v1/lexicon/reports` of a word of an article"): (
        lambda s: s.report(origin="http://evil.example")
    ),
    ("key with `synthesize`", "`PUT /v1/lexicon/entries/WORD`"): (
        lambda s: s.mend(s.key("synthesize", site="news"))
    ),
    ("key with `publish`", "`PUT /v1/lexicon/entries/WORD` of its site"): (
        lambda s: s.mend(s.key("publish", site="news"))
    ),
    ("key with `publish`", "`PUT /v1/lexicon/entries/WORD?site=NAME` of another site"): (
        lambda s: s.mend(s.key("publish", site="news"), "?site=other")
    ),
    ("key with `publish`", "`POST /v1/lexicon/try` of its site"): (
        lambda s: s.post("/v1/lexicon/try", s.key("publish", site="news"), _TRIAL)
    ),
    ("key with `publish`", "`POST /v1/lexicon/remakes` of its site"): (
        lambda s: s.post("/v1/lexicon/remakes", s.key("publish", site="news"), {"word": "bridge"})
    ),
    ("key with `publish`", "`GET /v1/lexicon/reports` of its site"): (
        lambda s: s.client.get("/v1/lexicon/reports", headers=s.key("publish", site="news"))
    ),
    ("page of another site", "`GET /v1/pages` of a new article"): (
        lambda s: s.ask_new(origin="http://evil.example")
    ),
    ("page of another site", "`POST /v1/audio`, with a key"): (
        lambda s: s.post("/v1/audio", {**s.key("synthesize"), "Origin": "http://evil.example"})
    ),
    ("key with `synthesize`", "`POST /v1/audio`"): (
        lambda s: s.post("/v1/audio", s.key("synthesize"))
    ),
    ("key with `synthesize`", "`POST /v1/preview`"): (
        lambda s: s.post("/v1/preview", s.key("synthesize"))
    ),
    ("key with `synthesize`", "`PUT /v1/articles/ID`"): _save(_with_key("synthesize", site="news")),
    ("key with `publish`", "`PUT /v1/articles/ID` of its site"): (
        _save(_with_key("publish", site="news"), url=URL)
    ),
    ("key with `publish`", "`PUT /v1/articles/ID` with a URL of another site"): (
        _save(_with_key("publish", site="news"), url="http://other.example/bridge")
    ),
    ("key with `publish`", "`PUT /v1/articles/ID?site=NAME` of another site"): (
        _save(_with_key("publish", site="news"), "?site=other")
    ),
    ("key with `publish`", "`POST /v1/articles/ID/hold` of its site"): _hold,
    ("key with `publish`", "`GET /v1/articles` of its site"): (
        lambda s: s.client.get("/v1/articles", headers=s.key("publish", site="news"))
    ),
    ("key with `publish`", "`POST /v1/articles/ID/token` of its site"): _token,
    ("key with `publish`", "`GET /v1/plays` of its site"): _get_with("/v1/plays", "news"),
    ("key with `publish`", "`GET /v1/plays?site=NAME` of another site"): (
        _get_with("/v1/plays?site=other", "news")
    ),
    ("key with `publish`", "`GET /v1/articles/ID/plays` of its site"): (
        lambda s: s.client.get(
            f"/v1/articles/{s.publish()['id']}/plays", headers=s.key("publish", site="news")
        )
    ),
    ("key with `publish`", "`GET /metrics`"): _get_with("/metrics", "news"),
    ("key with `publish`", "`POST /v1/audio`"): lambda s: s.post("/v1/audio", s.key("publish")),
    ("key with `metrics`", "`GET /metrics`"): (
        lambda s: s.client.get("/metrics", headers=s.key("metrics"))
    ),
    ("key with `metrics`", "`POST /v1/audio`"): lambda s: s.post("/v1/audio", s.key("metrics")),
    ("key with `metrics`", "`GET /v1/plays`"): (
        lambda s: s.client.get("/v1/plays", headers=s.key("metrics"))
    ),
    ("key with `admin`", "`GET /metrics`"): (
        lambda s: s.client.get("/metrics", headers=s.key("admin"))
    ),
    ("key with `admin`", "`POST /v1/audio`"): lambda s: s.post("/v1/audio", s.key("admin")),
    ("key with `admin`", "`PUT /v1/articles/ID?site=NAME` of any site"): (
        _save(_with_key("admin"), "?site=other")
    ),
    ("unknown key", "`POST /v1/audio`"): (
        lambda s: s.post("/v1/audio", {"x-api-key": "listen_" + "0" * 12 + "_" + "A" * 43})
    ),
    ("revoked key", "`POST /v1/audio`"): _revoked,
    ("anybody, open server", "`POST /v1/audio`"): _opened(lambda s: s.post("/v1/audio")),
    ("anybody, open server", "`PUT /v1/articles/ID`"): _opened(_save(_nobody)),
    ("anybody, open server", "`GET /newsroom`, the list of sites"): _opened(
        lambda s: s.client.get("/newsroom")
    ),
    ("anybody, open server", "`GET /v1/pages` of a host in `LISTEN_FETCH`"): _opened(
        lambda s: s.ask_new(url="http://blog.example/bridge", origin="http://blog.example")
    ),
}


@pytest.fixture  # type: ignore[no-redef]  # it changes that of page_server
def config(config: WebConfig) -> WebConfig:
    club = replace(OTHER, name="club", hosts=("club.example",), protected_audio=True)
    news = replace(NEWS, report_mispronunciation=True, podcast=Podcast())
    return replace(config, sites=(news, OTHER, club), fetch=("blog.example",))


@pytest.fixture
def server(
    app: Flask,
    client: FlaskClient,
    keys: KeyStore,
    redis: Redis,
    store: MemoryStore,
    site: NewsSite,
    work: Callable[[], None],
) -> Server:
    assert DEFAULT_SITE not in [each.name for each in app.extensions[EXTENSION].sites.all()]
    return Server(app, client, keys, redis, store, site, work)


def test_every_line_has_a_case_and_every_case_a_line() -> None:
    lines = [(who, request) for who, request, _ in ROWS]
    assert len(lines) == len(set(lines)) > 40
    assert set(lines) == set(CASES)


@pytest.mark.parametrize(("who", "request_", "answer"), ROWS)
def test_a_line(server: Server, who: str, request_: str, answer: str) -> None:
    response = CASES[who, request_](server)
    if answer == str(response.status_code):
        return
    error = response.get_json(silent=True) or {}
    code = error.get("code") or error.get("error", {}).get("code")
    assert f"{response.status_code} `{code}`" == answer
