"""Fixtures: a real Ghost for all tests of this folder, connected by `listen ghost connect`."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cms.ghost.articles import Articles
from tests.cms.ghost.ghost_site import GhostSite, ghost, mariadb
from tests.cms.receiver import Receiver, receiver


@pytest.fixture(scope="session")
def database_port() -> Iterator[int]:
    subprocess.run([Path(__file__).with_name("setup.sh")], check=True)
    with mariadb() as port:
        yield port


@pytest.fixture(scope="session")
def site(database_port: int) -> Iterator[GhostSite]:
    with ghost(database_port) as site:
        site.set_up()
        yield site


@pytest.fixture(scope="session")
def hooks() -> Iterator[Receiver]:
    with receiver() as received:
        yield received


def connect(
    site: GhostSite, listen_url: str, folder: Path, key: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `listen ghost connect` in a folder."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "listen", "ghost", "connect"),
            *(f"{site.url}/ghost/", key or site.admin_key, "--site", "blog"),
            *("--listen-url", listen_url, "--data-dir", "data"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Listen's data."""
    return tmp_path_factory.mktemp("listen")


@pytest.fixture(scope="session")
def articles(site: GhostSite, hooks: Receiver, folder: Path) -> Articles:
    """The articles that Listen would have, by the webhooks that it received."""
    made = connect(site, hooks.url, folder)
    assert made.returncode == 0, made.stderr
    [secret] = {webhook["secret"] for webhook in site.webhooks()}
    return Articles(hooks, secret, site)
