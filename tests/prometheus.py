"""A real Prometheus with the configuration of integrations/monitoring."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.conftest import free_port, wait_until

FOLDER = Path(__file__).parents[1] / "integrations" / "monitoring"
PROGRAM = shutil.which("prometheus")
needs_prometheus = pytest.mark.skipif(
    PROGRAM is None, reason="Prometheus not found: apt-get install prometheus"
)


class Prometheus:
    """Asks the running program."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}"

    def get(self, path: str, **query: str) -> Any:
        answer = requests.get(f"{self._url}{path}", params=query, timeout=30)
        assert answer.ok, answer.text
        return answer.json()["data"]

    def query(self, expression: str) -> list[dict[str, Any]]:
        """Return the series that an expression has now."""
        found: list[dict[str, Any]] = self.get("/api/v1/query", query=expression)["result"]
        return found

    def scrapes(self) -> float:
        """Return the number of successful scrapes."""
        found = self.query('sum(sum_over_time(up{job="listen"}[1h]))')
        return float(found[0]["value"][1]) if found else 0.0

    def is_up(self) -> bool:
        try:
            return requests.get(f"{self._url}/-/ready", timeout=1).ok
        except requests.RequestException:
            return False


@contextmanager
def prometheus(folder: Path, target: str, key: str) -> Iterator[Prometheus]:
    """Run Prometheus, which scrapes HOST:PORT each second with an API key."""
    assert PROGRAM
    config = (FOLDER / "prometheus.yml").read_text()
    assert "127.0.0.1:8000" in config
    config = config.replace("127.0.0.1:8000", target).replace("interval: 15s", "interval: 1s")
    (folder / "prometheus.yml").write_text(config)
    (folder / "listen.key").write_text(key)
    shutil.copy(FOLDER / "alerts.yml", folder)
    port = free_port()
    options = (
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--log.level=warn",
    )
    process = subprocess.Popen([PROGRAM, *options])
    found = Prometheus(port)

    def is_up() -> bool:
        assert process.poll() is None
        return found.is_up()

    try:
        wait_until(is_up)
        yield found
    finally:
        process.terminate()
        process.wait()
