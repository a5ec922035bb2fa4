"""The supervisor as a process, with a real Redis and fake children.

Each child writes a file with its name and process ID into the data directory, and exits with its
parent, as the real ones do.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from redis import Redis

from listen.config import WebConfig
from listen.up.children import stop_all
from listen.up.redis_server import LIVE, RedisServer
from listen.up.supervisor import _GRACE, RedisUrls, all_children, child_environ, web_url

UP = """
import json, logging, os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # also if the tests run under nohup
from pathlib import Path
import listen.up.supervisor
from listen.up.children import Child
from listen.config import WebConfig
options = json.loads(sys.argv[1])
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
listen.up.supervisor._PORT_TIMEOUT = options["port_timeout"]
config = WebConfig(**{**options["config"], "data_dir": Path(options["config"]["data_dir"])})
children = [Child(name, tuple(argv)) for name, argv in options["children"]]
sys.exit(listen.up.supervisor.up(config, os.environ, children))
"""
CHILD = """
import os, signal, sys, threading, time
parent, name = os.getppid(), sys.argv[1]
def end_with_parent():
    while os.getppid() == parent:
        time.sleep(0.05)
    os._exit(0)
threading.Thread(target=end_with_parent, daemon=True).start()
if name == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if name == "web":
    from http.server import BaseHTTPRequestHandler, HTTPServer
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/readyz" else 404)
            self.end_headers()
    server = HTTPServer((os.environ["LISTEN_HOST"], int(os.environ["LISTEN_PORT"])), Handler)
open(os.path.join(os.environ["LISTEN_DATA_DIR"], f"{name}.{os.getpid()}"), "w").close()
if name == "web":
    server.serve_forever()
while True:
    signal.pause()
