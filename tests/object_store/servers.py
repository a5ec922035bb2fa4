"""S3-compatible services as processes of their own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
import requests

BUCKET = "listen"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "S3RVER", "AWS_SECRET_ACCESS_KEY": "S3RVER"}
_S3RVER = Path(__file__).parent / "node_modules" / ".bin" / "s3rver"


def store_url(endpoint: str, prefix: str = "") -> str:
    """The URL of a store that nobody has used, or of the one with this prefix."""
    prefix = prefix or f"test-{uuid4().hex}"
    return f"s3://{BUCKET}/{prefix}?endpoint={quote(endpoint, safe='')}&region=us-east-1"


@contextmanager
def moto_server(port: int) -> Iterator[str]:
    """Honours conditional writes. Does not check signatures. Yields its URL."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with _server(command, port) as url:
        requests.put(f"{url}/{BUCKET}", timeout=30).raise_for_status()
        yield url


@contextmanager
def s3rver_server(port: int, folder: Path) -> Iterator[str]:
    """Checks access keys only. Ignores conditional writes. Cannot continue a listing."""
    if not _S3RVER.exists() or not shutil.which("node"):
        pytest.skip("s3rver is not installed: npm ci --prefix tests/object_store")
    folder.mkdir(exist_ok=True)
    options = ["--configure-bucket", BUCKET, "--silent", "--address", "127.0.0.1"]
    command = [str(_S3RVER), "--directory", str(folder), "--port", str(port), *options]
    with _server(command, port) as url:
        yield url


@contextmanager
def _server(command: list[str], port: int) -> Iterator[str]:
    from tests.conftest import wait_until  # noqa: PLC0415

    url = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        command,
        env={**os.environ, **CREDENTIALS},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def answers() -> bool:
        assert server.poll() is None, f"{command[0]} has ended"
        with suppress(requests.RequestException):
            return requests.get(url, timeout=5).status_code < 500
        return False

    try:
        wait_until(answers)
        yield url
    finally:
        server.kill()
        server.wait()
