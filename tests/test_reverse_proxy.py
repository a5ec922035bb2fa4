"""The real server behind a real nginx, below a path that nginx removes or passes on."""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import openai
import pytest
import requests
from redis import Redis

from tests.conftest import free_port, running_server, workers
from tests.nginx import LOCATIONS, needs_nginx, nginx, public_url

pytestmark = [pytest.mark.e2e, needs_nginx]

TIMEOUT = 120.0
ARTICLE = {"text": "It opened on Monday. It cost $5.", "title": "The bridge"}
_IMPORT = re.compile(r"""(?:^|\s)(?:import|from|@import url\()\s*["']([^"'\s]+)["']""")


@pytest.fixture(scope="module", params=LOCATIONS)
def server(
    request: pytest.FixtureRequest, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The public URL of a server with a worker that speaks with beeps, and its own URL."""
    data_dir, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("nginx")
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    (url, port), upstream = public_url(), free_port()
    with workers(redis_url, data_dir) as spawn:
        spawn()
        with (
            running_server(redis_url, data_dir, upstream, LISTEN_PUBLIC_URL=url) as own_url,
            nginx(folder, port, upstream, LOCATIONS[request.param]),
        ):
            yield url, own_url


@pytest.fixture
def url(server: tuple[str, str]) -> str:
    return server[0]


class Links(HTMLParser):
    """The URLs in attributes of a page, also those of an iframe in an oEmbed response."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        names = ["href", "src"]
        if str(values.get("property", "")) in ("og:url", "og:audio"):
            names.append("content")
        self.found |= {value for name in names if (value := values.get(name))}


def links_in(response: requests.Response) -> set[str]:
    """Return the URLs that a page, a script, a style sheet or a JSON response leads to."""
    media_type = response.headers["Content-Type"].partition(";")[0]
    if media_type == "text/html":
        found = Links(response.text).found
    elif media_type in ("text/javascript", "text/css"):
        found = set(_IMPORT.findall(response.text))
    elif media_type == "application/json":
        found = links_in_json(response.json())
    else:
        found = set()
    return {urldefrag(urljoin(response.url, link)).url for link in found}


def links_in_json(document: dict[str, Any]) -> set[str]:
    """Return the links of a resource, those in the HTML of oEmbed, and the routes of OpenAPI."""
    links = document.get("links", {})
    formats = links.pop("formats", {})
    base = document.get("servers", [{}])[0].get("url", "")
    paths = document.get("paths", {})
    readable = {path for path in paths if "get" in paths[path] and "{" not in path}
    readable = {path for path in readable if "401" not in paths[path]["get"]["responses"]}
    routes = {base + path for path in readable - {"/oembed", "/v1/pages"}}  # they need a URL
    return {*links.values(), *formats.values(), *Links(document.get("html", "")).found, *routes}


def request_audio(url: str, **fields: str) -> str:
    """Return the URL of a finished audio's resource."""
    response = requests.post(
        f"{url}/v1/audio", json=ARTICLE | fields, headers={"Accept": "audio/mpeg"}, timeout=TIMEOUT
    )
    assert response.status_code == 200, response.text
    assert len(response.content) > 1000
    return urljoin(response.url, response.headers["Location"])


def test_every_link_leads_below_the_public_url_and_is_found(url: str) -> None:
    resource = request_audio(url)
    waiting, seen = {resource, f"{url}/", f"{url}/docs", f"{url}/openapi.json"}, set()
    while waiting:
        link = waiting.pop()
        seen.add(link)
        response = requests.get(link, timeout=TIMEOUT, headers={"Accept-Encoding": "identity"})
        assert response.status_code == 200, (link, response.status_code, response.text[:200])
        found = {each for each in links_in(response) if not is_elsewhere(each)}
        for each in found:
            assert each.startswith(f"{url}/"), f"{link} links to {each}"
        waiting |= found - seen
    paths = {urlsplit(link).path for link in seen}
    key = resource.rpartition("/")[2]
    for path in (
        *("/player.js", "/static/page.js", "/static/page/embedding.js", "/static/player/server.js"),
        *("/static/base.css", "/docs/errors", "/healthz", "/v1/voices", "/oembed"),
        *(f"/embed/{key}", f"/audio/{key}.flac", f"/audio/{key}.vtt", f"/v1/audio/{key}/events"),
    ):
        assert f"/listen{path}" in paths, path


def is_elsewhere(link: str) -> bool:
    """Return whether a link is one of the documentation's, to other sites."""
    return not urlsplit(link).netloc.startswith("127.0.0.1")


def test_pages_of_the_public_url_may_post_and_others_may_not(url: str) -> None:
    own = urlsplit(url)._replace(path="").geturl()
    for origin, status in {own: 200, "https://evil.example": 403}.items():
        headers = {"Origin": origin}
        answer = requests.post(f"{url}/v1/preview", json=ARTICLE, headers=headers, timeout=TIMEOUT)
        assert answer.status_code == status, origin


def test_new_audio_is_sent_whole_and_its_events_end(url: str) -> None:
    created = requests.post(
        f"{url}/v1/audio", json=ARTICLE | {"title": "Another bridge"}, timeout=TIMEOUT
    )
    links = created.json()["links"]
    events = requests.get(urljoin(url, links["events"]), timeout=TIMEOUT)
    assert events.headers["Content-Type"].startswith("text/event-stream")
    assert "event: finished" in events.text
    audio = requests.get(urljoin(url, links["audio"]), timeout=TIMEOUT)
    assert (audio.status_code, audio.headers["Content-Length"]) == (200, str(len(audio.content)))


def test_the_command_line_takes_the_public_url(url: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It opened on Monday.")
    for server in (url, f"{url}/"):
        for arguments in (
            *(["say", "a.txt", "-o", "a.ogg"], ["preview", "a.txt"], ["voices"], ["health"]),
        ):
            command = [sys.executable, "-m", "listen", *arguments, "--server", server]
            done = subprocess.run(
                command, cwd=tmp_path, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.ogg").read_bytes().startswith(b"OggS")


def test_an_openai_client_takes_the_public_url_as_base(url: str) -> None:
    client = openai.OpenAI(base_url=f"{url}/v1", api_key="any")
    assert len(client.audio.speech.create(model="tts-1", voice="alloy", input="Hi.").read()) > 1000
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("nothing")


def test_the_server_answers_directly_too(server: tuple[str, str]) -> None:
    url, own_url = server
    key = request_audio(url).rpartition("/")[2]
    for prefix in ("", "/listen"):
        for path in ("/healthz", "/readyz", "/", f"/embed/{key}", f"/audio/{key}.mp3"):
            assert requests.get(f"{own_url}{prefix}{path}", timeout=TIMEOUT).status_code == 200
    page = requests.get(f"{own_url}/embed/{key}", timeout=TIMEOUT).text
    assert f'<link rel="canonical" href="{url}/embed/{key}">' in page
    assert own_url not in page


def test_another_sites_name_is_refused_through_the_proxy_and_directly(
    server: tuple[str, str],
) -> None:
    headers = {"Host": "rebound.evil.example", "Origin": "http://rebound.evil.example"}
    for each in server:
        answer = requests.post(f"{each}/v1/audio", json=ARTICLE, headers=headers, timeout=TIMEOUT)
        assert answer.status_code == 403
        assert "evil" not in answer.json()["type"]
