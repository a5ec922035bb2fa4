"""listen ghost connect, against a server with the rules of Ghost's Admin API."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from listen.cli.main import main
from listen.config import WebConfig
from listen.database.database import Database
from listen.sites.parse import parse_site
from listen.sites.site import Site, Source
from listen.sites.store import SiteStore
from tests.conftest import free_port
from tests.listen.publishing.ghost.ghost_server import (
    CONTENT_KEY,
    KEY,
    KEY_ID,
    GhostServer,
    ghost_server,
)

LISTEN = "https://listen.example"


@pytest.fixture
def ghost() -> Iterator[GhostServer]:
    with ghost_server() as ghost:
        yield ghost


@pytest.fixture(autouse=True)
def working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where listen.toml is."""
    monkeypatch.chdir(tmp_path)


def connect(ghost: GhostServer, *options: str, key: str = KEY, listen_url: str = LISTEN) -> Result:
    arguments = ["ghost", "connect", ghost.url, key, "--listen-url", listen_url, *options]
    return CliRunner(mix_stderr=False).invoke(main, [*arguments, "--data-dir", "data"])


def stored() -> dict[str, Site]:
    tables = SiteStore(Database(Path("data/listen.db"))).all()
    return {name: parse_site(name, table) for name, table in tables.items()}


def test_one_run_makes_the_webhooks_and_the_site(ghost: GhostServer) -> None:
    result = connect(ghost)
    assert result.exit_code == 0, result.stderr
    assert 'Found "A blog", Ghost 6.65.' in result.stdout
    assert f"9 webhooks report to {LISTEN}/v1/hooks/default/ghost" in result.stdout
    site = stored()["default"]
    assert site.hosts == ("127.0.0.1",)
    assert site.sources == (Source("ghost", ghost.url),)
    assert site.ghost_content_key == CONTENT_KEY
    assert {webhook["secret"] for webhook in ghost.webhooks.values()} == {*site.secrets}


def test_a_second_run_changes_nothing(ghost: GhostServer) -> None:
    connect(ghost, "--site", "blog")
    before = (stored(), {name: dict(webhook) for name, webhook in ghost.webhooks.items()})
    result = connect(ghost, "--site", "blog")
    assert result.exit_code == 0, result.stderr
    assert "was stored" not in result.stdout
    assert (stored(), ghost.webhooks) == before


def test_a_ghost_at_a_private_address_is_allowed_by_listen_toml(ghost: GhostServer) -> None:
    Path("data").mkdir()
    table = {"hosts": ["blog.example"], "hold": True, "lexicon": {"Kyiv": "Keev 🎉"}}
    SiteStore(Database(Path("data/listen.db"))).save("blog", table)
    result = connect(ghost, "--site", "blog")
    assert "Ghost's address is private, which only listen.toml can allow." in result.stdout
    lines = result.stdout.partition("[sites.blog]\n")[2]
    Path("listen.toml").write_text(f"[sites.blog]\n{lines}", "utf-8")
    again = connect(ghost)
    assert "The site blog has all settings that it needs." in again.stdout
    [site] = WebConfig.load({}).sites
    assert site.private_hosts == (ghost.url.removeprefix("http://"),)
    assert site.hosts == ("blog.example", "127.0.0.1")
    assert (site.hold, site.lexicon[0].say) == (True, "Keev 🎉")


def test_another_url_of_this_server_moves_the_webhooks(ghost: GhostServer) -> None:
    connect(ghost)
    connect(ghost, listen_url="https://new.example")
    assert len(ghost.webhooks) == 9
    assert all("//new.example/" in webhook["target_url"] for webhook in ghost.webhooks.values())


