"""`listen ghost connect` works against a real Ghost."""

from pathlib import Path

import pytest

from listen.database.database import Database
from listen.publishing.ghost.connect import EVENTS
from listen.publishing.ghost.content_api import read_articles
from listen.sites.parse import parse_site
from listen.sites.store import SiteStore
from tests.cms.ghost.articles import Articles, fetch
from tests.cms.ghost.conftest import connect
from tests.cms.ghost.ghost_site import OWNER, GhostSite, ghost
from tests.cms.receiver import receiver
from tests.conftest import wait_until

pytestmark = pytest.mark.cms

_COLUMNS = ("id", "event", "target_url", "secret", "name")


def rows(site: GhostSite) -> list[tuple[str, ...]]:
    return sorted(tuple(webhook[name] for name in _COLUMNS) for webhook in site.webhooks())


def test_one_run_makes_all_webhooks_and_a_second_one_changes_nothing(
    site: GhostSite, articles: Articles, folder: Path
) -> None:
    made = rows(site)
    assert sorted(row[1] for row in made) == sorted(EVENTS)
    again = connect(site, articles.hooks.url, folder)
    assert again.returncode == 0, again.stderr
    assert f'Found "{OWNER["blogTitle"]}", Ghost 6.65' in again.stdout
    assert "was stored" not in again.stdout
    assert rows(site) == made


def test_a_run_elsewhere_makes_no_second_webhooks(
    site: GhostSite, articles: Articles, tmp_path: Path
) -> None:
    made = rows(site)
    elsewhere = connect(site, articles.hooks.url, tmp_path)
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert "Ghost had webhooks of this URL before: post.published" in elsewhere.stdout
    assert rows(site) == made


def test_another_url_moves_the_webhooks(site: GhostSite, articles: Articles, folder: Path) -> None:
    before = rows(site)
    connect(site, "http://127.0.0.1:9", folder)
    moved = rows(site)
    assert [row[0] for row in moved] == [row[0] for row in before]
    assert all(row[2].startswith("http://127.0.0.1:9/v1/hooks/blog/ghost") for row in moved)
    connect(site, articles.hooks.url, folder)
    assert rows(site) == before


def test_the_key_of_the_home_page_lists_the_articles(
    site: GhostSite, articles: Articles, folder: Path
) -> None:
    store = SiteStore(Database(folder / "data" / "listen.db"))
    stored = parse_site("blog", store.all()["blog"])
    assert stored.ghost_content_key
    assert [source.url for source in stored.sources] == [site.url]
    site.create("Listed", "<p>Listed.</p>")
    listed = list(read_articles(site.url, stored.ghost_content_key, fetch))
    assert "Listed" in [save.fields["title"] for save in listed]


def test_a_site_with_a_password_is_not_connected(site: GhostSite, tmp_path: Path) -> None:
    def make_private(value: bool) -> None:
        site.api("PUT", "settings/", {"settings": [{"key": "is_private", "value": value}]})

    make_private(True)
    try:
        refused = connect(site, "https://listen.example", tmp_path)
    finally:
        make_private(False)
    assert refused.returncode == 1
    assert "The site is private" in refused.stderr


def test_a_wrong_key_is_told_in_ghosts_words(site: GhostSite, tmp_path: Path) -> None:
    key_id = site.admin_key.partition(":")[0]
    wrong = connect(site, "https://listen.example", tmp_path, f"{key_id}:{'ab' * 32}")
    assert wrong.returncode == 1
    assert "Ghost refuses the Admin API key: Invalid token: invalid signature" in wrong.stderr
    unknown = connect(site, "https://listen.example", tmp_path, f"{'0' * 24}:{'ab' * 32}")
    assert "Unknown Admin API Key" in unknown.stderr


def test_a_ghost_that_sends_nothing_to_private_addresses_is_explained(
    site: GhostSite, articles: Articles, database_port: int, tmp_path: Path
) -> None:
    with ghost(database_port, allow_private_webhooks=False) as strict, receiver() as unreached:
        strict.sign_in()
        answer = strict.api(
            "POST", "integrations/?include=api_keys", {"integrations": [{"name": "Strict"}]}
        )
        [integration] = answer["integrations"]
        strict.integration_id = integration["id"]
        key = next(key["secret"] for key in integration["api_keys"] if key["type"] == "admin")
        first = connect(strict, unreached.url, tmp_path, key)
        assert "allowWebhookInternalIPs" in first.stdout
        strict.create("Unheard", "<p>Nobody hears of it.</p>")
        wait_until(lambda: any(hook["last_triggered_error"] for hook in strict.webhooks()), 60)
        second = connect(strict, unreached.url, tmp_path, key)
        assert "Request failed: URL_PRIVATE_INVALID" in second.stdout
        assert unreached.hooks == []
