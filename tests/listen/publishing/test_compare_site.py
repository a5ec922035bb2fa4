"""A real site, compared by the real publish process: made, made again, withdrawn."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from redis import Redis
from sqlalchemy import select

from listen.database.database import Database
from listen.database.tables import ArticleRow
from tests.conftest import SpawnWorker, wait_until

WORDS = "The old bridge over the river is open again, two years after a flood had damaged it."


class NewsSite:
    """A site with pages and a sitemap, on the loopback address."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.changed: dict[str, datetime] = {}
        self.downloads: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.downloads.append(self.path)
                body, kind = site.answer(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def write(self, name: str, words: str, minutes: float) -> None:
        self.pages[name] = (
            f"<html><head><title>{name}</title></head><body><article><h1>The {name}</h1>"
            f"<p>{words}</p><p>{words}</p></article></body></html>"
        )
        self.changed[name] = datetime.now(UTC) + timedelta(minutes=minutes)

    def answer(self, path: str) -> tuple[bytes, str]:
        if path == "/sitemap.xml":
            urls = "".join(
                f"<url><loc>{self.url}/{name}</loc>"
                f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod></url>"
                for name, changed in self.changed.items()
                if name in self.pages
            )
            space = "http://www.sitemaps.org/schemas/sitemap/0.9"
            return f'<urlset xmlns="{space}">{urls}</urlset>'.encode(), "application/xml"
        return self.pages.get(path.strip("/"), "").encode(), "text/html"


@pytest.fixture
def site() -> Iterator[NewsSite]:
    site = NewsSite()
    yield site
    site.server.shutdown()
    site.server.server_close()


def test_a_site_with_a_sitemap_needs_no_hooks(
    redis_url: str,
    redis: Redis,
    data_dir: Path,
    tmp_path: Path,
    site: NewsSite,
    spawn_worker: SpawnWorker,
) -> None:
    site.write("bridge", WORDS, -60)
    site.write("tunnel", WORDS.replace("bridge", "tunnel"), -50)
    (tmp_path / "listen.toml").write_text(
        f'[sites.news]\nhosts = ["127.0.0.1"]\nsitemaps = ["{site.url}/sitemap.xml"]\n'
        f'private_hosts = ["{site.url.removeprefix("http://")}"]\n'
    )
    environ = {
        **os.environ,
        "LISTEN_REDIS_URL": redis_url,
        "LISTEN_DATA_DIR": str(data_dir),
        "LISTEN_DEFAULT_VOICE": "tone:beep",
        "LISTEN_CONFIG": str(tmp_path / "listen.toml"),
    }
    spawn_worker()
    database = Database(data_dir / "listen.db")

    def articles() -> dict[str, tuple[str, int]]:
        rows = database.read(lambda session: session.scalars(select(ArticleRow)).all())
        return {(row.url or "").rpartition("/")[2]: (row.state, row.version) for row in rows}

    def compare_now() -> None:
        redis.delete("listen:compared:news")

    with subprocess.Popen([sys.executable, "-m", "listen", "publish"], env=environ) as process:
        try:
            wait_until(lambda: articles() == {"bridge": ("ready", 1), "tunnel": ("ready", 1)})
            site.write("bridge", f"{WORDS} It is red.", 0)
            del site.pages["tunnel"]
            compare_now()
            wait_until(lambda: articles() == {"bridge": ("ready", 2), "tunnel": ("withdrawn", 1)})
            downloads = site.downloads.count("/bridge")
            compare_now()
            wait_until(lambda: redis.exists("listen:compared:news"))
            wait_until(lambda: site.downloads.count("/sitemap.xml") >= 3)
            assert site.downloads.count("/bridge") == downloads
        finally:
            process.terminate()
            database.close()
