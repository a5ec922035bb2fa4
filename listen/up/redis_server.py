"""The Redis of one machine: launched, or adopted when one still runs; watched and stopped."""

import fcntl
import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from redis import BusyLoadingError, Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from listen.up.children import UNKNOWN_STATUS, ProgramError, end
from listen.up.redis_program import find_program

_SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "aof-use-rdb-preamble": "no",  # plain commands: Redis and Valkey cannot read each other's RDB
    "save": "",
    "maxmemory-policy": "noeviction",
}
_LONGEST_SOCKET_PATH = 103 if sys.platform == "darwin" else 107
"""Bytes in sockaddr_un, without the final NUL."""

_PRIVATE_DIR = Path(f"/tmp/listen-{os.getuid()}")

_START_PATIENCE = 10.0
_STOP_PATIENCE = 5.0
_POLL = 0.02


class RedisServer:
    """A Redis on a Unix socket, its data in append-only files under the data directory.

    The server inherits a lock on its directory, which the kernel frees when it is gone. So one
    that outlived its supervisor is known for certain, and never gets a second beside it on the
    same files. The caller sees to it that it is alone with the data directory.
    """

    name = "redis"

    def __init__(self, data_dir: Path, search_path: str | None = None) -> None:
        """Programs are looked for in `search_path`; None: in the PATH of this process.

        Raises ProgramError.
        """
        self.socket = socket_path(data_dir.resolve())
        self.url = f"unix://{quote(str(self.socket))}"
        self._dir = data_dir.resolve() / "redis"
        self._log_file = self._dir / "redis.log"
        self._log_start = 0
        self._search_path = search_path
        self._process: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._program = "a server left by an earlier run"

    def start(self) -> None:
        """Launches a server, or adopts the one that runs; does not wait for its answers.

        Raises ProgramError.
        """
        self._process, self._pid = None, 0
        try:
            lock = self._lock()
        except BlockingIOError:
            return
        except OSError as error:
            raise ProgramError(f"Redis has no place for its files: {error}") from error
        try:
            self._launch(lock)
        except OSError as error:
            raise ProgramError(f"Redis cannot be started: {error}") from error
        finally:
            os.close(lock)

    def wait_until_ready(self, pause: Callable[[float], None] = time.sleep) -> None:
        """Waits for its answers: as long as it takes to load its data, else 10 seconds.

        Raises ProgramError.
        """
        deadline = time.monotonic() + _START_PATIENCE
        while True:
            try:
                return self._greet()
            except BusyLoadingError:
                deadline = time.monotonic() + _START_PATIENCE
            except RedisError:
                self._see_that_it_runs()
            if time.monotonic() > deadline:
                raise ProgramError(f"Redis does not answer at {self.socket}{self._log_tail()}")
            pause(_POLL)

    def poll(self) -> int | None:
        """None while it runs, else its exit status."""
        if self._process:
            return self._process.poll()
        try:
            os.close(self._lock())
        except BlockingIOError:
            return None
        return UNKNOWN_STATUS

    def terminate(self) -> None:
        """Has it write everything to disk and end."""
        try:
            with self._client() as client:
                client.shutdown()
        except RedisError:
            self._signal(signal.SIGTERM)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Ends it, in order if that takes less than 5 seconds."""
        end([self], _STOP_PATIENCE)

    def describe(self) -> str:
        return f"{self._program}, pid {self._pid}, {self.socket}"

    def _lock(self) -> int:
        """A descriptor that holds the lock. Raises BlockingIOError while a server has it."""
        self._dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._dir / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def _launch(self, lock: int) -> None:
        path, version = find_program(self._search_path)
        settings = {**_SETTINGS, "dir": str(self._dir), "unixsocket": str(self.socket)}
        self.socket.unlink(missing_ok=True)
        with self._log_file.open("ab") as output:
            self._log_start = output.tell()
            self._process = subprocess.Popen(
                [
                    path,
                    *(word for name, value in settings.items() for word in (f"--{name}", value)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                pass_fds=[lock],
            )
        self._pid = self._process.pid
        self._program = f"{path} {version}"

    def _greet(self) -> None:
        with self._client() as client:
            client.ping()
            if not self._process:
                info = client.info("server")
                self._pid = info["process_id"]
                version = info.get("valkey_version", info["redis_version"])
                self._program = f"{info['executable']} {version} of an earlier run"

    def _see_that_it_runs(self) -> None:
        if self.poll() is None:
            return
        if self._process:
            raise ProgramError(f"Redis ended at once: {self._program}{self._log_tail()}")
        self.start()  # the one that was to be adopted has just ended

    def _client(self) -> Redis:
        return Redis(
            unix_socket_path=str(self.socket), socket_timeout=1, retry=Retry(NoBackoff(), 0)
        )

    def _signal(self, number: int) -> None:
        if self._pid and self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, number)

    def _log_tail(self) -> str:
        """What it has logged last, below a line of its own."""
        try:
            written = self._log_file.read_bytes()[self._log_start :]
        except OSError:
            return ""
        lines = written.decode("utf-8", "replace").splitlines()[-8:]
        return "".join(f"\n    {line}" for line in [f"{self._log_file}:", *lines])


def socket_path(data_dir: Path, private: Path = _PRIVATE_DIR) -> Path:
    """Where the server of an absolute data directory listens: always the same place.

    A long path does not fit in a socket's address; then it is the private directory, in /tmp
    because XDG_RUNTIME_DIR goes away at logout. Raises ProgramError.
    """
    path = data_dir / "redis.sock"
    if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
        return path
    try:
        private.mkdir(mode=0o700, exist_ok=True)
        found = private.lstat()
    except OSError as error:
        raise ProgramError(f"Redis has no place for its socket: {error}") from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise ProgramError(f"{private} is not a directory that is ours alone.")
    return private / f"{hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]}.sock"
