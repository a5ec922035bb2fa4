"""A real nginx that sends finished audio after the web process has checked the request."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from redis import Redis

from audio_cache.formats import FORMATS
from audio_cache.rendition import Rendition
from audio_cache.stores import FileStore
from audio_cache.stores.store import SIGNED, WITHDRAWN
from bench.proxy import LOCATION, product_configuration, running_nginx
from listen.database.database import Database
from listen.keys.audio_signer import AudioSigner
from tests.conftest import free_port, running_server, workers
from tests.nginx import needs_nginx

pytestmark = [pytest.mark.e2e, needs_nginx]

TIMEOUT = 120.0
DEFAULT_SETTINGS = """
server {{
    listen 127.0.0.1:{port};
    location / {{
        proxy_pass http://127.0.0.1:{upstream};
        proxy_set_header X-Sendfile-Type X-Accel-Redirect;
    }}
    location /listen-audio/ {{ internal; alias {data_dir}/audio/; }}
}}
"""
"""Nothing but what the redirect needs."""

_OF_A_CONNECTION = ("Connection", "Date", "Keep-Alive", "Server", "Transfer-Encoding")


@dataclass(frozen=True)
class Proxied:
    """A server behind nginx."""

    url: str
    """Of nginx."""
    own_url: str
    """Of the web process."""
    data_dir: Path
    log: Path
    """Of nginx, with the file that each request was redirected to."""

    def new_audio(self, title: str, extension: str = "mp3") -> str:
        """Return the path of a finished audio."""
        answer = requests.post(
            f"{self.own_url}/v1/audio",
            json={"title": title, "text": "Some words. More of them."},
            headers={"Accept": "audio/mpeg"},
            timeout=TIMEOUT,
        )
        assert answer.content, answer.text
        path = f"/audio/{answer.headers['Location'].rpartition('/')[2]}.{extension}"
        assert requests.get(self.own_url + path, timeout=TIMEOUT).content
        return path

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(self.url + path, headers=headers, timeout=TIMEOUT)

    def was_sent_by_nginx(self, path: str) -> bool:
        key, _, extension = path.removeprefix("/audio/").partition(".")
        return Rendition(key, extension).path in self.log.read_text()


@pytest.fixture(scope="module", params=["product", "default settings"])
def proxied(
    request: pytest.FixtureRequest, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxied]:
    data_dir, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("nginx")
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    port, upstream = free_port(), free_port()
    inside = product_configuration(folder, port, [upstream], data_dir)
    if request.param != "product":
        inside = DEFAULT_SETTINGS.format(port=port, upstream=upstream, data_dir=data_dir)
    url = f"http://127.0.0.1:{port}"
    settings = {"LISTEN_ACCEL_REDIRECT": LOCATION, "LISTEN_TRUSTED_PROXIES": "1"}
    with workers(redis_url, data_dir) as spawn:
        spawn()
        with (
            running_server(redis_url, data_dir, upstream, **settings) as own_url,
            running_nginx(folder, inside, url, access_log="access.log redirects"),
        ):
            yield Proxied(url, own_url, data_dir, folder / "access.log")


@pytest.fixture
def product(proxied: Proxied, request: pytest.FixtureRequest) -> Proxied:
    if "default" in request.node.name:
        pytest.skip("is what the product's configuration adds")
    return proxied


REQUESTS: dict[str, dict[str, str]] = {
    "the whole file": {},
    "a range": {"Range": "bytes=100-299"},
    "the first two bytes": {"Range": "bytes=0-1"},
    "an open range": {"Range": "bytes=500-"},
    "the end": {"Range": "bytes=-100"},
    "more than there is, from the end": {"Range": "bytes=-100000000"},
    "more than there is": {"Range": "bytes=100-100000000"},
    "a range beyond the end": {"Range": "bytes=100000000-"},
    "two ranges": {"Range": "bytes=0-1,100-200"},
    "an impossible range": {"Range": "bytes=5-2"},
    "a number of 30 digits": {"Range": "bytes=5-" + "9" * 30},
    "another unit": {"Range": "lines=1-2"},
    "a range of this version": {"Range": "bytes=0-99", "If-Range": "ETAG"},
    "a range of another version": {"Range": "bytes=0-99", "If-Range": '"other"'},
    "a range of this date": {"Range": "bytes=0-99", "If-Range": "DATE"},
    "a known version": {"If-None-Match": "ETAG"},
    "a known version among others": {"If-None-Match": '"other", W/ETAG'},
    "an old version": {"If-None-Match": '"other"'},
    "a known date": {"If-Modified-Since": "DATE"},
    "an old date": {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
    "only this version": {"If-Match": "ETAG"},
    "only another version": {"If-Match": '"other"'},
    "only unchanged": {"If-Unmodified-Since": "DATE"},
    "only unchanged since long ago": {"If-Unmodified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
}


@pytest.fixture(scope="module")
def finished(proxied: Proxied) -> str:
    """The path of a finished audio."""
    return proxied.new_audio("Finished")


def without_type(answer: requests.Response) -> Any:
    """Return the body, without the id in a problem, and the URL, which has the called host."""
    if answer.status_code < 400 or not answer.content:
        return answer.content
    return {**answer.json(), "type": None, "request_id": None}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("name", REQUESTS)
def test_an_answer_is_that_of_the_server(
    proxied: Proxied, finished: str, name: str, method: str, request: pytest.FixtureRequest
) -> None:
    plain = requests.head(proxied.own_url + finished, timeout=TIMEOUT).headers
    headers = {
        field: value.replace("ETAG", plain["ETag"]).replace("DATE", plain["Last-Modified"])
        for field, value in REQUESTS[name].items()
    }
    own, answer = (
        requests.request(method, url + finished, headers=headers, timeout=TIMEOUT)
        for url in (proxied.own_url, proxied.url)
    )
    if "default" in request.node.name and "If-Range" in headers:
        return  # nginx has an ETag of its own, and sends the whole file
    if answer.status_code == 416 and "product" in request.node.name:
        # It needs no Flask: RFC 9110, section 14.2, lets a server refuse an impossible range, too.
        assert name in ("a range beyond the end", "an impossible range")
        assert answer.headers["Content-Range"] == f"bytes */{plain['Content-Length']}"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        return
    assert answer.status_code == own.status_code
    assert without_type(answer) == without_type(own)
    if "default" in request.node.name:
        for field in ("Content-Type", "Cache-Control", "Content-Range", "Content-Length"):
            assert answer.headers.get(field) == own.headers.get(field), field
        return
    for sent in (own.headers, answer.headers):
        assert re.fullmatch("[0-9a-f]{32}", sent.pop("X-Request-Id"))
        for field in _OF_A_CONNECTION:
            sent.pop(field, None)
        sent.pop("Content-Length" if answer.status_code >= 400 else "", None)
        sent.pop("Accept-Ranges" if answer.status_code == 206 else "", None)  # it is evident
    assert answer.headers == own.headers


def test_nginx_has_sent_the_file(proxied: Proxied) -> None:
    for extension, media_type in FORMATS.items():
        path = proxied.new_audio(f"Sent as {extension}", extension)
        content = requests.get(proxied.own_url + path, timeout=TIMEOUT).content
        for _ in range(3):
            answer = proxied.get(path)
            assert (answer.content, answer.headers["Content-Type"]) == (content, media_type)
        assert proxied.was_sent_by_nginx(path)


def test_a_download_has_its_name(proxied: Proxied) -> None:
    path = proxied.new_audio("Named") + "?download=The+bridge"
    answer = proxied.get(path)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="The bridge.mp3"'
    assert answer.content == requests.get(proxied.own_url + path, timeout=TIMEOUT).content


def test_nobody_reads_the_store_past_the_checks(proxied: Proxied) -> None:
    path = proxied.new_audio("Internal")
    key = path.removeprefix("/audio/").partition(".")[0]
    for name in (f"{key}.mp3", f"{key}.json", f"{key}.spec.json.gz"):
        assert proxied.get(f"{LOCATION}{key[:2]}/{key[2:4]}/{name}").status_code == 404
    for traversal in ("..%2f..%2fdatabase.sqlite", "../../keys"):
        assert proxied.get(f"/audio/{traversal}").status_code in (400, 404)


def test_withdrawn_audio_is_refused_at_once(product: Proxied) -> None:
    path = product.new_audio("Withdrawn")
    assert product.get(path).ok
    FileStore(product.data_dir / "audio").restrict(path[7:71], WITHDRAWN)
    answer = product.get(path)
    assert (answer.status_code, answer.json()["code"]) == (410, "gone")


def test_audio_that_is_not_for_everybody_is_checked_each_time(proxied: Proxied) -> None:
    path = proxied.new_audio("Signed")
    key = path[7:71]
    FileStore(proxied.data_dir / "audio").restrict(key, SIGNED)
    token = AudioSigner(Database(proxied.data_dir / "listen.db")).token(key)
    for _ in range(2):
        assert proxied.get(path).status_code == 403
        answer = proxied.get(f"{path}?token={token}")
        assert answer.ok
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert proxied.get(f"{path}?token=x{token}").status_code == 403
    assert proxied.was_sent_by_nginx(path)


def test_a_file_that_nginx_cannot_find_comes_from_the_server(product: Proxied) -> None:
    """It is made again."""
    path = product.new_audio("Evicted")
    content = product.get(path).content
    (product.data_dir / "audio" / path[7:9] / path[9:11] / path[7:]).unlink()
    answer = product.get(path)
    assert hashlib.sha256(answer.content[192:]).digest() == hashlib.sha256(content[192:]).digest()


def test_a_client_without_nginx_gets_the_bytes(proxied: Proxied, finished: str) -> None:
    answer = requests.get(proxied.own_url + finished, timeout=TIMEOUT)
    assert answer.content
    assert "X-Accel-Redirect" not in answer.headers
    for method in ("GET", "POST"):
        headers = {"X-Sendfile-Type": "X-Accel-Redirect", "Accept": "audio/mpeg"}
        body = {"title": "Finished", "text": "Some words. More of them."}
        forged = requests.request(
            method, f"{proxied.url}/v1/audio", json=body, headers=headers, timeout=TIMEOUT
        )
        assert "X-Accel-Redirect" not in forged.headers
        assert method == "GET" or forged.content == answer.content


def test_live_audio_arrives_while_it_is_made(product: Proxied) -> None:
    paragraph = "The old bridge over the river opened again on Monday, two years after a flood. "
    text = "\n\n".join(f"{paragraph * 2}Part {number}." for number in range(110))
    created = requests.post(f"{product.url}/v1/audio", json={"text": text}, timeout=TIMEOUT).json()
    with requests.get(
        product.url + created["links"]["audio"], stream=True, timeout=TIMEOUT
    ) as live:
        first = next(live.iter_content(1000))
        state = product.get(created["links"]["self"]).json()["state"]
        assert (live.status_code, len(first), state) == (200, 1000, "started")
        assert live.headers["Transfer-Encoding"] == "chunked"
        assert "Content-Length" not in live.headers
    with requests.get(
        product.url + created["links"]["events"], stream=True, timeout=TIMEOUT
    ) as events:
        assert next(events.iter_lines()).startswith(b"event: ")


def test_each_request_has_an_id_that_the_server_knows(product: Proxied) -> None:
    """Of a file, it is nginx's own; the other ones are passed on."""
    path = product.new_audio("Numbered")
    ids = [product.get(path).headers["X-Request-Id"] for _ in range(3)]
    assert len({*ids}) == 3
    problem = product.get(f"/v1/audio/{'0' * 64}")
    assert problem.json()["request_id"] == problem.headers["X-Request-Id"]
    assert problem.headers["X-Request-Id"].isalnum()
