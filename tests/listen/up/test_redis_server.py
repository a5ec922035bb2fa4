"""Real Redis servers: the machine's own if it has one, and the one in the wheel."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis

from listen.up.children import ProgramError, stop_all
from listen.up.redis_server import RedisServer
from listen.up.redis_socket import socket_path

Start = Callable[..., RedisServer]

WHEEL_ONLY = ""
MACHINE = os.environ["PATH"]
HAS_OWN = bool(shutil.which("redis-server") or shutil.which("valkey-server"))
needs_own = pytest.mark.skipif(not HAS_OWN, reason="this machine has no Redis of its own")


@pytest.fixture
def start() -> Iterator[Start]:
    """Start servers, and stop them after the test."""
    servers = []

    def start_server(data_dir: Path, search_path: str = WHEEL_ONLY) -> RedisServer:
        server = RedisServer(data_dir, search_path)
        servers.append(server)
        server.start()
        server.wait_until_ready()
        return server

    yield start_server
    for server in servers:
        server.stop()


def process_of(server: RedisServer) -> subprocess.Popen[bytes]:
    assert server._process
    return server._process


def is_served(server: RedisServer) -> bool:
    with socket.socket(socket.AF_UNIX) as attempt:
        return attempt.connect_ex(str(server.socket)) == 0


@pytest.mark.parametrize("path", [WHEEL_ONLY, pytest.param(MACHINE, marks=needs_own)])
def test_data_is_persistent_and_the_socket_is_private(
    start: Start, tmp_path: Path, path: str
) -> None:
    server = start(tmp_path / "a data dir?", path)
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
    with Redis.from_url(server.url, decode_responses=True) as client:
        client.set("a", "b")
        settings = client.config_get("*")
    assert settings["port"] == "0"
    assert settings["appendonly"] == "yes"
    assert settings["appendfsync"] == "everysec"
    assert settings["save"] == ""
    assert settings["maxmemory-policy"] == "noeviction"
    assert settings["dir"] == str(tmp_path / "a data dir?" / "redis")
    server.stop()
    assert server.poll() == 0
    assert not server.socket.exists()

    with Redis.from_url(start(tmp_path / "a data dir?", path).url) as client:
        assert client.get("a") == b"b"


@needs_own
@pytest.mark.parametrize(("first", "second"), [(WHEEL_ONLY, MACHINE), (MACHINE, WHEEL_ONLY)])
def test_redis_and_valkey_can_read_each_others_data(
    start: Start, tmp_path: Path, first: str, second: str
) -> None:
    server = start(tmp_path, first)
    with Redis.from_url(server.url) as client:
        client.set("text", "b", ex=1000)
        client.hset("hash", mapping={"a": 1})
        client.xadd("stream", {"a": 1}, maxlen=5)
        client.zadd("set", {"a": 1.5})
        client.bgrewriteaof()
        deadline = time.monotonic() + 30
        while client.info("persistence")["aof_base_size"] == 0 and time.monotonic() < deadline:
            time.sleep(0.01)
    server.stop()
    with Redis.from_url(start(tmp_path, second).url) as client:
        assert client.get("text") == b"b"
        assert client.hgetall("hash") == {b"a": b"1"}
        assert client.xlen("stream") == 1
        assert client.zscore("set", "a") == 1.5


def test_a_running_server_is_adopted_and_can_be_stopped(start: Start, tmp_path: Path) -> None:
    orphan = start(tmp_path)
    with Redis.from_url(orphan.url) as client:
        client.set("a", "b")
    adopted = start(tmp_path)
    with Redis.from_url(adopted.url) as client:
        assert client.get("a") == b"b"
        assert f"of an earlier run, pid {client.info('server')['process_id']}" in adopted.describe()
    assert adopted.poll() is None
    adopted.stop()
    assert adopted.poll() is not None
    assert process_of(orphan).wait(30) == 0
    assert not is_served(adopted)


def test_a_server_that_hangs_is_killed(start: Start, tmp_path: Path) -> None:
    orphan, adopted = start(tmp_path), start(tmp_path)
    os.kill(process_of(orphan).pid, signal.SIGSTOP)
    stop_all([adopted], grace=0.1)
    assert process_of(orphan).wait(30) == -signal.SIGKILL
    assert not is_served(adopted)


def test_no_data_is_lost_when_the_server_is_killed(start: Start, tmp_path: Path) -> None:
    server = start(tmp_path)
    with Redis.from_url(server.url) as client:
        client.set("a", "b")
    server.kill()
    process_of(server).wait(30)
    assert server.socket.exists()
    server.start()
    server.wait_until_ready()
    with Redis.from_url(server.url) as client:
        assert client.get("a") == b"b"


def test_a_stale_socket_is_replaced(start: Start, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as stale:
        stale.bind(str(tmp_path / "redis.sock"))
    assert is_served(start(tmp_path))


def test_a_long_path_has_its_socket_in_another_folder_always_the_same(
    start: Start, tmp_path: Path
) -> None:
    data_dir = tmp_path / ("long" * 30)
    orphan, adopted = start(data_dir), start(data_dir)
    assert adopted.socket == orphan.socket
    assert len(os.fsencode(adopted.socket)) < 100
    assert "earlier run" in adopted.describe()
    assert socket_path(tmp_path / ("long" * 31)) != adopted.socket


@pytest.mark.parametrize("kind", ["open to others", "a link"])
def test_a_folder_that_others_can_access_is_refused_for_the_socket(
    tmp_path: Path, kind: str
) -> None:
    private = tmp_path / "private"
    (tmp_path / "real").mkdir(0o700)
    if kind == "a link":
        private.symlink_to(tmp_path / "real")
    else:
        private.mkdir()
        private.chmod(0o755)
    with pytest.raises(ProgramError, match="only this user"):
        socket_path(tmp_path / ("long" * 30), private=private)


def write_program(directory: Path, script: str) -> str:
    program = directory / "redis-server"
    directory.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(directory)


def test_the_log_of_a_server_that_does_not_start_is_in_the_error(
    start: Start, tmp_path: Path
) -> None:
    script = (
        '[ "$1" = --version ] && echo "Redis server v=7.2.1 sha=0" && exit\necho Fatal: no luck'
    )
    with pytest.raises(
        ProgramError, match=r"(?s)exited during startup: .*redis\.log:\n +Fatal: no luck"
    ):
        start(tmp_path / "data", write_program(tmp_path / "bin", script))


@needs_own
def test_loading_data_may_take_longer_than_the_timeout(start: Start, tmp_path: Path) -> None:
    real = shutil.which("redis-server") or shutil.which("valkey-server")
    server = start(tmp_path / "data", MACHINE)
    with Redis.from_url(server.url) as client, client.pipeline(transaction=False) as pipeline:
        for number in range(3000):
            pipeline.set(str(number), number)
        pipeline.execute()
    server.stop()
    slowly = f'[ "$1" = --version ] && exec {real} "$1"\nexec {real} "$@" --key-load-delay 200'
    server = start(tmp_path / "data", write_program(tmp_path / "bin", slowly))
    with Redis.from_url(server.url) as client:
        assert client.dbsize() == 3000


def hole(file: Path) -> None:
    """A write that a full disk cut, followed by more writes: NULs in the middle."""
    content = file.read_bytes()
    middle = len(content) // 2
    file.write_bytes(content[:middle] + bytes(500) + content[middle:])


def garbage(file: Path) -> None:
    file.write_bytes(b"\xff" * 100)


def unknown_command(file: Path) -> None:
    file.write_bytes(b"*1\r\n$4\r\nNOPE\r\n" + file.read_bytes())


@pytest.mark.parametrize("damage", [hole, garbage, unknown_command, Path.unlink])
@pytest.mark.parametrize("suffix", [".aof", ".manifest"])
def test_files_that_cannot_be_loaded_are_set_aside(
    start: Start,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[Path], None],
    suffix: str,
) -> None:
    server = start(tmp_path)
    with Redis.from_url(server.url) as client:
        for number in range(100):
            client.set(f"key {number}", "value")
    server.stop()
    for file in (tmp_path / "redis" / "appendonlydir").glob(f"*{suffix}"):
        damage(file)
    again = start(tmp_path)
    with Redis.from_url(again.url) as client:
        client.set("a", "b")
    again.stop()
    aside = list((tmp_path / "redis").glob("appendonlydir.broken-*"))
    assert len(aside) == ("starts empty" in caplog.text)
    with Redis.from_url(start(tmp_path).url) as client:
        assert client.get("a") == b"b"


def test_a_truncated_file_loses_its_end_only(start: Start, tmp_path: Path) -> None:
    server = start(tmp_path)
    with Redis.from_url(server.url) as client:
        client.set("a", "b")
        client.set("c", "d")
    server.stop()
    (file,) = (tmp_path / "redis" / "appendonlydir").glob("*.incr.aof")
    file.write_bytes(file.read_bytes()[:-3])
    with Redis.from_url(start(tmp_path).url) as client:
        assert client.get("a") == b"b"


def test_good_files_stay_when_the_disk_is_full(start: Start, tmp_path: Path) -> None:
    server = start(tmp_path)
    server.stop()
    files = tmp_path / "redis" / "appendonlydir"
    script = (
        '[ "$1" = --version ] && echo "Redis server v=7.2.1 sha=0" && exit\n'
        "echo Cannot open: No space left on device"
    )
    program = write_program(tmp_path / "bin", script)
    with pytest.raises(ProgramError, match="No space left"):
        start(tmp_path, program)
    assert files.exists()


@pytest.mark.parametrize(
    "name", ["My Folder", "a=b", "Über uns", "tab\there", "quo'te\"", "per%20"]
)
def test_clients_can_read_the_path_of_the_socket_in_client_info(
    start: Start, tmp_path: Path, name: str
) -> None:
    server = start(tmp_path / name)
    with Redis.from_url(server.url) as client:
        assert client.client_info()["addr"]
        assert client.client_list()
    again = RedisServer(tmp_path / name)
    assert again.socket == server.socket, "it must be found again"
