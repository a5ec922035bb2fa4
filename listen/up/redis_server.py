"""The Redis server of one machine: launches one, or adopts one that an earlier run left."""

import fcntl
import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from redis import BusyLoadingError, Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from listen.up.children import UNKNOWN_STATUS, ProgramError, stop_all
from listen.up.claims import shown
from listen.up.redis_folder import check_folder, unusable
from listen.up.redis_program import find_program
from listen.up.redis_socket import socket_path

log = logging.getLogger(__name__)

_SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "maxmemory-policy": "noeviction",
}
_PERSISTENCE = {
    "appendonly": "yes",
    "appendfsync": "everysec",
    "auto-aof-rewrite-min-size": "16mb",
    "aof-use-rdb-preamble": "no",  # plain commands: Redis and Valkey cannot read each other's RDB
}
LIVE = "live"
"""Name of the server for live audio, which keeps nothing on disk: its hundreds of megabytes would
fill the disk, and Redis could not make room, because rewriting its file needs as much again."""

_AOF_DIR = "appendonlydir"
"""Redis's name for the folder of its append-only files."""

_START_TIMEOUT = 10.0
_STOP_TIMEOUT = 5.0
_POLL_INTERVAL = 0.02


class RedisServer:
    """A Redis on a Unix socket in the data directory, with append-only files unless it is LIVE.

    The server inherits a lock on its directory, which the kernel releases when the process ends.
    So a server that outlived its supervisor is detected reliably, and two servers never use the
    same files. The caller must hold the claim on the data directory.
    """

    def __init__(self, data_dir: Path, search_path: str | None = None, name: str = "redis") -> None:
        """Prepare a server. Its program is looked up in `search_path`, which defaults to the PATH.

        Its folder and its socket have the name. Raises ProgramError.
        """
        self.name = name
        self.socket = socket_path(data_dir.resolve(), name)
        self.url = f"unix://{quote(str(self.socket))}"
        self._dir = data_dir.resolve() / name
        self._log_file = self._dir / "redis.log"
        self._log_start = 0
        self._search_path = search_path
        self._process: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._program = "a server left by an earlier run"

    def start(self) -> None:
        """Launch a server, or adopt a running one, without waiting until it responds.

        Raises ProgramError.
        """
        self._process, self._pid = None, 0
        try:
            lock = self._lock()
        except BlockingIOError:
            return
        except OSError as error:
            raise unusable(self._dir, error.strerror) from error
        try:
            self._launch(lock)
        except OSError as error:
            raise ProgramError(f"Cannot start Redis in {shown(self._dir)}: {error}.") from error
        finally:
            os.close(lock)

    def wait_until_ready(self, wait: Callable[[float], None] = time.sleep) -> None:
        """Wait until the server responds: at most 10 seconds, not counting the loading of data.

        Raises ProgramError.
        """
        deadline = time.monotonic() + _START_TIMEOUT
        while True:
            try:
                return self._ping()
            except BusyLoadingError:
                deadline = time.monotonic() + _START_TIMEOUT
            except RedisError:
                if self._check_process():
                    deadline = time.monotonic() + _START_TIMEOUT
            if time.monotonic() > deadline:
                raise ProgramError(f"Redis does not respond at {self.socket}{self._log_tail()}")
            wait(_POLL_INTERVAL)

    def poll(self) -> int | None:
        """Return None while the server runs, else its exit status."""
        if self._process:
            return self._process.poll()
        try:
            os.close(self._lock())
        except BlockingIOError:
            return None
        return UNKNOWN_STATUS

    def terminate(self) -> None:
        """Make the server write its data to disk and shut down."""
        try:
            with self._client() as client:
                client.shutdown()
        except RedisError:
            self._signal(signal.SIGTERM)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Shut the server down; kill it after 5 seconds."""
        stop_all([self], _STOP_TIMEOUT)

    def describe(self) -> str:
        return f"{self._program}, pid {self._pid}, {self.socket}"

    def _lock(self) -> int:
        """Return a descriptor that holds the lock. Raises BlockingIOError while a server has it."""
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
        settings = {
            **_SETTINGS,
            **({} if self.name == LIVE else _PERSISTENCE),
            "dir": str(self._dir),
            "unixsocket": str(self.socket),
        }
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

    def _ping(self) -> None:
        with self._client() as client:
            client.ping()
            if not self._process:
                info = client.info("server")
                self._pid = info["process_id"]
                version = info.get("valkey_version", info["redis_version"])
                self._program = f"{info['executable']} {version} of an earlier run"

    def _check_process(self) -> bool:
        """Return whether the server had exited and was started again. Raises ProgramError."""
        if self.poll() is None:
            return False
        if self._process:
            check_folder(self._dir, self._log_since_start())
            if not self._set_aside_broken_files():
                raise ProgramError(
                    f"Redis exited during startup: {self._program}{self._log_tail()}"
                )
        self.start()  # also when the server to be adopted has just ended
        return True

    def _set_aside_broken_files(self) -> bool:
        """Move append-only files that Redis cannot load, and return whether there were any.

        A full disk can leave such files. They hold the queue and passing state, which can be lost:
        finished audio is in the store.
        """
        files = self._dir / _AOF_DIR
        if not files.exists():
            return False
        aside = self._dir / f"{_AOF_DIR}.broken-{time.strftime('%Y%m%d-%H%M%S')}"
        try:
            files.rename(aside)
        except OSError:
            return False
        log.warning(
            "redis: cannot load its append-only files, so it starts empty. Queued articles must be "
            "requested again; finished audio is not affected. The files were moved to %s",
            aside,
        )
        return True

    def _client(self) -> Redis:
        return Redis(
            unix_socket_path=str(self.socket), socket_timeout=1, retry=Retry(NoBackoff(), 0)
        )

    def _signal(self, number: int) -> None:
        if self._pid and self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, number)

    def _log_tail(self) -> str:
        """Return the last lines of the log, indented, below the name of the log file."""
        lines = self._log_since_start().splitlines()[-8:]
        return "".join(f"\n    {line}" for line in [f"{self._log_file}:", *lines]) if lines else ""

    def _log_since_start(self) -> str:
        try:
            content = self._log_file.read_bytes()[self._log_start :]
        except OSError:
            return ""
        return content.decode("utf-8", "replace")
