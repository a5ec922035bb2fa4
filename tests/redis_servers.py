"""Real Redis servers with settings of their own, and Sentinels that watch them."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from redis import Redis, RedisError

from listen.up.redis_program import find_program
from tests.conftest import free_port, wait_until

SERVICE = "listen-master"

_SENTINEL = """
port {port}
dir {folder}
sentinel monitor {service} 127.0.0.1 {master} 2
sentinel down-after-milliseconds {service} 600
sentinel failover-timeout {service} 3000
sentinel parallel-syncs {service} 1
"""


@dataclass
class Server:
    """A process of Redis or of a Sentinel on a port of the loopback address."""

    port: int
    process: subprocess.Popen[bytes]
    password: str = ""

    def client(self) -> Redis:
        return Redis(port=self.port, password=self.password or None, socket_timeout=5)

    def answers(self) -> bool:
        assert self.process.poll() is None, "it ended"
        with suppress(RedisError), self.client() as client:
            return bool(client.ping())
        return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def thaw(self) -> None:
        os.kill(self.process.pid, signal.SIGCONT)

    def freeze(self) -> None:
        os.kill(self.process.pid, signal.SIGSTOP)


@contextmanager
def redis_server(folder: Path, *options: str, password: str = "") -> Iterator[Server]:
    """Run a Redis with command-line options, such as --requirepass SECRET."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    command = ["--port", str(port), "--dir", str(folder), "--save", ""]
    with _running(port, [*command, *options], password) as server:
        yield server


@dataclass
class Replicated:
    """A master, its replica, and three Sentinels."""

    servers: list[Server]
    sentinels: list[Server]

    @property
    def url(self) -> str:
        addresses = ",".join(f"127.0.0.1:{each.port}" for each in self.sentinels)
        return f"redis+sentinel://{addresses}/{SERVICE}/0"

    def master(self) -> Server:
        """Return the server that the Sentinels name."""
        with self.sentinels[0].client() as client:
            found = client.sentinel_get_master_addr_by_name(SERVICE)
        return next(each for each in self.servers if found and each.port == found[1])

    def is_ready(self) -> bool:
        """Return whether the Sentinels know the replica and each other."""
        for sentinel in self.sentinels:
            with sentinel.client() as client:
                state = client.sentinel_master(SERVICE)
            if state["num-slaves"] != 1 or state["num-other-sentinels"] != 2:
                return False
        with self.servers[0].client() as client:
            replicas = client.info("replication")
        return bool(replicas["connected_slaves"]) and replicas["slave0"]["state"] == "online"


@contextmanager
def replicated_redis(folder: Path) -> Iterator[Replicated]:
    """Run a master with a replica and three Sentinels that fail over within some seconds."""
    persistent = ("--appendonly", "yes")
    with (
        redis_server(folder / "a", *persistent) as master,
        redis_server(
            folder / "b", *persistent, "--replicaof", f"127.0.0.1 {master.port}"
        ) as replica,
        _sentinel(folder / "s1", master.port) as first,
        _sentinel(folder / "s2", master.port) as second,
        _sentinel(folder / "s3", master.port) as third,
    ):
        replicated = Replicated([master, replica], [first, second, third])
        wait_until(replicated.is_ready, 60)
        yield replicated


@contextmanager
def _sentinel(folder: Path, master: int) -> Iterator[Server]:
    folder.mkdir(parents=True)
    port, config = free_port(), folder / "sentinel.conf"
    config.write_text(_SENTINEL.format(port=port, folder=folder, service=SERVICE, master=master))
    with _running(port, [str(config), "--sentinel"]) as server:
        yield server


@contextmanager
def _running(port: int, arguments: list[str], password: str = "") -> Iterator[Server]:
    program, _ = find_program()
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL)
    server = Server(port, process, password)
    try:
        wait_until(server.answers, 20)
        yield server
    finally:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()
