"""A real nginx with the product's configuration, in front of web processes of this machine."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import requests

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
PRODUCT = Path(__file__).parents[1] / "deploy" / "nginx" / "listen.conf"
LOCATION = "/listen-audio/"
"""The internal location in that file."""

_TIMEOUT = 60.0

_AROUND = """
daemon off;
pid nginx.pid;
error_log error.log;
worker_processes auto;
worker_rlimit_nofile 16384;
events {{ worker_connections 8000; }}
http {{
    log_format redirects "$request_uri $uri";
    access_log {access_log};
    client_body_temp_path temp;
    proxy_temp_path temp;
    fastcgi_temp_path temp;
    scgi_temp_path temp;
    uwsgi_temp_path temp;
    {inside}
}}
"""


class ProxyError(Exception):
    """nginx cannot run. The message has its log."""


def product_configuration(
    folder: Path, port: int, upstreams: Sequence[int], data_dir: Path, extra: str = ""
) -> str:
    """Return the configuration with the ports and folders of a test.

    `extra` is added to the server that readers reach.
    """
    text = PRODUCT.read_text("utf-8")
    servers = "\n".join(f"server 127.0.0.1:{upstream};" for upstream in upstreams)
    for old, new in {
        "server 127.0.0.1:8000;": servers,
        "/var/cache/nginx/listen": f"{folder}/cache",
        "listen 80 ": f"{extra} listen 127.0.0.1:{port} ",
        "/srv/listen/audio/": f"{data_dir.absolute()}/audio/",
    }.items():
        if old not in text:
            raise ProxyError(f"{PRODUCT} has no {old!r}")
        text = text.replace(old, new)
    return text


@contextmanager
def running_nginx(folder: Path, inside: str, url: str, access_log: str = "off") -> Iterator[None]:
    """Run nginx with this text in its `http` block until the server at `url` answers through it.

    Raises ProxyError.
    """
    if NGINX is None:
        raise ProxyError("nginx not found: apt-get install nginx")
    # Its processes run as another user otherwise, who cannot reach the files.
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(user + _AROUND.format(inside=inside, access_log=access_log))
    options = ["-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    checked = subprocess.run([NGINX, *options, "-t"], check=False, capture_output=True, text=True)
    if checked.returncode:
        raise ProxyError(checked.stderr)
    process = subprocess.Popen([NGINX, *options])
    deadline = time.monotonic() + _TIMEOUT
    try:
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > deadline:
                raise ProxyError((folder / "error.log").read_text())
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait()


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/healthz", timeout=1).ok
    except requests.RequestException:
        return False
