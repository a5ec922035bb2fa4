"""The MkDocs plug-in, in a real build."""

from pathlib import Path

import pytest

from tests.cms.static.conftest import INTEGRATIONS, SITE_URL, WORDS, Listen

pytestmark = pytest.mark.cms


@pytest.fixture
def site(tmp_path: Path, tools: Path, listen: Listen) -> Path:
    # The entry point of the package, as an installation would declare it.
    info = tmp_path / "path" / "mkdocs_listen-0.2.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: mkdocs-listen\nVersion: 0.2.0\n")
    (info / "entry_points.txt").write_text(
        "[mkdocs.plugins]\nlisten = mkdocs_listen.plugin:ListenPlugin\n"
    )
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Guide\nsite_url: {SITE_URL}/docs/\nplugins:\n"
        f"  - listen:\n      server: {listen.url}\n"
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(f"# Welcome\n\n{WORDS}")
    (tmp_path / "docs" / "bridge.md").write_text(f"# The bridge\n\n{WORDS}\nIt is old.\n")
    (tmp_path / "docs" / "silent.md").write_text(f"---\nlisten: false\n---\n# Silent\n\n{WORDS}")
    return tmp_path


def build(site: Path, tools: Path, listen: Listen) -> str:
    path = f"{INTEGRATIONS / 'mkdocs'}:{site / 'path'}"
    command = ("env", f"PYTHONPATH={path}", tools / "python/bin/mkdocs", "build")
    done = listen.run(*command, cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def test_a_build_registers_its_pages_with_their_canonical_url(
    site: Path, tools: Path, listen: Listen
) -> None:
    assert "2 registered, 0 failed" in build(site, tools, listen)
    assert {*listen.articles()} == {f"{SITE_URL}/docs/", f"{SITE_URL}/docs/bridge/"}
    bridge = listen.wait_until_ready("news.example:docs:bridge")
    assert listen.text(bridge).startswith("The bridge\n\nThe old bridge opened")
    page = (site / "site/bridge/index.html").read_text()
    assert page.count("<listen-article>") == 1
    assert "<listen-article>" not in (site / "site/silent/index.html").read_text()


def test_a_build_without_a_key_is_a_warning(site: Path, tools: Path, listen: Listen) -> None:
    without = Listen(listen.url, "", listen.data_dir)
    assert "LISTEN_API_KEY is not set" in build(site, tools, without)


def test_a_server_that_is_away_does_not_fail_the_build(
    site: Path, tools: Path, listen: Listen
) -> None:
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace(listen.url, "http://127.0.0.1:9"))
    assert "0 registered, 2 failed" in build(site, tools, listen)
