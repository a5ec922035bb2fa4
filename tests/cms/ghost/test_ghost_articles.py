"""A real Ghost and a real Listen: what editors do becomes audio, or ends it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests
from redis import Redis

from listen.publishing.ghost.content_api import read_articles
from listen.publishing.public_part import PAYWALL
from tests.cms.ghost.articles import fetch
from tests.cms.ghost.conftest import connect
from tests.cms.ghost.ghost_site import GhostSite
from tests.conftest import free_port, running_server, wait_until, workers
from tests.listen.publishing.hooks.senders import ghost_body, ghost_headers, now, post

pytestmark = pytest.mark.cms

SOLD = "Zephyrine"


class Listen:
    """A running server with a publish process, a worker and a key."""

    def __init__(self, url: str, folder: Path, site: GhostSite) -> None:
        self.url, self.site = url, site
        self._headers = {"x-api-key": run(folder, "keys", "new", "test", "--site", "blog").strip()}

    def get(self, path: str) -> requests.Response:
        return requests.get(f"{self.url}{path}", headers=self._headers, timeout=60)

    def article(self, article: dict[str, Any]) -> dict[str, Any] | int:
        """Return the resource of a post's article, or the status that is not 200."""
        response = self.get(f"/v1/articles/{article['id']}")
        return response.json() if response.ok else response.status_code

    def wait_for(
        self, article: dict[str, Any], is_there: Callable[[dict[str, Any]], object]
    ) -> dict[str, Any]:
        """Wait until an article is ready and a condition on it is true; return it."""

        def found() -> bool:
            resource = self.article(article)
            return (
                isinstance(resource, dict)
                and resource["state"] == "ready"
                and bool(is_there(resource))
            )

        wait_until(found, 120)
        resource = self.article(article)
        assert isinstance(resource, dict)
        return resource

    def text(self, resource: dict[str, Any]) -> str:
        """Return the text that the audio of an article speaks."""
        return str(self.get(resource["audio"]["links"]["marks"]).json()["text"])


def run(folder: Path, *arguments: str) -> str:
    """Run `listen` with arguments in a folder, and return its output."""
    command = [sys.executable, "-m", "listen", *arguments, "--data-dir", "data"]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def listen(
    site: GhostSite, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Listen]:
    folder = tmp_path_factory.mktemp("real")
    data_dir, port = folder / "data", free_port()
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    # An integration of its own: other tests count the webhooks of theirs.
    own = GhostSite(site.url, site.session)
    own.add_integration()
    connected = connect(own, f"http://127.0.0.1:{port}", folder)
    assert connected.returncode == 0, connected.stderr
    # Ghost's address is private, which the command cannot allow by itself.
    file = folder / "listen.toml"
    file.write_text("[sites.blog]\n" + connected.stdout.partition("[sites.blog]\n")[2], "utf-8")
    environ = {
        **os.environ,
        "LISTEN_REDIS_URL": redis_url,
        "LISTEN_DATA_DIR": str(data_dir),
        "LISTEN_DEFAULT_VOICE": "tone:beep",
        "LISTEN_CONFIG": str(file),
    }
    publish = subprocess.Popen([sys.executable, "-m", "listen", "publish"], env=environ)
    try:
        with workers(redis_url, data_dir) as spawn:
            spawn()
            with running_server(redis_url, data_dir, port, LISTEN_CONFIG=str(file)) as url:
                yield Listen(url, folder, own)
    finally:
        own.api("DELETE", f"integrations/{own.integration_id}/")
        publish.terminate()
        publish.wait(60)


