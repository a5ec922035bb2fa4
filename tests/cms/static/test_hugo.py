"""The Hugo partial and script, and `listen pregenerate` on what Hugo really builds."""

import shutil
from pathlib import Path

import pytest

from tests.cms.static.conftest import INTEGRATIONS, SITE_URL, WORDS, Listen

pytestmark = pytest.mark.cms


@pytest.fixture
def site(tmp_path: Path, tools: Path, listen: Listen) -> Path:
    shutil.copytree(INTEGRATIONS / "hugo" / "layouts", tmp_path / "layouts")
    (tmp_path / "config.toml").write_text(
        f'baseURL = "{SITE_URL}/"\ntitle = "News"\npaginate = 2\n'
        f'[params]\nlistenServer = "{listen.url}/"\n'
    )
    layouts = tmp_path / "layouts" / "_default"
    layouts.mkdir()
    (layouts / "baseof.html").write_text(
        '<!doctype html><html lang="en"><head><title>{{ .Title }}</title>'
        '<link rel="canonical" href="{{ .Permalink }}"></head><body><nav><a href="/">News</a></nav>'
        '<main>{{ block "main" . }}{{ end }}</main></body></html>'
    )
    (layouts / "single.html").write_text(
        '{{ define "main" }}<article><h1>{{ .Title }}</h1>{{ partial "listen.html" . }}'
        "{{ .Content }}</article>{{ end }}"
    )
    (layouts / "list.html").write_text(
        '{{ define "main" }}<h1>{{ .Title }}</h1><ul>'
        "{{ range (.Paginate site.RegularPages).Pages }}"
        '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Summary }}</p></li>'
        "{{ end }}</ul>{{ end }}"
    )
    posts = tmp_path / "content" / "posts"
    posts.mkdir(parents=True)
    for number in range(1, 4):
        (posts / f"post-{number}.md").write_text(
            f'---\ntitle: "Post {number}"\ndate: 2024-05-0{number}\ntags: [bridge]\n'
            f"aliases: [/old/{number}/]\n---\n{WORDS}\nThis is number {number}.\n"
        )
    (posts / "silent.md").write_text(f'---\ntitle: "Silent"\nlisten: false\n---\n{WORDS}')
    return tmp_path


def test_the_script_registers_the_articles_and_no_list(site: Path, listen: Listen) -> None:
    done = listen.run(INTEGRATIONS / "hugo" / "publish.sh", listen.url, f"{SITE_URL}/", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 generated, 0 already existed, 0 failed" in done.stdout
    assert {*listen.articles()} == {
        f"{SITE_URL}/posts/{name}/" for name in ("post-1", "post-2", "post-3", "silent")
    }
    post = listen.wait_until_ready("news.example:posts:post-1")
    assert listen.text(post).startswith("Post 1\n\nThe old bridge opened")
    assert f'src="{listen.url}/player.js"' in (site / "public/posts/post-1/index.html").read_text()
    assert "<listen-article>" not in (site / "public/posts/silent/index.html").read_text()


def test_a_check_names_the_edited_page(site: Path, listen: Listen) -> None:
    script = INTEGRATIONS / "hugo" / "publish.sh"
    assert listen.run(script, listen.url, f"{SITE_URL}/", cwd=site).returncode == 0
    check = ("listen", "pregenerate", "public", "--check", "--publish", "--server", listen.url)
    done = listen.run(*check, cwd=site)
    assert (done.returncode, done.stdout.splitlines()[-1][:22]) == (0, "4 there, 0 not there, ")
    post = site / "content/posts/post-2.md"
    post.write_text(post.read_text() + "\nIt has one more sentence now.\n")
    assert listen.run("hugo", cwd=site).returncode == 0
    done = listen.run(*check, cwd=site)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].startswith("stale: public/posts/post-2/index.html: ")
    assert len(done.stdout.splitlines()) == 2
