"""S3-compatible services as processes of their own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.certificates import write_key

BUCKET = "listen"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "S3RVER", "AWS_SECRET_ACCESS_KEY": "S3RVER"}
_MOTO = Path(__file__).parent / ".venv" / "bin" / "python"
S3RVER = Path(__file__).parent / "node_modules" / ".bin" / "s3rver"


def store_url(endpoint: str, prefix: str = "") -> str:
    """The URL of a store that nobody has used, or of the one with this prefix."""
    prefix = prefix or f"test-{uuid4().hex}"
    return f"s3://{BUCKET}/{prefix}?endpoint={quote(endpoint, safe='')}&region=us-east-1"


@dataclass(frozen=True)
class ServerFiles:
    """PEM files of a TLS server."""

    certificate: Path
    key: Path
    authority: Path


def write_server_certificate(folder: Path) -> ServerFiles:
    """Write a certificate for 127.0.0.1, and that of its authority."""
    files = ServerFiles(folder / "server.pem", folder / "server.key", folder / "authority.pem")
    now, day = datetime.now(UTC), timedelta(days=1)
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in ("ca", "s3")]
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in names]
    for name, key, path, is_ca in zip(
        names, keys, (files.authority, files.certificate), (True, False), strict=True
    ):
        address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        certificate = (
            x509.CertificateBuilder(names[0], name, key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - day)
            .not_valid_after(now + day)
            .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
            .add_extension(address, critical=False)
            .sign(keys[0], hashes.SHA256())
        )
        path.write_bytes(certificate.public_bytes(pem.Encoding.PEM))
    write_key(files.key, keys[1])
    return files


@contextmanager
def moto_server(port: int, files: ServerFiles | None = None) -> Iterator[str]:
    """Honours conditional writes. Does not check signatures. Yields its URL."""
    if not _MOTO.exists():
        pytest.skip("moto is not installed: make tests/object_store/.venv/installed")
    command = [str(_MOTO), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    scheme: str = "http"
    verify: bool | str = True
    if files:
        command += ["-s", "-c", str(files.certificate), "-k", str(files.key)]
        scheme, verify = "https", str(files.authority)
    with _server(command, f"{scheme}://127.0.0.1:{port}", verify) as url:
        requests.put(f"{url}/{BUCKET}", timeout=30, verify=verify).raise_for_status()
        yield url


@contextmanager
def s3rver_server(port: int, folder: Path) -> Iterator[str]:
    """Checks access keys only. Ignores conditional writes. Cannot continue a listing."""
    if not S3RVER.exists() or not shutil.which("node"):
        pytest.skip("s3rver is not installed: npm ci --prefix tests/object_store")
    folder.mkdir(exist_ok=True)
    options = ["--configure-bucket", BUCKET, "--silent", "--address", "127.0.0.1"]
    command = [str(S3RVER), "--directory", str(folder), "--port", str(port), *options]
    with _server(command, f"http://127.0.0.1:{port}") as url:
        yield url


@contextmanager
def _server(command: list[str], url: str, verify: bool | str = True) -> Iterator[str]:
    from tests.conftest import wait_until  # noqa: PLC0415

    server = subprocess.Popen(
        command,
        env={**os.environ, **CREDENTIALS},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def answers() -> bool:
        assert server.poll() is None, f"{command[0]} has ended"
        with suppress(requests.RequestException):
            return requests.get(url, timeout=5, verify=verify).status_code < 500
        return False

    try:
        wait_until(answers)
        yield url
    finally:
        server.kill()
        server.wait()