def test_audio_follows_a_post(site: GhostSite, listen: Listen) -> None:
    post = site.create("The ferry", "<p>The island has its ferry again.</p>")
    made = listen.wait_for(post, lambda article: article["audio"])
    assert made["url"] == post["url"]
    assert "its ferry again" in listen.text(made)

    site.edit(post, html="<p>The island has its ferry again.</p><p>It sails at noon.</p>")
    edited = listen.wait_for(post, lambda article: article["version"] == 2)
    assert "at noon" in listen.text(edited)

    site.edit(post, tags=[{"name": "Harbour"}], slug="noon-ferry")
    renamed = listen.wait_for(post, lambda article: article["url"].endswith("/noon-ferry/"))
    assert (renamed["version"], renamed["audio"]["key"]) == (2, edited["audio"]["key"])
    assert len(renamed["urls"]) == 2

    site.edit(post, status="draft")
    wait_until(lambda: listen.article(post) == 410, 60)
    wait_until(lambda: listen.get(renamed["audio"]["links"]["audio"]).status_code == 410, 60)

    site.edit(post, status="published")
    listen.wait_for(post, lambda article: article["audio"])
    site.delete(post)
    wait_until(lambda: listen.article(post) == 410, 60)


def test_only_the_preview_of_a_paid_post_is_spoken(site: GhostSite, listen: Listen) -> None:
    html = f"<p>Everyone reads this.</p>{PAYWALL}<p>{SOLD} costs money.</p>"
    post = site.create("Sold", html, visibility="paid")
    made = listen.wait_for(post, lambda article: article["audio"])
    assert made["access"] == "paid"
    assert "Everyone reads this." in listen.text(made)
    assert SOLD not in listen.text(made)
    report = listen.get(made["audio"]["links"]["report"]).text
    assert SOLD not in report


def test_audio_of_the_whole_text_ends_when_a_post_is_sold(site: GhostSite, listen: Listen) -> None:
    post = site.create("Sold later", f"<p>{SOLD} was free.</p>")
    made = listen.wait_for(post, lambda article: article["audio"])
    site.edit(post, visibility="paid")
    wait_until(lambda: listen.get(made["audio"]["links"]["audio"]).status_code == 410, 60)


def test_actions_on_several_posts_are_found_in_ghosts_list(site: GhostSite, listen: Listen) -> None:
    posts = [site.create(f"Bulk {number}", f"<p>Text {number} of four.</p>") for number in range(4)]
    made = [listen.wait_for(post, lambda article: article["audio"]) for post in posts]
    audio = [article["audio"]["links"]["audio"] for article in made]
    site.edit_all("access", [posts[0]["id"]], visibility="paid")
    site.edit_all("unpublish", [posts[1]["id"]])
    site.delete_all([posts[2]["id"]])
    for link in audio[:3]:
        wait_until(lambda link=link: listen.get(link).status_code == 410, 120)  # type: ignore[misc]
    assert listen.get(audio[3]).status_code == 200
    listed = {save.source_id for save in read_articles(site.url, site.content_key, fetch)}
    assert {post["id"] for post in posts} & listed == {posts[0]["id"], posts[3]["id"]}


def test_fifty_hooks_a_second_are_accepted(site: GhostSite, listen: Listen) -> None:
    """The times are printed. What fails is an answer that is no 202."""
    [secret] = {webhook["secret"] for webhook in listen.site.webhooks()}
    words = "<p>" + "The island has its ferry again. " * 400 + "</p>"
    url = f"{listen.url}/v1/hooks/blog/ghost"

    def send(number: int) -> tuple[int, float]:
        time.sleep(number / 50)
        saved = {"id": f"rate-{number % 20}", "html": words, "url": f"{site.url}/rate/"}
        body = ghost_body("post.published", post(**saved))
        headers = ghost_headers(body, now() + number, secret)
        started = time.perf_counter()
        status = requests.post(url, data=body, headers=headers, timeout=60).status_code
        return status, time.perf_counter() - started

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(send, range(250)))
    times = sorted(seconds for _, seconds in answers)
    print(f"median {times[125]:.3f} s, 99 % {times[247]:.3f} s, longest {times[-1]:.3f} s")
    assert {status for status, _ in answers} == {202}
