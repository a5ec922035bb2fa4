"""A server below a path: its links, whether a proxy strips the path or passes it on."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from audio_cache.state import States
from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.extraction.scheduler import ExtractionScheduler
from listen.web.app import create_app
from listen.web.services import EXTENSION
from tests.listen.web.test_pages import Tags

PUBLIC_URL = "https://news.example/listen"
UNKNOWN = "ab" * 32
STYLES = pytest.mark.parametrize("prefix", ["", "/listen"], ids=["stripped", "passed on"])


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    return replace(config, public_url=PUBLIC_URL, host="0.0.0.0", open=True)


class Proxy(FlaskClient):
    """Calls the server as a bare proxy does: with the name of its upstream, and by HTTP."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, **{"base_url": "http://listen_backend", **kwargs})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return Proxy(app)


@pytest.fixture
def key(client: FlaskClient) -> str:
    return str(client.post("/v1/audio", json={"text": "It opened on Monday."}).get_json()["key"])


def get(client: FlaskClient, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, (path, response.get_data(as_text=True)[:300])
    return response


@STYLES
def test_the_resource_links_below_the_path(client: FlaskClient, prefix: str) -> None:
    response = client.post(f"{prefix}/v1/audio", json={"text": "It opened on Monday."})
    resource = response.get_json()
    links = resource["links"]
    assert response.headers["Location"] == links["self"] == f"/listen/v1/audio/{resource['key']}"
    assert links["formats"]["ogg"] == f"/listen/audio/{resource['key']}.ogg"
    for link in (*links.pop("formats").values(), *links.values()):
        assert link.startswith("/listen/")
        assert client.head(link).status_code != 404, link


@STYLES
@pytest.mark.parametrize("path", ["/", "/docs", "/docs/errors", "/embed/KEY", f"/embed/{UNKNOWN}"])
def test_every_page_links_below_the_public_url(
    client: FlaskClient, key: str, prefix: str, path: str
) -> None:
    tags = Tags(client.get(prefix + path.replace("KEY", key)).get_data(as_text=True))
    links = [
        attributes[name]
        for _, attributes in tags.tags
        for name in ("href", "src")
        if attributes.get(name) and not str(attributes[name]).startswith("#")
    ]
    assert links
    for link in map(str, links):
        if link.startswith("https://") and "news.example" not in link:
            continue  # of the documentation
        assert link.startswith(("/listen/", f"{PUBLIC_URL}/")), link
        with client.get(link.removeprefix("https://news.example").partition("#")[0]) as response:
            assert response.status_code in (200, 503), link  # 503: audio that nobody has made


@STYLES
def test_the_embed_page_names_the_public_url(client: FlaskClient, key: str, prefix: str) -> None:
    tags = Tags(get(client, f"{prefix}/embed/{key}").get_data(as_text=True))
    links = {str(link["rel"]): link for link in tags.all("link")}
    assert links["canonical"]["href"] == f"{PUBLIC_URL}/embed/{key}"
    assert str(links["alternate"]["href"]).startswith(f"{PUBLIC_URL}/oembed?url=https")
    meta = {
        meta.get("property"): meta["content"] for meta in tags.all("meta") if "property" in meta
    }
    assert meta["og:url"] == f"{PUBLIC_URL}/embed/{key}"
    assert meta["og:audio"] == f"{PUBLIC_URL}/audio/{key}.mp3"


@STYLES
def test_oembed_describes_pages_of_the_public_url(
    client: FlaskClient, key: str, prefix: str
) -> None:
    def describe(url: str) -> Any:
        return client.get(f"{prefix}/oembed", query_string={"url": url})

    for root in (PUBLIC_URL, "http://news.example/listen", "https://NEWS.example:443/listen"):
        answer = describe(f"{root}/embed/{key}?theme=dark").get_json()
        assert answer["provider_url"] == f"{PUBLIC_URL}/"
        (frame,) = Tags(answer["html"]).all("iframe")
        assert frame["src"] == f"{PUBLIC_URL}/embed/{key}?theme=dark"
    for root in (
        *(
            "https://news.example",
            "https://news.example/other",
            "https://news.example/listen/listen",
        ),
        *("https://listen_backend/listen", "https://news.example:8000/listen", "http://localhost"),
    ):
        response = describe(f"{root}/embed/{key}")
        assert response.status_code == 404
        assert f"'url' must be {PUBLIC_URL}/embed/" in response.get_json()["detail"]


@STYLES
def test_problems_and_openapi_name_the_public_url(client: FlaskClient, prefix: str) -> None:
    problem = client.get(f"{prefix}/v1/audio/{UNKNOWN}").get_json()
    assert problem["type"] == f"{PUBLIC_URL}/docs/errors#unknown_audio"
    document = get(client, f"{prefix}/openapi.json").get_json()
    assert [server["url"] for server in document["servers"]] == [PUBLIC_URL]
    assert f"curl {PUBLIC_URL}/healthz" in get(client, f"{prefix}/docs").get_data(as_text=True)


@STYLES
def test_redirects_lead_below_the_path(
    client: FlaskClient, key: str, redis: Redis, prefix: str
) -> None:
    States(redis).failed(key, "engine_failed", "It broke.", UNKNOWN)
    audio = client.get(f"{prefix}/audio/{key}.mp3?download=A+b")
    assert audio.headers["Location"] == f"/listen/audio/{UNKNOWN}.mp3?download=A+b"
    embed = client.get(f"{prefix}/embed/{key}?theme=dark&_scheme=ftp&_external=1")
    assert embed.headers["Location"].startswith(f"/listen/embed/{UNKNOWN}?theme=dark")
    slashes = client.get(f"{prefix}//evil.example//docs")
    assert "Location" not in slashes.headers or slashes.headers["Location"].startswith(PUBLIC_URL)


@STYLES
def test_errors_of_openais_endpoints_have_their_form(client: FlaskClient, prefix: str) -> None:
    for path in ("/v1/audio/speech", "/v1/models/x", "/v1/audio/speech/nowhere"):
        assert "error" in client.get(prefix + path).get_json(), path


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://news.example", 202),
        ("http://listen_backend", 202),
        ("http://news.example", 403),
        ("https://news.example:8000", 403),
        ("https://news.example.evil.example", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
def test_pages_of_the_public_url_may_post(client: FlaskClient, origin: str, status: int) -> None:
    response = client.post("/v1/audio", json={"text": "Words."}, headers={"Origin": origin})
    assert response.status_code == status


def test_pages_of_any_origin_may_read_below_the_path(client: FlaskClient) -> None:
    for path in ("/player.js", "/listen/player.js", f"/listen/audio/{UNKNOWN}.mp3"):
        response = client.get(path, headers={"Origin": "https://other.example"})
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_without_a_path_links_are_as_without_the_setting(
    config: WebConfig,
    store: MemoryStore,
    redis: Redis,
    announced: None,
    scheduler: ExtractionScheduler,
) -> None:
    texts = []
    for public_url in ("", "https://news.example"):
        served = replace(config, public_url=public_url)
        app = create_app(served, store=store, redis=redis, scheduler=scheduler)
        texts.append(app.test_client().post("/v1/audio", json={"text": "Words."}).get_data())
    assert texts[0] == texts[1]


@pytest.fixture(params=["/audio", "/v1", "/v1/audio", "/embed", "/docs", "/static", "/v1.0/~a_b-c"])
def collision(
    request: pytest.FixtureRequest,
    config: WebConfig,
    store: MemoryStore,
    redis: Redis,
    announced: None,
    scheduler: ExtractionScheduler,
) -> Iterator[tuple[FlaskClient, str]]:
    """A server below a path that is also the beginning of a route, and the path."""
    config = replace(config, public_url=f"https://news.example{request.param}")
    app = create_app(config, store=store, redis=redis, scheduler=scheduler)
    yield app.test_client(), request.param
    app.extensions[EXTENSION].live.close()


def test_the_path_may_be_the_name_of_a_route(collision: tuple[FlaskClient, str]) -> None:
    client, prefix = collision
    for style in ("", prefix):
        created = client.post(f"{style}/v1/audio", json={"text": "Words."})
        key = created.get_json()["key"]
        for path, status in {
            "/": 200,
            "/docs": 200,
            "/docs/errors": 200,
            "/openapi.json": 200,
            "/healthz": 200,
            "/player.js": 200,
            "/static/page.js": 200,
            "/static/player/server.js": 200,
            f"/embed/{key}": 200,
            f"/v1/audio/{key}": 200,
            f"/v1/audio/{key}/marks": 409,
            f"/audio/{key}.vtt": 409,
            "/v1/models": 200,
            "/v1/models/tts-1": 200,
        }.items():
            with client.get(style + path) as response:
                assert response.status_code == status, style + path
        assert client.post(f"{style}/v1/audio/{key}", json={}).status_code == 202
        assert client.post(f"{style}/v1/preview", json={"text": "Words."}).status_code == 200


@pytest.mark.parametrize("path", ["/listen", "/listen/", "/"])
def test_the_public_url_itself_is_the_demo_page(client: FlaskClient, path: str) -> None:
    assert "Listen to Article" in get(client, path).get_data(as_text=True)


@pytest.mark.parametrize(
    "path", ["/listening", "/listen.js", "/listen/listen/docs", "/Listen/docs"]
)
def test_other_paths_are_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_header_script_name_is_ignored(client: FlaskClient) -> None:
    headers = {"Script-Name": "/x", "X-Script-Name": "/x", "X-Forwarded-Prefix": "/x"}
    resource = client.post("/v1/audio", json={"text": "Words."}, headers=headers).get_json()
    assert resource["links"]["self"].startswith("/listen/v1/")
