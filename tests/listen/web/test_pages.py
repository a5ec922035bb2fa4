"""The demo, the embeddable page, and its oEmbed description."""

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
from listen.sites.site import Site
from listen.web.app import create_app

TITLE = 'Bridge & "tunnel" <reopened>'
UNKNOWN = "ab" * 32


class Tags(HTMLParser):
    """Parses a page into tags with their attributes, and text."""

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
    requested = client.post("/v1/audio", json={"text": "It opened on Monday.", "title": TITLE})
    return str(requested.get_json()["key"])


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


def test_every_file_that_a_page_links_exists(client: FlaskClient, key: str) -> None:
    for path in ("/", f"/embed/{key}"):
        for tag, attributes in page(client, path).tags:
            address = attributes.get("src") if tag in ("script", "img") else None
            if tag == "link" and attributes.get("rel") in ("icon", "stylesheet"):
                address = attributes["href"]
            if address:
                with client.get(address) as response:
                    assert response.status_code == 200, address


class TestDemo:
    def test_it_is_served_with_its_script(self, client: FlaskClient) -> None:
        assert "Listen to Article" in client.get("/").get_data(as_text=True)
        with client.get("/static/page.js") as script:
            assert script.status_code == 200

    @pytest.mark.parametrize(
        ("fetch", "sites", "text"),
        [
            ((), (), "LISTEN_FETCH"),
            (("any",), (), "any public page"),
            (("a.example",), (Site("b", ("b.example",)),), "a.example, b.example."),
            (tuple(f"{n}.example" for n in range(6)), (), "3.example and 2 more."),
        ],
    )
    def test_it_names_the_hosts_whose_pages_are_fetched(
        self,
        config: WebConfig,
        store: MemoryStore,
        redis: Redis,
        fetch: tuple[str, ...],
        sites: tuple[Site, ...],
        text: str,
    ) -> None:
        app = create_app(replace(config, fetch=fetch, sites=sites), store=store, redis=redis)
        assert text in page(app.test_client(), "/").text


class TestEmbed:
    def test_it_has_the_player_and_an_audio_element_without_javascript(
        self, client: FlaskClient, key: str
    ) -> None:
        tags = page(client, f"/embed/{key}")
        (player,) = tags.all("listen-article")
        assert player["audio-key"] == key
        assert "transcript" in player
        (audio,) = tags.all("audio")
        assert (audio["src"], audio["preload"]) == (f"/audio/{key}.mp3", "none")
        assert TITLE in tags.text

    def test_theme_and_transcript_are_options(self, client: FlaskClient, key: str) -> None:
        tags = page(client, f"/embed/{key}?theme=dark&transcript=0")
        assert tags.all("html")[0]["data-theme"] == "dark"
        assert "transcript" not in tags.all("listen-article")[0]
        assert "data-theme" not in page(client, f"/embed/{key}?theme=x").all("html")[0]

    @pytest.mark.parametrize("name", [UNKNOWN, "x", "%00", "a b"])
    def test_an_unknown_audio_is_an_html_page(self, client: FlaskClient, name: str) -> None:
        assert "Audio not found" in page(client, f"/embed/{name}", 404).text

    def test_a_failed_audio_shows_the_error(
        self, client: FlaskClient, key: str, redis: Redis
    ) -> None:
        States(redis).failed(key, "engine_failed", "The engine broke.")
        assert "The engine broke." in page(client, f"/embed/{key}").text

    def test_an_audio_that_is_generated_again_has_its_own_page(
        self, client: FlaskClient, key: str, redis: Redis
    ) -> None:
        States(redis).failed(key, "engine_failed", "The engine broke.", UNKNOWN)
        client.post(f"/v1/audio/{key}")
        assert TITLE in page(client, f"/embed/{key}").text

    def test_a_superseded_audio_redirects_to_its_fallback(
        self, client: FlaskClient, key: str, redis: Redis
    ) -> None:
        States(redis).failed(key, "engine_failed", "The engine broke.", UNKNOWN)
        response = client.get(f"/embed/{key}?theme=dark")
        assert response.status_code == 307
        assert response.headers["Location"] == f"/embed/{UNKNOWN}?theme=dark"

    def test_without_redis_the_error_is_an_html_page(self, config: WebConfig) -> None:
        away = Redis(unix_socket_path=str(config.data_dir / "none"))
        app = create_app(config, store=MemoryStore(), redis=away)
        response = app.test_client().get(f"/embed/{UNKNOWN}")
        assert (response.status_code, response.mimetype) == (503, "text/html")
        assert response.headers["Retry-After"]


class TestOEmbed:
    def describe(self, client: FlaskClient, url: str, **options: Any) -> Any:
        return client.get("/oembed", query_string={"url": url, **options})

    def test_the_page_links_to_its_description_and_back(
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
            ({"maxheight": 200}, (640, 180), {"transcript": ["0"]}),
            ({"maxheight": 100}, (640, 100), {"transcript": ["0"]}),
        ],
    )
    def test_the_frame_fits_the_size_limits(
        self,
        client: FlaskClient,
        key: str,
        options: dict[str, int],
        size: tuple[int, int],
        query: dict[str, list[str]],
    ) -> None:
        answer = self.describe(client, f"https://localhost/embed/{key}", **options).get_json()
        assert (answer["width"], answer["height"]) == size
        frame = Tags(answer["html"]).all("iframe")[0]
        assert (frame["width"], frame["height"]) == tuple(map(str, size))
        source = urlsplit(str(frame["src"]))
        assert (source.scheme, parse_qs(source.query)) == ("https", query)

    def test_only_known_options_of_the_url_are_kept(self, client: FlaskClient, key: str) -> None:
        url = f"http://localhost/embed/{key}?theme=dark&x=%22%3E%3Cscript%3E"
        frame = Tags(self.describe(client, url).get_json()["html"]).all("iframe")[0]
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
    def test_other_urls_are_not_found(self, client: FlaskClient, url: str) -> None:
        response = self.describe(client, url)
        assert (response.status_code, response.mimetype) == (404, "application/problem+json")

    def test_the_only_format_is_json(self, client: FlaskClient, key: str) -> None:
        url = f"http://localhost/embed/{key}"
        assert self.describe(client, url, format="xml").status_code == 501
        assert json.loads(self.describe(client, url, format="json").data)["type"] == "rich"

    @pytest.mark.parametrize("size", ["0", "-1", "wide", "1e9", "9" * 99])
    def test_a_size_limit_must_be_a_number_of_pixels(
        self, client: FlaskClient, key: str, size: str
    ) -> None:
        response = self.describe(client, f"http://localhost/embed/{key}", maxwidth=size)
        assert (response.status_code, response.get_json()["code"]) == (400, "malformed")


def test_absolute_urls_use_the_host_of_the_request(app: Flask, key: str) -> None:
    client = app.test_client()
    url = f"http://127.0.0.1:8000/embed/{key}"
    response = client.get("/oembed", query_string={"url": url}, headers={"Host": "127.0.0.1:8000"})
    assert url in response.get_json()["html"]