"""


def child(name: str) -> tuple[str, list[str]]:
    return name, [sys.executable, "-I", "-S", "-c", CHILD, name]


T = TypeVar("T")


def until(condition: Callable[[], T], timeout: float = 30.0) -> T:
    """Wait until the condition is true, and return its last value."""
    deadline = time.monotonic() + timeout
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found


def is_running(pid: int) -> bool:
    with suppress(FileNotFoundError):  # where there is no /proc, no dead orphan stays either
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


class Place:
    """A data directory and a port, with the supervisors that were started for them."""

    def __init__(self, directory: Path) -> None:
        self.data_dir = directory / "data"
        self.log_file = directory / "log"
        self.children = [child("web"), child("worker")]
        self.settings: dict[str, str] = {}
        self.port_timeout = 5.0
        with socket.create_server(("127.0.0.1", 0)) as server:
            self.port = server.getsockname()[1]
        self.supervisors: list[subprocess.Popen[bytes]] = []

    def up(self) -> subprocess.Popen[bytes]:
        config = {"data_dir": str(self.data_dir), "port": self.port, **self.settings}
        options = {
            "config": config, "children": self.children, "port_timeout": self.port_timeout,
        }  # fmt: skip
        with self.log_file.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", UP, json.dumps(options)], stderr=log, start_new_session=True
            )
        self.supervisors.append(process)
        return process

    def up_and_ready(self) -> subprocess.Popen[bytes]:
        """Start a supervisor, and wait until it is ready and each child has written its file.

        Only the web server makes it ready, so another child may still be starting then.
        """
        ready, started = self.log().count("is ready"), len(self.pids("*"))

        def is_up() -> bool:
            all_started = len(self.pids("*")) >= started + len(self.children)
            return all_started and self.log().count("is ready") > ready

        process = self.up()
        assert until(lambda: is_up() or process.poll() is not None), self.log()
        assert process.poll() is None, self.log()
        return process

    def redis(self) -> Redis:
        return Redis(unix_socket_path=str(self.data_dir / "redis.sock"))

    def log(self) -> str:
        return self.log_file.read_text() if self.log_file.exists() else ""

    def pids(self, name: str) -> list[int]:
        return [int(path.suffix[1:]) for path in self.data_dir.glob(f"{name}.*[0-9]")]

    def redis_pids(self) -> list[int]:
        return [int(pid) for pid in re.findall(r"(?:redis|live): .*pid (\d+)", self.log())]

    def all_pids(self) -> list[int]:
        return self.pids("*") + self.redis_pids()

    def is_free(self) -> bool:
        """Return whether no process, port or socket is left."""
        if any(is_running(pid) for pid in self.all_pids()):
            return False
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            attempt.bind(("127.0.0.1", self.port))
        return not [*self.data_dir.glob("*.sock")]

    def clear(self) -> None:
        for process in self.supervisors:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()
        for pid in filter(is_running, self.pids("*")):
            os.kill(pid, signal.SIGKILL)
        for orphan in (RedisServer(self.data_dir), RedisServer(self.data_dir, name=LIVE)):
            with suppress(BlockingIOError):
                os.close(orphan._lock())
                continue
            orphan.start()
            orphan.wait_until_ready()
            orphan.stop()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.clear()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_shuts_everything_down_gracefully(place: Place, number: signal.Signals) -> None:
    process = place.up_and_ready()
    assert f"is ready: http://127.0.0.1:{place.port} (" in place.log()
    pids = place.all_pids()
    assert len(pids) == 4
    assert all(map(is_running, pids))
    process.send_signal(number)
    assert process.wait(30) == 0
    assert place.is_free()
    assert f"stopping ({number.name})" in place.log()
    assert "killed" not in place.log()


def test_a_second_supervisor_names_the_first(place: Place) -> None:
    first = place.up_and_ready()
    second = place.up()
    assert second.wait(30) == 1
    message = (
        f"Listen already runs in {place.data_dir}: pid {first.pid}, http://127.0.0.1:{place.port}\n"
    )
    assert place.log().endswith(message)
    assert first.poll() is None


def test_a_child_that_ends_is_restarted(place: Place) -> None:
    place.up_and_ready()
    [pid] = place.pids("worker")
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: len(place.pids("worker")) == 2)
    assert "worker: ended (SIGKILL), restarting in 0.2 s" in place.log()


def test_redis_is_restarted_with_its_data(place: Place) -> None:
    place.up_and_ready()
    with place.redis() as client:
        client.set("a", "b")
        os.kill(place.redis_pids()[0], signal.SIGKILL)
        assert until(lambda: len(place.redis_pids()) == 3)
        assert client.get("a") == b"b"


def test_the_redis_of_live_audio_is_restarted_and_keeps_no_files(place: Place) -> None:
    place.up_and_ready()
    live = RedisServer(place.data_dir, name=LIVE)
    with Redis(unix_socket_path=str(live.socket)) as client:
        client.set("a", "b")
        os.kill(place.redis_pids()[1], signal.SIGKILL)
        assert until(lambda: len(place.redis_pids()) == 3)
        assert client.get("a") is None
    assert {path.name for path in (place.data_dir / LIVE).iterdir()} == {"lock", "redis.log"}


def test_after_a_kill_the_next_supervisor_adopts_redis(place: Place) -> None:
    first = place.up_and_ready()
    with place.redis() as client:
        client.set("a", "b")
    redis_pids, left = place.redis_pids(), place.pids("*")
    first.kill()
    first.wait()
    second = place.up_and_ready()
    for redis_pid in redis_pids:
        assert f"of an earlier run, pid {redis_pid}," in place.log()
    assert not any(map(is_running, left))
    with place.redis() as client:
        assert client.get("a") == b"b"
    second.terminate()
    assert second.wait(30) == 0
    assert until(place.is_free)


def test_a_second_ctrl_c_kills_at_once(place: Place) -> None:
    place.children.append(child("deaf"))
    process = place.up_and_ready()
    process.send_signal(signal.SIGINT)
    assert until(lambda: "stopping" in place.log())
    process.send_signal(signal.SIGINT)
    assert process.wait(_GRACE - 1) == 0
    assert "deaf: killed" in place.log()
    assert place.is_free()


def test_a_signal_stops_it_before_it_is_ready(place: Place) -> None:
    place.children = [child("worker")]
    process = place.up()
    assert until(lambda: place.pids("worker"))
    process.terminate()
    assert process.wait(30) == 0
    assert place.is_free()


def test_a_port_that_is_taken_is_named(place: Place) -> None:
    place.port_timeout = 0.1
    with socket.create_server(("127.0.0.1", place.port)):
        assert place.up().wait(30) == 1
    assert f"Cannot bind to port {place.port} of 127.0.0.1: Address already" in place.log()
    assert not place.all_pids()


def test_a_child_that_rejects_its_settings_stops_everything(place: Place) -> None:
    place.children.append(("worker 2", [sys.executable, "-I", "-S", "-c", "raise SystemExit(2)"]))
    assert place.up().wait(30) == 2
    assert "the settings of worker 2 are invalid" in place.log()
    assert place.is_free()


def test_a_child_that_cannot_be_started_stops_everything(place: Place) -> None:
    place.children.append(("worker 2", ["/no/such/program"]))
    assert place.up().wait(30) == 1
    assert "Cannot start worker 2" in place.log()
    assert place.is_free()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"host": "0.0.0.0"}, "reachable from other machines"),
    ],
)
def test_invalid_settings_are_named(place: Place, settings: dict[str, str], message: str) -> None:
    place.settings = settings
    assert place.up().wait(30) == 2
    assert message in place.log()
    assert not place.all_pids()


def test_an_external_redis_is_used_and_not_stopped(place: Place, tmp_path: Path) -> None:
    external = RedisServer(tmp_path / "external")
    external.start()
    try:
        external.wait_until_ready()
        place.settings = {"redis_url": external.url}
        process = place.up_and_ready()
        assert f"redis: {external.url}, set by redis_url" in place.log()
        process.terminate()
        assert process.wait(30) == 0
        assert external.poll() is None
        assert not (place.data_dir / "redis").exists()
    finally:
        stop_all([external], 30)


def test_an_external_redis_may_start_later(place: Place) -> None:
    place.settings = {"redis_url": "redis://someone:secret@127.0.0.1:1/0"}
    place.up_and_ready()
    assert "redis: redis://127.0.0.1:1/0, set by redis_url, does not respond yet" in place.log()
    assert "secret" not in place.log()


def test_the_environment_of_children_has_the_settings_of_the_supervisor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = child_environ(
        WebConfig(port=1), {"PATH": "p", "LISTEN_PORT": "2"}, RedisUrls("unix:///a", "unix:///b")
    )
    assert environ == {
        "PATH": "p",
        "LISTEN_REDIS_URL": "unix:///a",
        "LISTEN_LIVE_REDIS_URL": "unix:///b",
        "LISTEN_DATA_DIR": str(tmp_path / ".listen"),
        "LISTEN_HOST": "127.0.0.1",
        "LISTEN_PORT": "1",
        "LISTEN_OPEN": "0",
    }


def test_the_children_are_the_web_server_the_publish_process_and_the_workers() -> None:
    own = str(os.getpid())
    web, publish, *workers = all_children(WebConfig(workers=3))
    assert web.argv == (sys.executable, "-m", "listen", "serve", "--parent", own)
    assert publish.argv == (sys.executable, "-m", "listen", "publish", "--parent", own)
    assert [worker.name for worker in workers] == ["worker 1", "worker 2", "worker 3"]
    assert workers[0].argv == (sys.executable, "-m", "worker", "--parent", own)
    assert 1 <= len(all_children(WebConfig())) - 2 <= 4


@pytest.mark.parametrize(
    ("host", "url"),
    [("0.0.0.0", "http://127.0.0.1:8000"), ("::", "http://[::1]:8000"), ("a.b", "http://a.b:8000")],
)
def test_a_wildcard_address_is_reached_at_loopback(host: str, url: str) -> None:
    assert web_url(WebConfig(host=host)) == url
