"""A real nginx in front of a server, without the headers that proxies can be told to send."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.conftest import free_port, wait_until

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx not found: apt-get install nginx")

LOCATIONS = {
    "removed": "location /listen/ { proxy_pass http://listen_backend/; }",
    "passed on": "location /listen { proxy_pass http://listen_backend; proxy_http_version 1.1; }",
}
"""By what becomes of the prefix. The first speaks HTTP/1.0, nginx's default."""

_CONFIG = """
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path temp;
    proxy_temp_path temp;
    fastcgi_temp_path temp;
    scgi_temp_path temp;
    uwsgi_temp_path temp;
    upstream listen_backend {{ server 127.0.0.1:{upstream}; }}
    server {{
        listen 127.0.0.1:{port};
        {location}
    }}
}}
"""


@contextmanager
def nginx(folder: Path, port: int, upstream: int, location: str) -> Iterator[None]:
    """Run nginx on a port of the loopback address, in front of a server on the port `upstream`."""
    assert NGINX
    (folder / "nginx.conf").write_text(
        _CONFIG.format(port=port, upstream=upstream, location=location)
    )
    options = ["-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    process = subprocess.Popen([NGINX, *options])

    def is_up() -> bool:
        assert process.poll() is None, (folder / "error.log").read_text()
        try:
            return requests.get(f"http://127.0.0.1:{port}/listen/healthz", timeout=1).ok
        except requests.RequestException:
            return False

    try:
        wait_until(is_up, 60)
        yield
    finally:
        process.terminate()
        process.wait()


def public_url() -> tuple[str, int]:
    """Return a URL with a prefix, and its port, which is free."""
    port = free_port()
    return f"http://127.0.0.1:{port}/listen", port
