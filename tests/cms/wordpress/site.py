"""A real WordPress on a free port, with a database of its own."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import requests

from tests.conftest import free_port, wait_until

HERE = Path(__file__).parent
PLUGIN = HERE.parents[2] / "integrations" / "wordpress"
USER, PASSWORD = "admin", "password"
WORKERS = 4
"""Processes of PHP's server: WordPress sends requests to itself."""

_CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', '');
define('DB_PASSWORD', '');
define('DB_HOST', '');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY',
          'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $name) {{
    define($name, "$name of the tests");
}}
$table_prefix = 'wp_';
define('WP_HOME', '{url}');
define('WP_SITEURL', '{url}');
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost');
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', false);
define('WP_DEBUG_LOG', __DIR__ . '/debug.log');
{constants}
if (!defined('ABSPATH')) {{
    define('ABSPATH', __DIR__ . '/');
}}
require_once ABSPATH . 'wp-settings.php';
"""


class WordPress:
    """`source` is a folder with WordPress, which is copied; `folder` must not exist."""

    def __init__(self, source: Path, folder: Path, constants: str = "") -> None:
        shutil.copytree(source, folder, symlinks=True)
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        config = _CONFIG.format(url=self.url, constants=constants)
        (folder / "wp-config.php").write_text(config)
        self._process: subprocess.Popen[bytes] | None = None
        self._session: requests.Session | None = None

    def start(self) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                ["php", "-S", f"127.0.0.1:{self.port}", "-t", str(self.folder)],
                env={**os.environ, "PHP_CLI_SERVER_WORKERS": str(WORKERS)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(self._is_up, 60)

    def stop(self) -> None:
        if self._process:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait()
            self._process = None

    def _is_up(self) -> bool:
        try:
            return requests.get(f"{self.url}/readme.html", timeout=1).ok
        except requests.RequestException:
            return False

    # Plug-ins.

    def install_plugin(self, *, must_use: bool = False) -> None:
        if must_use:
            target = self.folder / "wp-content" / "mu-plugins"
            target.mkdir(exist_ok=True)
            shutil.copy(PLUGIN / "listen-loader.php", target)
            shutil.copytree(PLUGIN / "listen", target / "listen")
            return
        shutil.copytree(PLUGIN / "listen", self.folder / "wp-content" / "plugins" / "listen")
        assert self.php(_ACTIVATE) == "activated"

    def add_must_use(self, name: str, code: str) -> None:
        """Add a plug-in of the tests. A background process that runs would not have it."""
        self.wait_until_idle()
        target = self.folder / "wp-content" / "mu-plugins"
        target.mkdir(exist_ok=True)
        (target / f"{name}.php").write_text(f"<?php\n{code}\n")

    def remove_must_use(self, name: str) -> None:
        self.wait_until_idle()
        (self.folder / "wp-content" / "mu-plugins" / f"{name}.php").unlink()

    def php(self, code: str) -> str:
        """Run code in WordPress, in a process without a user. Return what it prints."""
        script = f"$_SERVER['HTTP_HOST'] = '127.0.0.1:{self.port}'; require 'wp-load.php'; {code}"
        done = subprocess.run(
            ["php", "-d", "display_errors=stderr", "-r", script],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def run_event(self, hook: str, *arguments: int) -> None:
        """Make an event of WP-Cron due, and visit wp-cron.php as the system's cron does."""
        given = ", ".join(map(str, arguments))
        self.php(
            f"wp_clear_scheduled_hook('{hook}', [{given}]);"
            f"wp_schedule_single_event(time() - 1, '{hook}', [{given}]);"
            "delete_transient('doing_cron');"
        )
        requests.get(f"{self.url}/wp-cron.php", timeout=60)

    # Its API.

    def rest(self, method: str, path: str, **fields: Any) -> Any:
        """Request a path below /wp-json as the administrator. Return the JSON of the answer."""
        answer = requests.request(
            method, f"{self.url}/wp-json{path}", json=fields or None, auth=self._auth, timeout=60
        )
        assert answer.ok, answer.text
        return answer.json()

    @property
    def _auth(self) -> tuple[str, str]:
        return USER, (self.folder / "application-password").read_text()

    def new_post(self, title: str = "A post", **fields: Any) -> int:
        content = fields.pop("content", f"<p>These are the words of {title}.</p>")
        answer = self.rest(
            "POST", "/wp/v2/posts", title=title, content=content, **{"status": "publish", **fields}
        )
        return int(answer["id"])

    def edit(self, post: int, **fields: Any) -> Any:
        return self.rest("POST", f"/wp/v2/posts/{post}", **fields)

    # Its pages.

    def page(self, path: str) -> str:
        """Return the HTML of a page as a visitor sees it."""
        return requests.get(self.url + path, timeout=60).text

    @property
    def admin(self) -> requests.Session:
        """A browser session of the administrator."""
        if self._session is None:
            self._session = requests.Session()
            self._session.cookies.set("wordpress_test_cookie", "WP Cookie check")
            form = {"log": USER, "pwd": PASSWORD, "testcookie": "1"}
            answer = self._session.post(f"{self.url}/wp-login.php", data=form, timeout=60)
            assert "wp-admin" in answer.url, answer.text
        return self._session

    def admin_page(self, path: str, **form: Any) -> str:
        """Return the HTML of a page below /wp-admin; with a form, post it."""
        url = f"{self.url}/wp-admin/{path}"
        answer = (
            self.admin.post(url, data=form, timeout=60) if form else self.admin.get(url, timeout=60)
        )
        assert answer.ok, answer.text
        return answer.text

    # Its database.

    def query(self, sql: str, *values: Any) -> list[Any]:
        path = self.folder / "wp-content" / "database" / ".ht.sqlite"
        with sqlite3.connect(path, timeout=60) as database:
            rows = database.execute(sql, values).fetchall()
        database.close()
        return rows

    def unsent(self, *, without: int = 0) -> int:
        """Return the number of posts that wait to be sent."""
        found = self.query(_UNSENT, f"listen_pending_{without}")
        return int(found[0][0])

    def wait_until_sent(self) -> None:
        """Wait until no post waits to be sent. Nobody visits the site meanwhile."""
        wait_until(lambda: self.unsent() == 0)

    def wait_until_sent_except(self, post: int) -> None:
        """Wait until only this post waits to be sent."""
        wait_until(lambda: self.unsent(without=post) == 0)

    def complaints(self) -> str:
        """Return the entries of PHP's log that name the plug-in."""
        log = self.folder / "debug.log"
        entries = re.split(
            r"^(?=\[\d\d-)", log.read_text() if log.exists() else "", flags=re.MULTILINE
        )
        return "".join(entry for entry in entries if "/listen/" in entry or "Listen\\" in entry)

    def wait_until_idle(self) -> None:
        """Wait until the background process has ended."""
        lock = "SELECT 1 FROM wp_options WHERE option_name = 'listen_runner'"
        wait_until(lambda: self.unsent() == 0 and not self.query(lock))


def field_value(html: str, name: str) -> str:
    """Return the value of a hidden input, such as a nonce."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', html)
    assert found, f"there is no field {name}"
    return found[1]


_UNSENT = r"""
SELECT COUNT(*) FROM wp_options
WHERE option_name LIKE 'listen\_pending\_%' ESCAPE '\' AND option_name <> ?
AND option_value LIKE '%"send"%'
"""

_ACTIVATE = """
require_once ABSPATH . 'wp-admin/includes/plugin.php';
$result = activate_plugin('listen/listen.php');
echo is_wp_error($result) ? $result->get_error_message() : 'activated';
"""
