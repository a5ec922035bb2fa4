"""A site and the real server: `listen up` with a voice of beeps."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.cms.wordpress.conftest import NewSite
from tests.cms.wordpress.site import WordPress
from tests.conftest import free_port, wait_until

pytestmark = pytest.mark.cms


@dataclass(frozen=True)
class Listen:
    """A running server, and a key of its only site."""

    url: str
    key: str

    def article(self, post: int) -> Any:
        answer = requests.get(
            f"{self.url}/v1/articles/{post}",
            headers={"Authorization": f"Bearer {self.key}"},
            timeout=60,
        )
        return answer.json()

    def wait_until_ready(self, post: int) -> Any:
        wait_until(lambda: self.article(post).get("state") == "ready")
        return self.article(post)


@pytest.fixture(scope="module")
def listen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listen]:
    data_dir, port = tmp_path_factory.mktemp("listen"), free_port()
    environ = {**os.environ, "LISTEN_DEFAULT_VOICE": "tone:beep", "LISTEN_WORKER_ENGINES": "tone"}
    key = _run(data_dir, environ, "keys", "new", "wordpress", "--scope", "publish").strip()
    command = [sys.executable, "-m", "listen", "up", "--port", str(port)]
    server = subprocess.Popen([*command, "--data-dir", str(data_dir)], env=environ)
    url = f"http://127.0.0.1:{port}"

    def is_ready() -> bool:
        try:
            return requests.get(f"{url}/readyz", timeout=1).ok
        except requests.RequestException:
            return False

    try:
        wait_until(is_ready)
        yield Listen(url, key)
    finally:
        server.terminate()
        server.wait()


def _run(data_dir: Path, environ: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "listen", *arguments, "--data-dir", str(data_dir)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def heard(new_site: NewSite, listen: Listen) -> WordPress:
    """A site that is connected with the server."""
    site = new_site(f"define('LISTEN_URL', '{listen.url}'); define('LISTEN_KEY', '{listen.key}');")
    site.install_plugin()
    return site


def test_a_post_gets_audio_and_loses_it(heard: WordPress, listen: Listen) -> None:
    words = "<p>The old bridge is open again. Two years ago, a flood had damaged it.</p>"
    post = heard.new_post("The bridge", content=words)
    article = listen.wait_until_ready(post)
    assert article["title"] == "The bridge"
    assert article["url"] == heard.rest("GET", f"/wp/v2/posts/{post}")["link"]
    wait_until(lambda: heard.rest("GET", f"/listen/v1/posts/{post}")["state"] == "made")
    shown = heard.rest("GET", f"/listen/v1/posts/{post}")
    audio = requests.get(shown["audio"], timeout=60)
    assert (audio.status_code, audio.headers["Content-Type"]) == (200, "audio/mpeg")
    described = re.compile(r'class="listen-audio">(.*?)</script>')
    wait_until(lambda: described.search(heard.page("/the-bridge/")))
    head = described.search(heard.page("/the-bridge/"))
    assert head
    assert json.loads(head[1])["contentUrl"] == shown["audio"]

    heard.edit(post, content=words.replace("Two", "Three"))
    wait_until(lambda: listen.article(post).get("version") == 2)
    edited = listen.wait_until_ready(post)
    assert edited["segments"]["new"] < edited["segments"]["total"]

    heard.edit(post, status="private")
    wait_until(lambda: listen.article(post).get("code") == "withdrawn")
    assert (
        requests.get(listen.url + edited["audio"]["links"]["audio"], timeout=60).status_code == 410
    )
    assert heard.rest("GET", f"/listen/v1/posts/{post}")["state"] in ("queued", "not_sent")

    heard.edit(post, status="publish")
    listen.wait_until_ready(post)


def test_the_double_save_of_the_editor_makes_one_version(heard: WordPress, listen: Listen) -> None:
    post = heard.new_post("Twice", content="<p>The harbour opens on Monday morning at nine.</p>")
    heard.edit(post, meta={"_listen_voice": ""})
    heard.wait_until_sent()
    assert listen.wait_until_ready(post)["version"] == 1


def test_what_the_server_refuses_is_shown(heard: WordPress, listen: Listen) -> None:
    post = heard.new_post("Voice", meta={"_listen_voice": "nobody"})
    heard.wait_until_sent()
    shown = heard.rest("GET", f"/listen/v1/posts/{post}")
    assert shown["state"] == "failed"
    assert "nobody" in shown["detail"]
    empty = heard.new_post("", content="<p></p>")
    heard.wait_until_sent()
    assert heard.rest("GET", f"/listen/v1/posts/{empty}")["state"] == "failed"


def test_names_that_are_too_long_or_odd_do_not_cost_the_audio(
    heard: WordPress, listen: Listen
) -> None:
    tags = [heard.rest("POST", "/wp/v2/tags", name=name)["id"] for name in ("x" * 200, "tab\there")]
    heard.php("wp_update_user(['ID' => 1, 'display_name' => str_repeat('é', 240)]);")
    post = heard.new_post("Long " * 150, content="<p>Some words to hear.</p>", tags=tags)
    article = listen.wait_until_ready(post)
    assert article["tags"][0] == "tab here"


def test_the_connection_is_tested(heard: WordPress) -> None:
    assert heard.rest("GET", "/listen/v1/site-health")["status"] == "good"
