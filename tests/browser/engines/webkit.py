"""WebKitGTK: the engine of Safari, with another network stack and other codecs (GStreamer)."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.browser.conftest import TIMEOUT
from tests.browser.engines.webdriver import WebDriver
from tests.conftest import free_port, wait_until

_COMMANDS = {
    "Navigate To": ("POST", "url"),
    "Execute Script": ("POST", "execute/sync"),
    "Element Click": ("POST", "element/{id}/click"),
    "Perform Actions": ("POST", "actions"),
    "Delete Session": ("DELETE", ""),
}
_ENVIRONMENT = {
    # GStreamer then plays into a sink that keeps time, also where there is a sound card.
    "GST_PLUGIN_FEATURE_RANK": ",".join(
        f"{sink}:NONE" for sink in ("alsasink", "jackaudiosink", "pipewiresink", "pulsesink")
    ),
    "GDK_BACKEND": "x11",
    "GSETTINGS_BACKEND": "memory",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "NO_AT_BRIDGE": "1",
}


class WebKit(WebDriver):
    """WebKitGTK's own browser and driver, on a display of their own."""

    name = "webkit"

    def __init__(self) -> None:
        """Fail the test if a program is missing, on Linux; elsewhere skip it."""
        driver, display_server, browser = _programs()
        self._groups: list[subprocess.Popen[bytes]] = []
        display = self._start_display(display_server)
        port = free_port()
        self._start(
            [driver, f"--port={port}"], env={**os.environ, **_ENVIRONMENT, "DISPLAY": display}
        )
        self._url = f"http://127.0.0.1:{port}/session"
        self._http = requests.Session()
        wait_until(self._is_up, TIMEOUT)
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._url += f"/{self._send('POST', '', {'capabilities': wanted})['sessionId']}"

    def call(self, command: str, **parameters: Any) -> Any:
        method, path = _COMMANDS[command]
        return self._send(method, path.format(**parameters), parameters)

    def close(self) -> None:
        self.call("Delete Session")
        self._http.close()
        for process in reversed(self._groups):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(TIMEOUT)

    def _send(self, method: str, path: str, body: Any) -> Any:
        url = f"{self._url}/{path}" if path else self._url
        answer = self._http.request(method, url, json=body, timeout=2 * TIMEOUT)
        value = answer.json()["value"]
        assert answer.ok, value["message"] or value["error"]
        return value

    def _start_display(self, program: str) -> str:
        reader, writer = os.pipe()
        screen = ["-screen", "0", "1280x900x24", "-nolisten", "tcp"]
        self._start([program, "-displayfd", str(writer), *screen], pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as number:
            return f":{number.readline().strip()}"

    def _start(self, command: list[str], **options: Any) -> None:
        self._groups.append(
            subprocess.Popen(
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                **options,
            )
        )

    def _is_up(self) -> bool:
        try:
            return self._http.get(self._url.replace("session", "status"), timeout=1).ok
        except requests.RequestException:
            return False


def _programs() -> tuple[str, str, str]:
    """Return the paths of driver, display server and browser."""
    if sys.platform != "linux":
        pytest.skip("WebKitGTK runs on Linux")
    browsers = [str(each) for each in Path("/usr").glob("lib*/**/webkit2gtk-4.1/MiniBrowser")]
    found = [shutil.which("WebKitWebDriver"), shutil.which("Xvfb"), next(iter(browsers), None)]
    packages = ["webkit2gtk-driver", "xvfb", "libwebkit2gtk-4.1-0"]
    missing = [package for package, path in zip(packages, found, strict=True) if path is None]
    if missing:
        pytest.fail(f"WebKit not found. Install it: apt-get install {' '.join(missing)}", False)
    return tuple(found)  # type: ignore[return-value]
