"""The demo page, the embed page, and its oEmbed description."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.state import States
from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.publishers.sites import Site
from listen.web.app import create_app

TITLE = 'Bridge & "tunnel" <reopened>'
UNKNOWN = "ab" * 32


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def key(client: FlaskClient) -> str:
    response = client.post("/v1/audio", json={"text": "It opened on Monday.", "title": TITLE})
    return str(response.get_json()["key"])


def page(client: FlaskClient, path: str, status: int = 200) -> Tags:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (status, "text/html")
    return Tags(response.get_data(as_text=True))


@pytest.mark.parametrize(
    ("path", "ancestors"), [("/", "'self'"), ("/embed/KEY", "*"), (f"/embed/{UNKNOWN}", "*")]
)
def test_pages_run_only_their_own_files(
    client: FlaskClient, key: str, path: str, ancestors: str
) -> None:
    response = client.get(path.replace("KEY", key))
    policy = dict(
        rule.strip().split(" ", 1)
        for rule in response.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == ancestors
    for tag, attributes in Tags(response.get_data(as_text=True)).tags:
        assert tag != "style"
        assert tag != "script" or attributes["src"]
        assert not any(name == "style" or name.startswith("on") for name in attributes)


def test_every_file_that_the_pages_load_exists(client: FlaskClient, key: str) -> None:
    for path in ("/", f"/embed/{key}"):
        for tag, attributes in page(client, path).tags:
            address = attributes.get("src") if tag in ("script", "img") else None
            if tag == "link" and attributes.get("rel") in ("icon", "stylesheet"):
                address = attributes["href"]
            if address:
                with client.get(address) as response:
                    assert response.status_code == 200, address


class TestDemo:
    @pytest.mark.parametrize(
        ("fetch", "sites", "hint"),
        [
            ((), (), "LISTEN_FETCH"),
            (("any",), (), "any public page"),
            (("a.example",), (Site("b", ("b.example",)),), "a.example, b.example."),
            (tuple(f"{n}.example" for n in range(6)), (), "3.example and 2 more."),
        ],
    )
    def test_it_says_which_hosts_pages_are_fetched_from(
        self,
        config: WebConfig,
        store: MemoryStore,
        redis: Redis,
        fetch: tuple[str, ...],
        sites: tuple[Site, ...],
        hint: str,
    ) -> None:
        app = create_app(replace(config, fetch=fetch, sites=sites), store=store, redis=redis)
        assert hint in page(app.test_client(), "/").text


class TestEmbed:
    def test_it_has_the_player_and_without_javascript_the_audio(
        self, client: FlaskClient, key: str
    ) -> None:
        tags = page(client, f"/embed/{key}")
        (player,) = tags.all("listen-article")
        assert player["audio-key"] == key
        assert "transcript" in player
        (audio,) = tags.all("audio")
        assert (audio["src"], audio["preload"]) == (f"/audio/{key}.mp3", "none")
        assert TITLE in tags.text

    def test_query_parameters_set_the_theme_and_hide_the_transcript(
        self, client: FlaskClient, key: str
    ) -> None:
        tags = page(client, f"/embed/{key}?theme=dark&transcript=0")
        assert tags.all("html")[0]["data-theme"] == "dark"
        assert "transcript" not in tags.all("listen-article")[0]
        assert "data-theme" not in page(client, f"/embed/{key}?theme=x").all("html")[0]

    @pytest.mark.parametrize("name", [UNKNOWN, "x", "%00", "a b"])
    def test_an_unknown_audio_is_a_page_with_status_404(
        self, client: FlaskClient, name: str
    ) -> None:
        assert "Audio not found" in page(client, f"/embed/{name}", 404).text

    def test_a_failed_audio_shows_its_error(
        self, client: FlaskClient, key: str, redis: Redis
    ) -> None:
        States(redis).failed(key, "engine_failed", "The engine broke.")
        assert "The engine broke." in page(client, f"/embed/{key}").text

    def test_a_superseded_audio_that_is_requested_again_has_its_own_page(
        self, client: FlaskClient, key: str, redis: Redis
    ) -> None:
        States(redis).failed(key, "engine_failed", "The engine broke.", UNKNOWN)
        client.post(f"/v1/audio/{key}")
        assert TITLE in page(client, f"/embed/{key}").text

    def test_a_superseded_audio_redirects_to_its_successor(
        self, client: FlaskClient, key: str, redis: Redis
    ) -> None:
        States(redis).failed(key, "engine_failed", "The engine broke.", UNKNOWN)
        response = client.get(f"/embed/{key}?theme=dark")
        assert response.status_code == 307
        assert response.headers["Location"] == f"/embed/{UNKNOWN}?theme=dark"

    def test_without_redis_there_is_a_page_with_status_503(self, config: WebConfig) -> None:
        unreachable = Redis(unix_socket_path=str(config.data_dir / "none"))
        app = create_app(config, store=MemoryStore(), redis=unreachable)
        response = app.test_client().get(f"/embed/{UNKNOWN}")
        assert (response.status_code, response.mimetype) == (503, "text/html")
        assert response.headers["Retry-After"]


class TestOEmbed:
    def get(self, client: FlaskClient, url: str, **options: Any) -> Any:
        return client.get("/oembed", query_string={"url": url, **options})

    def test_the_page_links_to_it_and_it_frames_the_page(
        self, client: FlaskClient, key: str
    ) -> None:
        (link,) = [
            link
            for link in page(client, f"/embed/{key}").all("link")
            if link.get("type") == "application/json+oembed"
        ]
        answer = client.get(str(link["href"])).get_json()
        frame = Tags(answer.pop("html")).all("iframe")[0]
        assert frame["src"] == f"http://localhost/embed/{key}"
        assert frame["title"] == TITLE
        assert answer == {
            "type": "rich",
            "version": "1.0",
            "title": TITLE,
            "provider_name": "Listen",
            "provider_url": "http://localhost/",
            "width": 640,
            "height": 360,
        }

    @pytest.mark.parametrize(
        ("options", "size", "query"),
        [
            ({"maxwidth": 2000, "maxheight": 2000}, (640, 360), {}),
            ({"maxwidth": 320}, (320, 360), {}),
            ({"maxheight": 200}, (640, 160), {"transcript": ["0"]}),
            ({"maxheight": 100}, (640, 100), {"transcript": ["0"]}),
        ],
    )
    def test_the_frame_fits_the_requested_size(
        self,
        client: FlaskClient,
        key: str,
        options: dict[str, int],
        size: tuple[int, int],
        query: dict[str, list[str]],
    ) -> None:
        answer = self.get(client, f"https://localhost/embed/{key}", **options).get_json()
        assert (answer["width"], answer["height"]) == size
        frame = Tags(answer["html"]).all("iframe")[0]
        assert (frame["width"], frame["height"]) == tuple(map(str, size))
        source = urlsplit(str(frame["src"]))
        assert (source.scheme, parse_qs(source.query)) == ("https", query)

    def test_known_query_parameters_are_kept_and_others_dropped(
        self, client: FlaskClient, key: str
    ) -> None:
        url = f"http://localhost/embed/{key}?theme=dark&x=%22%3E%3Cscript%3E"
        frame = Tags(self.get(client, url).get_json()["html"]).all("iframe")[0]
        assert str(frame["src"]).endswith(f"/embed/{key}?theme=dark")

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "nonsense",
            "http://[",
            "javascript:alert(1)",
            "http://localhost/",
            f"http://other.example/embed/{UNKNOWN}",
            f"http://localhost@other.example/embed/{UNKNOWN}",
            f"ftp://localhost/embed/{UNKNOWN}",
            f"http://localhost/embed/{UNKNOWN}",
        ],
    )
    def test_a_url_of_another_page_is_not_found(self, client: FlaskClient, url: str) -> None:
        response = self.get(client, url)
        assert (response.status_code, response.mimetype) == (404, "application/problem+json")

    def test_json_is_the_only_format(self, client: FlaskClient, key: str) -> None:
        url = f"http://localhost/embed/{key}"
        assert self.get(client, url, format="xml").status_code == 501
        assert json.loads(self.get(client, url, format="json").data)["type"] == "rich"

    @pytest.mark.parametrize("size", ["0", "-1", "wide", "1e9", "9" * 99])
    def test_a_size_must_be_a_number_of_pixels(
        self, client: FlaskClient, key: str, size: str
    ) -> None:
        response = self.get(client, f"http://localhost/embed/{key}", maxwidth=size)
        assert (response.status_code, response.get_json()["code"]) == (400, "malformed")


def test_absolute_urls_have_the_requested_host(app: Flask, key: str) -> None:
    client = app.test_client()
    url = f"http://127.0.0.1:8000/embed/{key}"
    response = client.get("/oembed", query_string={"url": url}, headers={"Host": "127.0.0.1:8000"})
    assert url in response.get_json()["html"]
