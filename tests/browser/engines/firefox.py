"""Firefox, without geckodriver: this speaks its remote protocol."""

import itertools
import json
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import TIMEOUT
from tests.browser.engines.webdriver import WebDriver
from tests.conftest import wait_until

# Ubuntu's firefox is a snap, which cannot read a profile in /tmp.
_PROGRAM = shutil.which("firefox-esr") or (
    None if Path("/snap/bin/firefox").exists() else shutil.which("firefox")
)
_PREFERENCES = {
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,
    "media.cubeb.force_mock_context": True,  # no sound card needed
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.prefs.recommended": True,
    "services.settings.server": "",
    "toolkit.telemetry.server": "",
}
_COMMANDS = {
    "Navigate To": "WebDriver:Navigate",
    "Execute Script": "WebDriver:ExecuteScript",
    "Element Click": "WebDriver:ElementClick",
    "Perform Actions": "WebDriver:PerformActions",
}


class Firefox(WebDriver):
    """Speaks Marionette: JSON messages, each after its length.

    https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
    """

    name = "firefox"

    def __init__(self, profile: Path) -> None:
        """`profile` is an empty folder. Skip the test if there is no Firefox."""
        if _PROGRAM is None:
            pytest.skip("firefox not found. Install it: apt-get install firefox-esr")
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines))
        self._process = subprocess.Popen(
            [_PROGRAM, "--headless", "--no-remote", "--marionette", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port = profile / "MarionetteActivePort"
        wait_until(lambda: port.exists() and port.read_text(), TIMEOUT)
        self._socket = socket.create_connection(("127.0.0.1", int(port.read_text())), TIMEOUT)
        self._file = self._socket.makefile("rb")
        self._numbers = itertools.count()
        self._read()
        self._send("WebDriver:NewSession")

    def call(self, command: str, **parameters: Any) -> Any:
        result = self._send(_COMMANDS[command], **parameters)
        return result.get("value")

    def close(self) -> None:
        self._send("Marionette:Quit", flags=["eForceQuit"])
        self._process.wait(TIMEOUT)
        self._file.close()
        self._socket.close()

    def _send(self, command: str, **parameters: Any) -> Any:
        data = json.dumps([0, next(self._numbers), command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._read()
        assert error is None, error["message"]
        return result

    def _read(self) -> Any:
        length = b"".join(iter(lambda: self._file.read(1), b":"))
        return json.loads(self._file.read(int(length)))
