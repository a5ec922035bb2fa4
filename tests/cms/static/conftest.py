"""Fixtures: the site generators, and a real Listen server that their builds register with."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests

from tests.build_server import BuildServer, build_server
from tests.conftest import wait_until

ROOT = Path(__file__).parents[3]
INTEGRATIONS = ROOT / "integrations"
SITE_URL = "https://news.example"

WORDS = (
    "The old bridge opened again on Monday, and four hundred people crossed it in the first hour. "
    "Most of them came on foot, although the road is open to buses as well.\n\n"
    "The council said that the work had cost less than it had planned, and that the second bridge "
    "stays closed until spring. It will be wider and have a lane for bicycles.\n"
)


class Listen(BuildServer):
    """The server, and what its API says of the articles."""

    def run(
        self, *command: str | Path, cwd: Path, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of a build, whose tools and modules are those of the tests."""
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return super().run(*command, cwd=cwd, PATH=path, PYTHONPATH=str(ROOT), **environ)

    def articles(self) -> dict[str, dict[str, Any]]:
        """Return the articles that are not withdrawn, by URL."""
        answer = self._get("articles?limit=200").json()
        found = [each for each in answer["articles"] if each["state"] != "withdrawn"]
        return {article["url"]: article for article in found}

    def wait_until_ready(self, source_id: str) -> dict[str, Any]:
        """Return the article when its audio is made."""
        path = f"articles/{quote(source_id, safe='')}"
        wait_until(lambda: self._get(path).json()["state"] == "ready")
        return dict(self._get(path).json())

    def text(self, article: dict[str, Any]) -> str:
        """Return what is spoken in the audio of an article."""
        return str(self._get(f"audio/{article['audio']['key']}/marks").json()["text"])

    def _get(self, path: str) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.key}"}
        return requests.get(f"{self.url}/v1/{path}", headers=headers, timeout=30)


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the generators."""
    subprocess.run([Path(__file__).with_name("setup.sh")], check=True)
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "listen-cms" / "static"


@pytest.fixture(scope="module")
def listen(
    tools: Path, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Listen]:
    with build_server(redis_url, tmp_path_factory.mktemp("data")) as server:
        yield Listen(server.url, server.key, server.data_dir)
