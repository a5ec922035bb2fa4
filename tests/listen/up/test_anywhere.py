"""`listen up` as users start it: in odd folders, locales, homes and disks. The voice is a beep."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.conftest import fill, free_port, wait_until

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ODD_NAME = os.fsdecode("Ü 😀 %41#?='\"".encode() + b"\xff ")
"""It ends with a blank, and has a byte that is not UTF-8."""
ARTICLE = "Это статья на русском языке."


def environ(**changes: str | None) -> dict[str, str]:
    """Return an environment for `listen`; None removes a variable."""
    settings = {"LISTEN_WORKERS": "1", "LISTEN_WORKER_ENGINES": "tone"}
    package = str(Path(__file__).parents[3])
    merged = {**os.environ, "PYTHONPATH": package, **settings, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def listen(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "listen", *arguments]


def run(cwd: Path, env: dict[str, str], *arguments: str, text: str = "") -> str:
    """Run a command, and return its output. It must succeed."""
    done = subprocess.run(
        listen(*arguments), cwd=cwd, env=env, input=text.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode()


def refusal(cwd: Path, *arguments: str, **changes: str | None) -> str:
    """Start a server that must refuse to start, and return the one line that it prints."""
    done = subprocess.run(
        listen("up", "--port", str(free_port()), *arguments),
        cwd=cwd,
        env=environ(**changes),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in (1, 2)
    (line,) = done.stderr.decode("utf-8", "backslashreplace").splitlines()
    return line


@contextmanager
def server(cwd: Path, env: dict[str, str], *arguments: str) -> Iterator[str]:
    """Run a server until it is ready or says what is missing, and yield its URL."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(listen("up", "--port", str(port), *arguments), cwd=cwd, env=env)

    def is_known() -> bool:
        assert process.poll() is None
        try:
            missing: list[str] = requests.get(f"{url}/readyz", timeout=1).json()["missing"]
        except requests.RequestException:
            return False
        return missing not in (["worker"], ["extraction"])

    try:
        wait_until(is_known)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def test_an_odd_folder_in_the_c_locale_without_home_or_temporary_folder(tmp_path: Path) -> None:
    folder = tmp_path / ODD_NAME
    folder.mkdir()
    nowhere = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "TMPDIR"), "/proc/none")
    env = environ(**C_LOCALE, **nowhere, LISTEN_WORKER_ENGINES="espeak")
    with server(folder, env) as url:
        where = ("--server", url, "--voice", "espeak:ru")
        run(folder, env, "say", "-", "-o", "выход.mp3", *where, text=ARTICLE)
        title = "Заголовок"
        preview = run(folder, env, "preview", "-", "--title", title, *where, text=ARTICLE)
        assert preview.startswith(f"{title}\n")
        raw = run(folder, env, "preview", "-", "--json", *where, text=ARTICLE)
        assert json.loads(raw)["blocks"][0]["text"] == ARTICLE
        assert "espeak:ru" in run(folder, env, "voices", "--server", url)
    audio = (folder / "выход.mp3").read_bytes()
    assert [path.read_bytes() for path in (folder / ".listen").rglob("*.mp3")] == [audio]


@pytest.mark.parametrize("name", ["file", "file/data", "dangling", "loop", "y" * 300])
def test_a_data_directory_that_cannot_be_used_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    line = refusal(tmp_path, "--data-dir", name)
    assert "Cannot use the data directory" in line
    assert line.endswith(". `--data-dir` or LISTEN_DATA_DIR names another.")


def test_a_name_with_a_line_break_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "a\nb").touch()
    assert r"directory 'a\nb': It is not a directory." in refusal(tmp_path, "--data-dir", "a\nb")


def test_a_path_that_leaves_no_room_for_files_is_refused(tmp_path: Path) -> None:
    longest = "/".join(["y" * 199] * 20)
    line = refusal(tmp_path, "--data-dir", longest)
    assert "Its path must not be longer than" in line
    assert len(line) < 600


def test_a_working_directory_that_was_deleted_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir '{gone}' && exec {' '.join(listen('up', '--data-dir', '/tmp/never'))}"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=gone, env=environ(), capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"The working directory cannot be used: No such file")
    assert done.stderr.count(b"\n") == 1


def test_an_empty_data_directory_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, LISTEN_DATA_DIR="") == (
        "The setting 'data_dir' must be a path, got ''."
    )


@pytest.mark.parametrize(
    ("leave", "message"),
    [
        (0, "Cannot use the data directory {}/data: No space left on device."),
        (4096, "Redis cannot use its folder {}/data/redis: No space left on device."),
    ],
)
def test_a_full_disk_is_named_and_the_next_start_works(
    disk: Path, leave: int, message: str
) -> None:
    arguments = ("--data-dir", str(disk / "data"))
    fill(disk / "filler", leave)
    done = subprocess.run(
        listen("up", "--port", str(free_port()), *arguments),
        env=environ(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert message.format(disk) in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    (disk / "filler").unlink()
    with server(disk, environ(), *arguments) as url:
        assert requests.get(f"{url}/readyz", timeout=5).json()["missing"] == []


def test_a_disk_that_is_nearly_full_is_named_until_there_is_space(disk: Path) -> None:
    fill(disk / "filler", 40_000)
    with server(disk, environ(), "--data-dir", str(disk / "data")) as url:
        missing = requests.get(f"{url}/readyz", timeout=5).json()["missing"]
        assert missing in (["store_disk"], ["redis_disk"])
        assert requests.get(f"{url}/healthz", timeout=5).ok
        (disk / "filler").unlink()
        wait_until(lambda: requests.get(f"{url}/readyz", timeout=5).ok)
        fields = {"input": "Hello.", "voice": "tone:beep"}
        assert requests.post(f"{url}/v1/audio/speech", json=fields, timeout=60).ok


def test_a_disk_without_inodes_is_named(disk: Path) -> None:
    for number in range(os.statvfs(disk).f_ffree):
        (disk / str(number)).touch()
    line = refusal(disk, "--data-dir", str(disk / "data"))
    assert f"Cannot use the data directory {disk}/data: No space left on device." in line


def test_a_read_only_disk_is_named(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert "data: Read-only file system." in refusal(disk, "--data-dir", str(disk / "data"))