def test_a_site_of_listen_toml_gets_its_lines_printed(ghost: GhostServer) -> None:
    Path("listen.toml").write_text('[sites.news]\nhosts = ["news.example"]\n')
    result = connect(ghost)
    secret = ghost.webhooks["webhook-0"]["secret"]
    assert result.stdout.splitlines()[-6:] == [
        "Add to [sites.news] in listen.toml:",
        f'secrets = ["{secret}"]',
        f'ghost = "{ghost.url}"',
        f'ghost_content_key = "{CONTENT_KEY}"',
        'hosts = ["news.example", "127.0.0.1"]',
        f'private_hosts = ["{ghost.url.removeprefix("http://")}"]',
    ]
    assert stored() == {}
    lines = "\n".join(result.stdout.splitlines()[-5:])
    Path("listen.toml").write_text(f"[sites.news]\n{lines}\n")
    assert "has all settings" in connect(ghost).stdout


def test_a_secret_that_the_site_has_is_used(ghost: GhostServer) -> None:
    Path("listen.toml").write_text(
        '[sites.news]\nhosts = ["a.example"]\nsecrets = ["one", "two"]\n'
    )
    connect(ghost)
    assert {webhook["secret"] for webhook in ghost.webhooks.values()} == {"one"}


def test_a_host_of_another_site_is_refused(ghost: GhostServer) -> None:
    Path("listen.toml").write_text('[sites.news]\nhosts = ["127.0.0.1"]\n')
    result = connect(ghost, "--site", "blog")
    assert result.exit_code == 1
    assert "A host must belong to one site only, got 127.0.0.1" in result.stderr
    assert stored() == {}


def test_several_sites_must_be_named(ghost: GhostServer) -> None:
    Path("listen.toml").write_text('[sites.a]\nhosts = ["a.example"]\n[sites.b]\nhosts=["b.org"]\n')
    result = connect(ghost)
    assert result.exit_code == 2
    assert "Name the site with --site: a, b." in result.stderr
    assert ghost.requests == []


@pytest.mark.parametrize(
    "listen_url",
    ["http://127.0.0.1:8000", "http://listen:8000", "http://10.0.0.7", "http://[::1]:80"],
)
def test_private_addresses_are_explained(ghost: GhostServer, listen_url: str) -> None:
    assert "allowWebhookInternalIPs" in connect(ghost, listen_url=listen_url).stdout


def test_a_failed_report_is_told_at_the_next_run(ghost: GhostServer) -> None:
    assert "allowWebhookInternalIPs" not in connect(ghost).stdout
    ghost.last_error = "Request failed: URL_PRIVATE_INVALID"
    result = connect(ghost)
    assert "Ghost's last report failed. Request failed: URL_PRIVATE_INVALID." in result.stdout
    assert "allowWebhookInternalIPs" in result.stdout


def test_webhooks_that_were_made_elsewhere_are_named(ghost: GhostServer) -> None:
    connect(ghost)
    Path("data/ghost/default.json").write_text("damaged")
    result = connect(ghost)
    assert result.exit_code == 0
    assert "Ghost had webhooks of this URL before: post.published, " in result.stdout
    assert len(ghost.webhooks) == 9


def test_a_page_without_a_content_key_asks_for_one(ghost: GhostServer) -> None:
    ghost.home_page = b"<p>Private site"
    assert "Pass it with --content-key." in connect(ghost).stdout
    assert "--content-key" not in connect(ghost, "--content-key", CONTENT_KEY).stdout
    assert stored()["default"].ghost_content_key == CONTENT_KEY


def test_a_site_with_a_password_is_not_connected(ghost: GhostServer) -> None:
    ghost.is_private = True
    result = connect(ghost)
    assert result.exit_code == 1
    assert "The site is private: visitors need a password" in result.stderr
    assert ghost.webhooks == {}


def test_a_wrong_key_changes_nothing_here(ghost: GhostServer) -> None:
    result = connect(ghost, key=f"{KEY_ID}:{'cd' * 32}")
    assert result.exit_code == 1
    assert "Ghost refuses the Admin API key" in result.stderr
    assert stored() == {}


def test_no_ghost_at_the_url_is_one_line(ghost: GhostServer) -> None:
    ghost.url = f"http://127.0.0.1:{free_port()}"
    result = connect(ghost)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "cannot be reached" in result.stderr
