"""Fixtures: a real WordPress with the plug-in, and a server that records what it sends."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.cms.wordpress.recording_server import KEY, Fault, RecordingServer
from tests.cms.wordpress.site import WordPress
from tests.conftest import free_port

HERE = Path(__file__).parent

NewSite = Callable[..., WordPress]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installed WordPress, from which sites are copied."""
    setup = subprocess.run([HERE / "setup.sh"], stdout=subprocess.PIPE, text=True, check=True)
    site = WordPress(Path(setup.stdout.strip()), tmp_path_factory.mktemp("wordpress") / "site")
    shutil.copytree(HERE / "theme", site.folder / "wp-content" / "themes" / "classic")
    install = subprocess.run(
        ["php", str(HERE / "install.php")],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    (site.folder / "application-password").write_text(install.stdout.strip())
    return site.folder


@pytest.fixture(scope="module")
def new_site(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewSite]:
    """Starts a WordPress without the plug-in. In the end, none may have logged a notice of it."""
    with ExitStack() as stack:
        sites: list[WordPress] = []

        def new_site(constants: str = "") -> WordPress:
            site = WordPress(installed, tmp_path_factory.mktemp("site") / "site", constants)
            site.start()
            stack.callback(site.stop)
            sites.append(site)
            return site

        yield new_site
    for site in sites:
        assert site.complaints() == ""


def connection(server: RecordingServer, key: str = KEY) -> str:
    """Return the lines of wp-config.php that connect a site with a server."""
    return f"define('LISTEN_URL', '{server.url}'); define('LISTEN_KEY', '{key}');"


@pytest.fixture(scope="module")
def recording_server() -> Iterator[RecordingServer]:
    server = RecordingServer(free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def connected_site(new_site: NewSite, recording_server: RecordingServer) -> WordPress:
    site = new_site(connection(recording_server))
    site.install_plugin()
    return site


@pytest.fixture
def server(recording_server: RecordingServer) -> RecordingServer:
    """A server that works, without requests."""
    recording_server.fault = Fault()
    recording_server.state = "ready"
    recording_server.requests.clear()
    return recording_server


@pytest.fixture
def site(connected_site: WordPress, server: RecordingServer) -> Iterator[WordPress]:
    """A site with the plug-in that is connected with `server`, and nothing to send."""
    connected_site.wait_until_sent()
    server.requests.clear()
    yield connected_site
    server.fault = Fault()
