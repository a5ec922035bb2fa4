"""A command that writes an article into a file."""

import os
import resource
import signal
import subprocess
import tempfile
import time
from abc import abstractmethod
from pathlib import Path

from bench.articles import Article
from bench.click import Received
from bench.peers.peer import Peer, PeerError

_POLL = 0.005
_TIMEOUT = 300.0


class Command(Peer):
    """Follows the file as it grows. A program may still change its head when all is written."""

    extension: str
    """Extension of the file."""

    def __exit__(self, *error: object) -> None: ...

    @abstractmethod
    def command(self, article: Path, output: Path) -> list[str]:
        """Return the command that reads a text file and writes the output."""

    def read(self, article: Article) -> Received:
        with tempfile.TemporaryDirectory(prefix="listen-bench-") as name:
            folder = Path(name)
            text, output, log = (folder / file for file in ("article.txt", self._output, "log"))
            text.write_text(article.plain_text, "utf-8")
            arrivals = self._run(self.command(text, output), output, log)
            return Received(output.read_bytes(), arrivals)

    def cpu_seconds(self) -> float:
        """Return the processor time of all ended children of this process."""
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    @property
    def _output(self) -> str:
        return f"article.{self.extension}"

    def _run(self, command: list[str], output: Path, log: Path) -> list[tuple[float, int]]:
        """Return when the file had which size: seconds since the start, and bytes."""
        arrivals = []
        size = 0
        began = time.perf_counter()
        with log.open("wb") as file:
            process = subprocess.Popen(
                command,
                cwd=output.parent,
                env=_without_proxies(),
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.pid = process.pid
        try:
            ended = False
            while not ended:
                ended = process.poll() is not None
                now = time.perf_counter() - began
                if output.exists() and (grown := output.stat().st_size) > size:
                    size = grown
                    arrivals.append((now, size))
                if now > _TIMEOUT:
                    raise PeerError(f"{self.name}: not done after {now:.0f} s\n{log.read_text()}")
                time.sleep(0 if ended else _POLL)
            arrivals.append((now, size))
        finally:
            self.pid = None
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if process.returncode:
            raise PeerError(f"{self.name} failed: {process.returncode}\n{log.read_text()}")
        return arrivals


def _without_proxies() -> dict[str, str]:
    """Return the environment. gTTS would send requests to this machine through a proxy, too."""
    return {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
