"""Starts the image's commands in its root, which is read-only, and has them make an article.

python -m tests.container.start ROOT
"""

import os
import shlex
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import requests

from listen.up.redis_program import find_program
from tests.conftest import free_port, wait_until
from tests.container.dockerfile import Stage, parse

DOCKERFILE = Path(__file__).parents[2] / "Dockerfile"
ARTICLE = {"title": "The bridge", "text": "The old bridge opened again on Monday. It cost $3.2bn."}

_RUN = """
set -e
mount --bind "$1" "$1"
mount -t proc proc "$1/proc"
mount --bind /dev "$1/dev"
mount --bind "$2" "$1/data"
mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"
mount -o remount,bind,ro "$1"
exec chroot --userspec="$3" "$1" /usr/bin/env -i {environ} sh -c 'cd /data; exec {command}'
"""


class Container:
    """What a container of the image has: its user and environment, /data and /tmp to write to."""

    def __init__(self, root: Path, data: Path, image: Stage, environ: dict[str, str]) -> None:
        self._root = root
        self._data = data
        self._user = image.last("USER")
        self._environ = " ".join(
            f"{name}={shlex.quote(value)}" for name, value in (image.environ | environ).items()
        )

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        script = _RUN.format(environ=self._environ, command=shlex.join(command))
        arguments = ["sh", str(self._root), str(self._data), self._user]
        return subprocess.Popen(["unshare", "--mount", "sh", "-c", script, *arguments])

    def fails(self, *command: str) -> bool:
        return self.start(*command).wait() != 0


def main() -> None:
    root = Path(sys.argv[1]).absolute()
    image = parse(DOCKERFILE.read_text("utf-8"))[-1]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        (folder / "data").mkdir()
        os.chown(folder / "data", *map(int, image.last("USER").split(":")))
        redis, port = free_port(), free_port()
        _start_redis(stack, redis)
        container = Container(
            root,
            folder / "data",
            image,
            {"LISTEN_REDIS_URL": f"redis://127.0.0.1:{redis}/0", "LISTEN_OPEN": "on"},
        )
        assert container.fails("touch", "/opt/listen/x", "/x"), "the root must be read-only"
        web = [word.replace("8000", str(port)) for word in image.command]
        for command in (web, ["listen", "publish"], ["python", "-m", "worker"]):
            process = container.start(*command)
            stack.callback(process.wait)
            stack.callback(process.terminate)
        url = f"http://127.0.0.1:{port}"
        wait_until(lambda: _is_ready(url))
        assert not container.fails("python", "-m", "worker", "--check")
        answer = requests.post(
            f"{url}/v1/audio", json=ARTICLE, headers={"Accept": "audio/mpeg"}, timeout=120
        )
        assert answer.status_code == 200, answer.text
        assert len(answer.content) > 20_000
        print(f"made {len(answer.content)} bytes of audio with a read-only root")


def _start_redis(stack: ExitStack, port: int) -> None:
    options = ["--port", str(port), "--save", "", "--dir", tempfile.gettempdir()]
    process = subprocess.Popen([find_program()[0], *options], stdout=subprocess.DEVNULL)
    stack.callback(process.wait)
    stack.callback(process.terminate)


def _is_ready(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=1).ok
    except requests.RequestException:
        return False


if __name__ == "__main__":
    main()
