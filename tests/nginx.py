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


PRODUCT = Path(__file__).parents[1] / "deploy" / "nginx" / "listen.conf"
"""The product's own configuration."""

_AROUND = """
daemon off;
pid nginx.pid;
error_log error.log;
worker_rlimit_nofile 16384;
events {{ worker_connections 8000; }}
http {{
    log_format redirects "$request_uri $uri";
    access_log access.log redirects;
    client_body_temp_path temp;
    proxy_temp_path temp;
    fastcgi_temp_path temp;
    scgi_temp_path temp;
    uwsgi_temp_path temp;
    {inside}
}}
"""


def product_configuration(folder: Path, port: int, upstreams: list[int], data_dir: Path) -> str:
    """Return deploy/nginx/listen.conf with the ports and folders of a test."""
    text = PRODUCT.read_text("utf-8")
    servers = "\n".join(f"server 127.0.0.1:{upstream};" for upstream in upstreams)
    for old, new in {
        "server 127.0.0.1:8000;": servers,
        "/run/listen-decisions.sock": f"{folder}/decisions.sock",
        "/var/cache/nginx/listen": f"{folder}/cache",
        "listen 80;": f"listen 127.0.0.1:{port};",
        "/srv/listen/audio/": f"{data_dir.absolute()}/audio/",
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextmanager
def running_nginx(folder: Path, inside: str, url: str) -> Iterator[None]:
    """Run nginx with this text in its `http` block until the server at `url` answers through it."""
    assert NGINX
    # Its processes run as another user, who must reach the files.
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(user + _AROUND.format(inside=inside))
    options = ["-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    subprocess.run([NGINX, *options, "-t"], check=True, capture_output=True)
    process = subprocess.Popen([NGINX, *options])

    def is_up() -> bool:
        assert process.poll() is None, (folder / "error.log").read_text()
        try:
            return requests.get(f"{url}/healthz", timeout=1).ok
        except requests.RequestException:
            return False

    try:
        wait_until(is_up, 60)
        yield
    finally:
        process.terminate()
        process.wait()
