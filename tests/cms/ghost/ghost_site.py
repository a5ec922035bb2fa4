"""Starts a real Ghost with its MariaDB, and drives it as its admin pages do.

tests/cms/ghost/setup.sh installs both below a cache folder.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import requests

from tests.conftest import free_port

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "listen-cms" / "ghost"
MARIADB_TIMEOUT, BOOT_TIMEOUT = 60, 240
"""Seconds. The first boot creates the tables, which takes a minute on a busy machine."""

OWNER = {
    "name": "Edith Example",
    "email": "edith@example.org",
    "password": "ferry-harbour-4711",
    "blogTitle": "Island News",
}


@dataclass
class GhostSite:
    """A running Ghost, as its owner."""

    url: str
    session: requests.Session = field(default_factory=requests.Session)
    admin_key: str = ""
    content_key: str = ""
    integration_id: str = ""

    def api(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """Send a request of the admin pages, and return the answer."""
        response = self.session.request(
            method,
            f"{self.url}/ghost/api/admin/{path}",
            json=body,
            headers={"Origin": self.url},
            timeout=60,
        )
        assert response.ok, f"{method} {path}: {response.status_code} {response.text[:500]}"
        return cast(dict[str, Any], response.json()) if response.content else {}

    def set_up(self) -> None:
        """Create the owner, sign in, and add an integration."""
        self.api("POST", "authentication/setup/", {"setup": [OWNER]})
        self.sign_in()
        self.add_integration()

    def add_integration(self) -> None:
        """Add an integration, whose keys and webhooks are those of this object from now on."""
        answer = self.api(
            "POST",
            "integrations/?include=api_keys,webhooks",
            {"integrations": [{"name": "Listen"}]},
        )
        [integration] = answer["integrations"]
        keys = {key["type"]: key for key in integration["api_keys"]}
        self.integration_id = integration["id"]
        self.admin_key, self.content_key = keys["admin"]["secret"], keys["content"]["secret"]
        if ":" not in self.admin_key:
            self.admin_key = f"{keys['admin']['id']}:{self.admin_key}"

    def sign_in(self) -> None:
        self.session.post(
            f"{self.url}/ghost/api/admin/session",
            json={"username": OWNER["email"], "password": OWNER["password"]},
            headers={"Origin": self.url},
            timeout=60,
        ).raise_for_status()

    def webhooks(self) -> list[dict[str, Any]]:
        """Return the webhooks of the integration, as the admin pages list them."""
        path = f"integrations/{self.integration_id}/?include=webhooks"
        return cast(list[dict[str, Any]], self.api("GET", path)["integrations"][0]["webhooks"])

    def create(self, title: str, html: str, kind: str = "posts", **fields: Any) -> dict[str, Any]:
        """Create a post, published by default."""
        body = {kind: [{"title": title, "html": html, "status": "published", **fields}]}
        return cast(dict[str, Any], self.api("POST", f"{kind}/?source=html", body)[kind][0])

    def edit(self, post: dict[str, Any], kind: str = "posts", **fields: Any) -> dict[str, Any]:
        """Edit a post in its newest version."""
        path = f"{kind}/{post['id']}/"
        current = self.api("GET", path)[kind][0]
        body = {kind: [{"updated_at": current["updated_at"], **fields}]}
        return cast(dict[str, Any], self.api("PUT", f"{path}?source=html", body)[kind][0])

    def delete(self, post: dict[str, Any]) -> None:
        self.api("DELETE", f"posts/{post['id']}/")

    def edit_all(self, action: str, ids: list[str], **meta: Any) -> None:
        """Do something with several posts at once, as the list of posts does."""
        names = ",".join(f"'{each}'" for each in ids)
        body = {"bulk": {"action": action, "meta": meta}}
        self.api("PUT", f"posts/bulk/?filter=id:[{names}]", body)

    def delete_all(self, ids: list[str]) -> None:
        names = ",".join(f"'{each}'" for each in ids)
        self.api("DELETE", f"posts/?filter=id:[{names}]")


@contextmanager
def mariadb() -> Iterator[int]:
    """Run a MariaDB with an empty database `ghost` for its user root. Yield its port."""
    folder = Path(tempfile.mkdtemp(prefix="ghost-mariadb-"))
    port, log = free_port(), folder / "log"
    user = ["--user=root"] if os.getuid() == 0 else []
    data = ["--no-defaults", f"--datadir={folder}/data"]
    subprocess.run(
        [
            *("mariadb-install-db", *data, *user),
            *("--auth-root-authentication-method=normal", "--skip-test-db"),
        ],
        check=True,
        capture_output=True,
    )
    with log.open("wb") as output:
        server = subprocess.Popen(
            [
                *("mariadbd", *data, *user),
                *(f"--socket={folder}/socket", "--bind-address=127.0.0.1", f"--port={port}"),
                *("--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=0"),
            ],
            stdout=output,
            stderr=output,
        )
    try:
        client = ["mariadb", "--no-defaults", f"--socket={folder}/socket", "--user=root", "-e"]
        _wait(
            lambda: (
                not subprocess.run(
                    [*client, "CREATE DATABASE IF NOT EXISTS ghost"],
                    capture_output=True,
                    check=False,
                ).returncode
            ),
            MARIADB_TIMEOUT,
            server,
            log,
        )
        yield port
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder)


@contextmanager
def ghost(database_port: int, allow_private_webhooks: bool = True) -> Iterator[GhostSite]:
    """Run Ghost on a free port. Yield it when it answers."""
    folder = Path(tempfile.mkdtemp(prefix="ghost-"))
    port, log = free_port(), folder / "log"
    shutil.copytree(CACHE / "app" / "content", folder / "content")
    url = f"http://127.0.0.1:{port}"
    # Variables override Ghost's configuration file: the parts of a name are joined by "__".
    settings = {
        "NODE_ENV": "production",
        "url": url,
        "server__host": "127.0.0.1",
        "server__port": str(port),
        "database__client": "mysql",
        "database__connection__host": "127.0.0.1",
        "database__connection__port": str(database_port),
        "database__connection__user": "root",
        "database__connection__database": "ghost",
        "mail__transport": "Stub",
        "privacy__useUpdateCheck": "false",
        "privacy__useGravatar": "false",
        "privacy__useRpcPing": "false",
        "paths__contentPath": str(folder / "content"),
        "security__staffDeviceVerification": "false",
        "security__allowWebhookInternalIPs": "true" if allow_private_webhooks else "false",
        "logging__transports": '["stdout"]',
    }
    with log.open("wb") as output:
        server = subprocess.Popen(
            [CACHE / "bin" / "node", "index.js"],
            cwd=CACHE / "app",
            env={**os.environ, **settings},
            stdout=output,
            stderr=output,
        )
    site = GhostSite(url)
    try:
        _wait(lambda: _answers(site.url), BOOT_TIMEOUT, server, log)
        yield site
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder)


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/ghost/api/admin/site/", timeout=5).ok
    except requests.RequestException:
        return False


def _wait(
    is_ready: Callable[[], bool], timeout: float, process: subprocess.Popen[bytes], log: Path
) -> None:
    """Wait for a server. Fail with the end of its log if it ends or takes too long."""
    deadline = time.monotonic() + timeout
    while not is_ready():
        end = log.read_text("utf-8", "replace")[-3000:]
        assert process.poll() is None, f"{process.args!r} ended:\n{end}"
        assert time.monotonic() < deadline, f"{process.args!r} took over {timeout} s:\n{end}"
        time.sleep(0.2)
