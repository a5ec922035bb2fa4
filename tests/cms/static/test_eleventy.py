"""The Eleventy plug-in, in a real build."""

import shutil
from pathlib import Path

import pytest

from tests.cms.static.conftest import INTEGRATIONS, SITE_URL, WORDS, Listen

pytestmark = pytest.mark.cms


@pytest.fixture
def site(tmp_path: Path, tools: Path, listen: Listen) -> Path:
    (tmp_path / "node_modules").symlink_to(tools / "node_modules")
    shutil.copytree(INTEGRATIONS / "eleventy", tmp_path / "plugin")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "eleventy.config.js").write_text(
        'import listen from "./plugin/index.js";\n'
        "export default function (config) {\n"
        f'  config.addPlugin(listen, {{ server: "{listen.url}/", siteUrl: "{SITE_URL}/blog/",\n'
        "    strict: true });\n"
        "}\n"
    )
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes" / "post.njk").write_text(
        "<!doctype html><html lang=en><body><nav><a href=/>Home</a></nav>"
        "<article><h1>{{ title }}</h1>{% listen %}{{ content | safe }}</article></body></html>"
    )
    (tmp_path / "posts").mkdir()
    for name in ("one", "two"):
        (tmp_path / "posts" / f"{name}.md").write_text(
            f"---\ntitle: Post {name}\nlayout: post.njk\ntags: post\n---\n{WORDS}\nIt is {name}.\n"
        )
    (tmp_path / "index.njk").write_text(
        "<ul>{% for post in collections.post %}<li><a href='{{ post.url }}'>x</a></li>{% endfor %}"
    )
    return tmp_path


def build(site: Path, listen: Listen) -> str:
    done = listen.run("node_modules/.bin/eleventy", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_build_registers_the_pages_that_have_the_player(site: Path, listen: Listen) -> None:
    assert "[listen] 2 registered, 0 failed" in build(site, listen)
    articles = listen.articles()
    assert {*articles} == {f"{SITE_URL}/blog/posts/{name}/" for name in ("one", "two")}
    page = (site / "_site/posts/one/index.html").read_text()
    assert f'src="{listen.url}/player.js"' in page
    one = listen.wait_until_ready("news.example:blog:posts:one")
    assert listen.text(one).startswith("Post one\n\nThe old bridge opened")
    assert "Home" not in listen.text(one)
    # What a build of Eleventy registers, the command finds: both give an article the same id.
    check = listen.run(
        *("listen", "pregenerate", "_site", "--site-url", f"{SITE_URL}/blog/"),
        *("--check", "--publish", "--server", listen.url),
        cwd=site,
    )
    listen.wait_until_ready("news.example:blog:posts:two")
    assert "not registered" not in check.stdout, check.stdout


def test_a_second_build_makes_nothing_and_an_edit_one_version(site: Path, listen: Listen) -> None:
    build(site, listen)
    before = {url: each["version"] for url, each in listen.articles().items()}
    build(site, listen)
    assert {url: each["version"] for url, each in listen.articles().items()} == before
    post = site / "posts" / "two.md"
    post.write_text(post.read_text() + "\nIt has one more sentence now.\n")
    build(site, listen)
    after = {url: each["version"] for url, each in listen.articles().items()}
    changed = {url for url in after if after[url] != before[url]}
    assert changed == {f"{SITE_URL}/blog/posts/two/"}


def test_a_build_without_a_key_registers_nothing(site: Path, listen: Listen) -> None:
    done = Listen(listen.url, "", listen.data_dir).run("node_modules/.bin/eleventy", cwd=site)
    assert (done.returncode, "LISTEN_API_KEY is not set" in done.stderr) == (0, True)


def test_a_wrong_key_fails_a_strict_build_and_names_the_pages(site: Path, listen: Listen) -> None:
    wrong = Listen(listen.url, listen.key[:-1] + "x", listen.data_dir)
    done = wrong.run("node_modules/.bin/eleventy", cwd=site)
    assert done.returncode != 0
    assert "posts/one/index.html: " in done.stderr
