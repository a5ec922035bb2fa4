"""One connection that always has data does not keep the others from their answers."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from listen.web.gunicorn_worker import MAX_SENDFILE, SEND_BUFFER, MeteredSocket
from tests.conftest import free_port, wait_until

pytestmark = pytest.mark.e2e

CHUNKED = (
    b"POST /v1/audio HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)


def chunks(size: int) -> bytes:
    return (b"%x\r\n" % size + b"a" * size + b"\r\n") * (20_000 // (size + 6) + 1)


ATTACKS = {
    "chunks of one byte": (CHUNKED, chunks(1)),
    "chunks of 64 bytes": (CHUNKED, chunks(64)),
    "a body without end": (CHUNKED, chunks(8000)),
    "chunked to no route": (CHUNKED.replace(b"/v1/audio", b"/nowhere"), chunks(1)),
    "chunk extensions": (CHUNKED, b"1;" + b"x" * 500 + b"\r\na\r\n"),
    "pipelined requests": (b"", b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 200),
    "pipelined errors": (b"", b"GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 200),
    "headers without end": (b"GET / HTTP/1.1\r\n", b"X: y\r\n" * 1000),
}


class Attack(threading.Thread):
    """Sends a head and then the same bytes for ever, on one connection after another."""

    def __init__(self, url: str, head: bytes, block: bytes) -> None:
        super().__init__(daemon=True)
        parts = urlsplit(url)
        self._address = (parts.hostname, parts.port)
        self._head, self._block = head, block
        self._stopped = threading.Event()
        self.has_sent = threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            with suppress(OSError), socket.create_connection(self._address) as connection:
                threading.Thread(target=self._read, args=(connection,), daemon=True).start()
                connection.settimeout(1)
                connection.sendall(self._head)
                while not self._stopped.is_set():
                    connection.sendall(self._block)
                    self.has_sent.set()

    def stop(self) -> None:
        self._stopped.set()
        self.join()

    def _read(self, connection: socket.socket) -> None:
        with suppress(OSError):
            while connection.recv(65536):
                pass


@pytest.fixture
def attack(served: str) -> Callable[[str], AbstractContextManager[None]]:
    @contextmanager
    def attack(name: str) -> Iterator[None]:
        threads = [Attack(served, *ATTACKS[name]) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            assert all(thread.has_sent.wait(60) for thread in threads)
            yield
            assert all(thread.is_alive() for thread in threads), "the attack goes on"
        finally:
            for thread in threads:
                thread.stop()

    return attack


@pytest.mark.parametrize("name", ATTACKS)
def test_the_server_answers_while_it_is_attacked(
    served: str, attack: Callable[[str], AbstractContextManager[None]], name: str
) -> None:
    with attack(name):
        for _ in range(20):
            assert requests.get(f"{served}/healthz", timeout=20).ok


def test_a_body_in_tiny_chunks_is_refused(served: str) -> None:
    text = iter([b"a"] * 100_000)
    response = requests.post(
        f"{served}/v1/preview", data=text, headers={"Content-Type": "text/plain"}, timeout=60
    )
    assert response.status_code == 400
    assert "too small" in response.json()["detail"]


def test_a_body_in_small_chunks_is_read(served: str) -> None:
    words = iter([b"Some ", b"small ", b"chunks."])
    response = requests.post(
        f"{served}/v1/preview", data=words, headers={"Content-Type": "text/plain"}, timeout=20
    )
    assert response.json()["text"] == "Some small chunks."


BROKEN = """
from listen.library.relay import LiveAudioBroken

def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "audio/mpeg")])
    yield b"sound"
    raise LiveAudioBroken
"""


def test_live_audio_that_breaks_is_cut_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text(BROKEN)
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--pythonpath", str(tmp_path), "broken:app"]
    command += ["--worker-class", "listen.web.gunicorn_worker.YieldingWorker"]
    log = tmp_path / "log"
    with log.open("w") as file:
        server = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}"], stderr=file)
    try:
        wait_until(lambda: "Booting worker" in log.read_text())
        with pytest.raises(requests.exceptions.ChunkedEncodingError):
            requests.get(f"http://127.0.0.1:{port}/", timeout=60)
    finally:
        server.terminate()
        server.wait()
    assert "Traceback" not in log.read_text()


def test_the_log_does_not_name_the_address_of_a_request_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "served.py").write_text("def app(environ, start): return []")
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", f"--bind=127.0.0.1:{port}"]
    command += ["--worker-class=listen.web.gunicorn_worker.YieldingWorker", "served:app"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE) as server:
        assert server.stderr
        assert any(b"Booting worker" in line for line in server.stderr)
        with socket.create_connection(("127.0.0.1", port), 60) as client:
            client.sendall(b"GET / HTTP/1.1\r\nBad header\r\n\r\n")
            assert b" 400 " in client.recv(1000)
        server.terminate()
        log = server.stderr.read()
    assert b"Invalid request" in log
    assert b"127.0.0.1" not in log


@pytest.mark.parametrize(
    ("offset", "count", "end"),
    [
        (0, None, 5_000_000),
        (7, 4_999_993, 5_000_000),
        (100, MAX_SENDFILE, 100 + MAX_SENDFILE),
        (100, 1, 101),
        (4_999_999, 5, 5_000_000),
    ],
)
def test_a_file_is_sent_to_a_client_that_reads_slowly(
    tmp_path: Path, offset: int, count: int | None, end: int
) -> None:
    content = bytes(range(250)) * 20_000
    (tmp_path / "file").write_bytes(content)
    ours, clients = socket.socketpair()
    sender = MeteredSocket(ours.family, ours.type, ours.proto, fileno=ours.detach())
    with ThreadPoolExecutor(1) as pool, clients, (tmp_path / "file").open("rb") as file:
        received = pool.submit(lambda: b"".join(iter(lambda: clients.recv(30_000), b"")))
        assert sender.sendfile(file, offset, count) == end - offset
        assert file.tell() == end
        sender.close()
        assert received.result() == content[offset:end]


def test_a_client_that_goes_away_ends_the_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(5_000_000))
    ours, clients = socket.socketpair()
    sender = MeteredSocket(ours.family, ours.type, ours.proto, fileno=ours.detach())
    clients.close()
    with sender, (tmp_path / "file").open("rb") as file:
        with pytest.raises(OSError, match="Broken pipe"):
            sender.sendfile(file, 3, 1000)
        assert file.tell() == 3


def test_a_client_may_be_slow_to_send_its_first_request(served: str) -> None:
    """Slower than the wait for a further request: a busy loop reads late, too."""
    parts = urlsplit(served)
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        time.sleep(2.5)
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")


def test_the_kernel_keeps_little_for_a_client_that_does_not_read(served: str) -> None:
    """The largest document is sent again and again, and never received."""
    parts = urlsplit(served)
    request = b"GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect((parts.hostname, parts.port))
        connection.sendall(request * 100)
        port = connection.getsockname()[1]
        wait_until(lambda: unsent(port) > 100_000)
        time.sleep(1)
        assert unsent(port) <= 2 * SEND_BUFFER


def unsent(port: int) -> int:
    """Return the bytes that a server has sent and the client at this port has not received."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, _, remote, _, queues, *_ = line.split()
        if remote.endswith(f":{port:04X}"):
            return int(queues.partition(":")[0], 16)
    return 0
