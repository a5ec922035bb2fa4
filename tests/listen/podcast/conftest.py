"""A site with a podcast, and what reads its feed."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from listen.config import WebConfig
from listen.keys.key_store import KeyStore
from listen.sites.parse import parse_site
from listen.sites.site import Site
from tests.listen.publishing.conftest import no_age, no_debounce
from tests.postgresql import create_database

__all__ = ["no_age", "no_debounce"]  # fixtures

both_databases = pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"])

PUBLIC_URL = "https://listen.example/audio"
TEXT = "The old bridge is open again. Two years ago, a flood had damaged it."
SECTIONS = (
    "<h1>The bridge</h1><p>It is open again.</p><h2>The flood</h2><p>It came at night.</p>"
    "<h2>The cost &amp; the people</h2><p>Nobody knows it.</p>"
)
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}


def site(**podcast: Any) -> Site:
    """The site `news` with the settings of its table podcast."""
    return parse_site("news", {"hosts": ["news.example"], "podcast": podcast})


def png(width: int = 1400, height: int = 1400, color: int = 2) -> bytes:
    """Return the beginning of a PNG, which has its size and its colors."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)
    chunk = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk


def jpeg(width: int = 1400, height: int = 1400, components: int = 3, marker: int = 0xC0) -> bytes:
    """Return the beginning of a JPEG, which has its size and its colors."""
    header = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    size = struct.pack(">BHHB", 8, height, width, components) + bytes(3 * components)
    segment = struct.pack(">BBH", 0xFF, marker, 2 + len(size)) + size
    return b"\xff\xd8" + header + b"\xff" + segment  # a byte of padding


def parse(content: bytes) -> Any:
    """Parse a document strictly."""
    return etree.parse(BytesIO(content), etree.XMLParser(recover=False)).getroot()


@dataclass(frozen=True)
class Newsroom:
    """The API for the site, and its feeds."""

    client: FlaskClient
    key: str
    work: Callable[[], None]

    def call(self, method: str, path: str, **body: Any) -> TestResponse:
        headers = {"x-api-key": self.key}
        return self.client.open(path, method=method, json=body or None, headers=headers)

    def publish(self, source_id: str = "a-1", **fields: Any) -> dict[str, Any]:
        """Save an article, have its audio made, and return it."""
        if "html" not in fields:
            fields = {"text": f"{TEXT} Number {source_id}.", **fields}
        saved = self.call("PUT", f"/v1/articles/{source_id}", **fields)
        assert saved.status_code in (200, 202), saved.get_data(as_text=True)
        self.work()
        return self.article(source_id)

    def article(self, source_id: str = "a-1") -> dict[str, Any]:
        found: dict[str, Any] = self.call("GET", f"/v1/articles/{source_id}").get_json()
        return found

    def feed(self, path: str = "/feeds/news.xml", **query: Any) -> Any:
        """Return the root element of the feed."""
        response = self.client.get(path, query_string=query)
        assert response.status_code == 200, response.get_data(as_text=True)
        return parse(response.data)

    def json(self, **query: Any) -> dict[str, Any]:
        response = self.client.get("/feeds/news.json", query_string=query)
        found: dict[str, Any] = response.get_json(force=True)
        return found

    def titles(self, **query: Any) -> list[str]:
        return [str(title) for title in self.feed(**query).xpath("channel/item/title/text()")]

    def get(self, url: str, **options: Any) -> TestResponse:
        """Get a URL of the feed from the server."""
        return self.client.get(path_of(url), buffered=True, **options)


def path_of(url: str) -> str:
    assert url.startswith(PUBLIC_URL)
    return url.removeprefix(PUBLIC_URL)


def values(root: Any, path: str) -> list[str]:
    """Return what an XPath expression finds, as strings."""
    return [str(found) for found in root.xpath(path, namespaces=NAMESPACES)]


@pytest.fixture
def podcast() -> dict[str, Any]:
    """Settings of the table [sites.news.podcast]; tests override it."""
    return {}


@pytest.fixture
def database_kind() -> str:
    """The kind of the database. Tests whose queries differ have a parameter of this name."""
    return "sqlite"


@pytest.fixture
def config(
    request: pytest.FixtureRequest,
    data_dir: Path,
    podcast: dict[str, Any],
    database_kind: str,
) -> WebConfig:
    url = ""
    if database_kind == "postgresql":
        url = create_database(request.getfixturevalue("postgresql"))
    return WebConfig(
        data_dir=data_dir,
        max_chars=2000,
        default_voice="tone:beep",
        sites=(site(**podcast),),
        public_url=PUBLIC_URL,
        database_url=url,
    )


@pytest.fixture
def key(keys: KeyStore) -> str:
    return keys.create("cms", "news", ["publish", "synthesize"])[0]


@pytest.fixture
def newsroom(client: FlaskClient, key: str, work: Callable[[], None]) -> Newsroom:
    return Newsroom(client, key, work)


@pytest.fixture
def artwork(data_dir: Path) -> Path:
    """The path of a picture in the data directory."""
    data_dir.mkdir(parents=True, exist_ok=True)
    file = data_dir / "artwork.png"
    file.write_bytes(png())
    return file
