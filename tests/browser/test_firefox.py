"""The player in Firefox, which has no Media Source for MP3: the live stream in an <audio>."""

import itertools
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import TIMEOUT

# Ubuntu's firefox is a snap, which cannot read a profile in /tmp.
_FIREFOX = shutil.which("firefox-esr") or (
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
_PARAGRAPH = (
    "The old bridge over the river opened again on Monday. About three hundred people crossed it "
    "in the first hour, most of them on foot. The repairs took as long as expected."
)

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(_FIREFOX is None, reason="firefox not found"),
]


class Firefox:
    """Client of Marionette, Firefox's remote protocol: JSON messages, each after its length.

    https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
    """

    def __init__(self, profile: Path) -> None:
        assert _FIREFOX
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines))
        self._process = subprocess.Popen(
            [_FIREFOX, "--headless", "--no-remote", "--marionette", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port = profile / "MarionetteActivePort"
        deadline = time.monotonic() + TIMEOUT
        while not (port.exists() and port.read_text()):
            assert time.monotonic() < deadline, "Firefox did not start"
            time.sleep(0.05)
        self._socket = socket.create_connection(("127.0.0.1", int(port.read_text())), TIMEOUT)
        self._file = self._socket.makefile("rb")
        self._numbers = itertools.count()
        self._read()
        self._call("WebDriver:NewSession")

    def close(self) -> None:
        self._call("Marionette:Quit", flags=["eForceQuit"])
        self._process.wait(TIMEOUT)
        self._file.close()
        self._socket.close()

    def open(self, url: str) -> None:
        self._call("WebDriver:Navigate", url=url)

    def click(self, element: str) -> None:
        found = self.run(f"return {element}")
        self._call("WebDriver:ElementClick", id=next(iter(found.values())))

    def run(self, script: str, *args: Any) -> Any:
        return self._call("WebDriver:ExecuteScript", script=script, args=args)["value"]

    def _call(self, command: str, **parameters: Any) -> Any:
        data = json.dumps([0, next(self._numbers), command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._read()
        assert error is None, error["message"]
        return result

    def _read(self) -> Any:
        length = b"".join(iter(lambda: self._file.read(1), b":"))
        return json.loads(self._file.read(int(length)))


class Reader:
    """A person on a page with a player, in Firefox."""

    def __init__(self, firefox: Firefox, url: str) -> None:
        self._firefox = firefox
        firefox.open(url)
        self.wait("player.state")

    def get(self, name: str) -> Any:
        return self._run(f"player.{name}")

    def click(self) -> None:
        self._firefox.click(
            "document.querySelector('listen-article').shadowRoot.querySelector('.play')"
        )

    def seek(self, seconds: float) -> None:
        self._run(f"player.seek({seconds})")

    def wait(self, condition: str) -> None:
        deadline = time.monotonic() + TIMEOUT
        while not self._run(condition):
            assert time.monotonic() < deadline, (condition, self.get("state"))
            time.sleep(0.05)

    def _run(self, script: str) -> Any:
        return self._firefox.run(
            f"const player = document.querySelector('listen-article'); return {script}"
        )


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    firefox = Firefox(tmp_path_factory.mktemp("profile"))
    yield firefox
    firefox.close()


@pytest.fixture
def visit(firefox: Firefox, site: Any, server: Any) -> Callable[[str], Reader]:
    def visit(key: str) -> Reader:
        site.pages[f"/{key}"] = (
            f"<!doctype html><title>A page</title><listen-article audio-key={key}></listen-article>"
            f"<script type=module src='{server.url}/player.js'></script>"
        )
        return Reader(firefox, f"{site.url}/{key}")

    return visit


def article(name: str) -> str:
    return "\n\n".join(f"{name}, part {number}. {_PARAGRAPH}" for number in range(8))


def test_a_new_audio_plays_live_then_from_the_file_and_to_its_end(
    visit: Callable[[str], Reader], worker: Any
) -> None:
    key = worker.request(article("Heard in Firefox"))
    reader = visit(key)
    reader.click()
    worker.start(key)
    worker.release(6)
    reader.wait("player.state === 'live' && player.currentTime > 0.3")
    place, started = reader.get("currentTime"), time.monotonic()
    worker.finish()
    reader.wait("player.state === 'playing'")
    elapsed = reader.get("currentTime") - place
    assert 0 <= elapsed <= time.monotonic() - started + 1
    reader.seek(reader.get("duration") - 1)
    reader.wait("player.state === 'finished'")


def test_seeking_works_in_live_audio_also_to_sound_that_is_not_synthesized_yet(
    visit: Callable[[str], Reader], worker: Any
) -> None:
    key = worker.request(article("Sought in Firefox"))
    reader = visit(key)
    reader.click()
    worker.start(key)
    worker.release(12)
    reader.wait("player.state === 'live'")
    reader.seek(20)
    reader.wait("player.currentTime > 20.2")
    reader.seek(2)
    reader.wait("player.currentTime > 2.2 && player.currentTime < 20")
    later = reader.get("duration") - 10
    reader.seek(later)
    reader.wait("player.state === 'preparing'")
    worker.finish()
    reader.wait(f"player.currentTime > {later + 0.2}")
    assert reader.get("state") in ("live", "playing")
