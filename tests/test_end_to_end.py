"""The product as users run it: `listen up`, the real voice, and processes that are killed."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import requests
import soundfile
from redis import Redis

from audio_cache.state import States
from tests.conftest import free_port, wait_until

pytestmark = pytest.mark.e2e

ARTICLE = """Bridge reopens after two years

The old bridge over the river opened again on Monday, two years after a flood had damaged its \
pillars. About 300 people crossed it in the first hour, most of them on foot.

"We have waited for this day," said the mayor, who cut the ribbon at 9 a.m. in light rain. The \
repairs cost less than planned — a rare thing, as she pointed out — and took as long as expected.
"""
LONG = "\n\n".join(f"Part {number}. {ARTICLE}" for number in range(20))


class Machine:
    """`listen up` in its own data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._supervisor: subprocess.Popen[bytes] | None = None

    def up(self) -> None:
        command = ["-m", "listen", "up", "--port", str(self.port), "--workers", "1"]
        self._supervisor = subprocess.Popen(
            [sys.executable, *command, "--data-dir", str(self.data_dir)],
            env={**os.environ, "LISTEN_WORKER_ENGINES": "hibari,gtts,openai"},
        )
        wait_until(self.is_ready)

    def is_ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/readyz", timeout=1).ok
        except requests.RequestException:
            return False

    def send(self, number: int) -> int:
        """Send a signal to the supervisor, and return its exit status."""
        assert self._supervisor
        self._supervisor.send_signal(number)
        return self._supervisor.wait(60)

    def kill_everything(self) -> None:
        """Kill supervisor, web, worker and Redis at once, like a power failure."""
        assert self._supervisor
        for pid in [self._supervisor.pid, *self.children()]:
            os.kill(pid, signal.SIGKILL)
        self._supervisor.wait()

    def children(self) -> list[int]:
        assert self._supervisor
        listed = subprocess.run(
            ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout
        parents = [tuple(map(int, line.split())) for line in listed.splitlines()]
        return [pid for pid, parent in parents if parent == self._supervisor.pid]

    def worker(self) -> int:
        with Redis.from_url(f"unix://{self.data_dir}/redis.sock") as redis:
            (name,) = redis.zrange("listen:workers", 0, -1)
            return int(name.decode().split("-")[-2])

    def post(self, text: str, **options: Any) -> requests.Response:
        return requests.post(
            f"{self.url}/v1/audio",
            params=options,
            data=text.encode(),
            headers={"Content-Type": "text/plain"},
            timeout=30,
        )

    def audio(self, key: str) -> dict[str, Any]:
        answer: dict[str, Any] = requests.get(f"{self.url}/v1/audio/{key}", timeout=30).json()
        return answer

    def finish(self, key: str, timeout: float = 120) -> dict[str, Any]:
        wait_until(lambda: self.audio(key)["state"] not in ("queued", "started"), timeout)
        audio = self.audio(key)
        assert audio["state"] == "finished", audio
        return audio

    def bytes_of(self, key: str) -> bytes:
        response = requests.get(f"{self.url}/audio/{key}.mp3", timeout=30)
        assert response.status_code == 200
        return response.content

    def files_match_their_checksums(self) -> bool:
        for path in (self.data_dir / "audio").rglob("*.json"):
            manifest = json.loads(path.read_text())
            audio = path.with_suffix(".mp3").read_bytes()
            if hashlib.sha256(audio).hexdigest() != manifest["sha256"]:
                return False
        return True


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "data")
    machine.up()
    yield machine
    machine.send(signal.SIGTERM)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine for tests that do not stop it, each with its own text."""
    machine = Machine(tmp_path_factory.mktemp("shared"))
    machine.up()
    yield machine
    machine.send(signal.SIGTERM)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def listen(*arguments: str, stdin: bytes = b"", cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "listen", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, check=False)


def test_an_article_becomes_a_file_of_the_stated_duration(shared: Machine) -> None:
    response = shared.post(ARTICLE)
    assert response.status_code == 202
    audio = shared.finish(response.json()["key"])
    mp3 = shared.bytes_of(audio["key"])
    sound, rate = soundfile.read(BytesIO(mp3))
    assert abs(len(sound) / rate - audio["duration"]) < 0.001
    assert 20 < audio["duration"] < 45
    assert abs(audio["estimated_duration"] / audio["duration"] - 1) < 0.1
    again = shared.post(ARTICLE)
    assert (again.status_code, again.json()) == (200, audio)


def test_the_same_article_gives_the_same_bytes_on_another_machine(
    machine: Machine, tmp_path: Path
) -> None:
    key = machine.post(ARTICLE).json()["key"]
    machine.finish(key)
    other = Machine(tmp_path / "other")
    other.up()
    try:
        assert other.post(ARTICLE).json()["key"] == key
        other.finish(key)
        assert other.bytes_of(key) == machine.bytes_of(key)
    finally:
        other.send(signal.SIGTERM)


def post_patiently(machine: Machine, text: str) -> requests.Response:
    """Post again while the server is too busy, as clients do."""
    while (answer := machine.post(text)).status_code == 503:
        time.sleep(int(answer.headers["Retry-After"]))
    return answer


def test_fifty_concurrent_equal_posts_create_one_job(shared: Machine) -> None:
    text = " ".join(f"Fact {number} is asked for fifty times." for number in range(30))
    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(lambda _: post_patiently(shared, text), range(50)))
    assert {answer.status_code for answer in answers} <= {200, 202}
    (key,) = {answer.json()["key"] for answer in answers}
    shared.finish(key)
    with Redis.from_url(f"unix://{shared.data_dir}/redis.sock") as redis:
        wait_until(lambda: not redis.exists(f"rq:job:{key}"))
        assert redis.llen("rq:queue:click:hibari") == 0
        state = States(redis).get(key)
    assert state
    assert state.run == 1


def test_a_job_finishes_after_its_worker_was_killed(machine: Machine) -> None:
    key = machine.post(LONG).json()["key"]
    wait_until(lambda: machine.audio(key)["segments"]["done"] > 3)
    os.kill(machine.worker(), signal.SIGKILL)
    machine.finish(key)
    assert machine.files_match_their_checksums()


def test_a_job_finishes_after_the_supervisor_was_killed(machine: Machine) -> None:
    key = machine.post(LONG).json()["key"]
    wait_until(lambda: machine.audio(key)["segments"]["done"] > 3)
    machine.send(signal.SIGKILL)
    wait_until(lambda: is_free(machine.port))
    machine.up()
    machine.finish(key)
    assert machine.files_match_their_checksums()


def test_a_job_finishes_after_everything_was_killed(machine: Machine) -> None:
    key = machine.post(LONG).json()["key"]
    wait_until(lambda: machine.audio(key)["segments"]["done"] > 3)
    time.sleep(1.2)  # Redis may lose the last second
    machine.kill_everything()
    machine.up()
    machine.finish(key)
    assert machine.files_match_their_checksums()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_job_interrupted_by_a_shutdown_finishes_later(
    machine: Machine, number: signal.Signals
) -> None:
    key = machine.post(LONG).json()["key"]
    wait_until(lambda: machine.audio(key)["segments"]["done"] > 3)
    children = machine.children()
    assert machine.send(number) == 0
    assert is_free(machine.port)
    assert not any(Path(f"/proc/{pid}/cmdline").exists() for pid in children)
    assert not list((machine.data_dir / "audio").rglob(f"{key}*.mp3"))
    machine.up()  # a worker goes on with the job before the server is ready
    machine.finish(key)


def test_say_saves_a_file(shared: Machine, tmp_path: Path) -> None:
    text = f"Said. {ARTICLE}"
    (tmp_path / "article.txt").write_text(text)
    server = ("--server", shared.url)
    said = listen("say", "article.txt", "-o", "out.mp3", *server, cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    assert b"Bridge reopens" in said.stderr
    sound, rate = soundfile.read(tmp_path / "out.mp3")
    assert len(sound) / rate > 20
    piped = listen("say", "-", *server, stdin=text.encode(), cwd=tmp_path)
    assert piped.returncode == 0, piped.stderr
    assert (tmp_path / "article.mp3").read_bytes() == (tmp_path / "out.mp3").read_bytes()
    refused = listen("say", "-", "--voice", "nobody", *server, stdin=b"Words.", cwd=tmp_path)
    assert refused.returncode == 1
    assert b"unknown_voice" in refused.stderr
    voices = listen("voices", *server, cwd=tmp_path).stdout
    assert b"hibari:heart" in voices
    assert b"openai is unavailable: " in voices
    assert b"LISTEN_WORKER_OPENAI_URL" in voices
    assert listen("health", *server, cwd=tmp_path).returncode == 0


def test_preview_shows_read_and_skipped_parts(shared: Machine, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<article><h1>Kyiv opens its bridge</h1><p>The old bridge opened on Nov. 14, "
        "two years after the flood.</p><p class='skip-speech'>Share this.</p></article>"
    )
    (tmp_path / "words.toml").write_text('Kyiv = { ipa = "ˈkiːv" }\nbridge = "pont"\n')
    arguments = ("preview", "page.html", "--lexicon", "words.toml", "--server", shared.url)
    shown = listen(*arguments, cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    for line in (
        "paragraph     The old bridge",
        "marked to be skipped",
        "Kyiv          once: /ˈkiːv/",
    ):
        assert line in shown.stdout.decode()
    spoken = listen(*arguments, "--spoken", cwd=tmp_path).stdout.decode()
    assert "→ [Kyiv](/ˈkiːv/) opens its pont" in spoken
    assert "November fourteenth" in spoken
    answer = json.loads(listen(*arguments, "--json", cwd=tmp_path).stdout)
    assert [use["count"] for use in answer["lexicon"]] == [1, 2]
    said = listen("say", *arguments[1:], "-o", "page.mp3", cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    assert shared.audio(answer["key"])["state"] == "finished"
    page = listen("say", "http://127.0.0.1/", "--server", shared.url, cwd=tmp_path)
    assert (page.returncode, b"url_not_allowed" in page.stderr) == (1, True)
    gone = listen("preview", "gone.txt", "--server", shared.url, cwd=tmp_path)
    assert (gone.returncode, b"Cannot read gone.txt" in gone.stderr) == (2, True)
    (tmp_path / "words.toml").write_text('"…" = "dots"')
    refused = listen(*arguments, cwd=tmp_path)
    assert (refused.returncode, b"letter" in refused.stderr) == (2, True)


def test_a_folder_is_generated_in_advance_and_only_once(shared: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Article number {number}. It is short.")
    (folder / "notes.pdf").write_text("not an article")
    server = ("--server", shared.url)
    first = listen("pregenerate", "articles", *server, cwd=tmp_path)
    assert (first.returncode, first.stdout) == (0, b"3 generated, 0 already existed, 0 failed\n")
    (folder / "empty.txt").write_text("")
    again = listen("pregenerate", "articles", "--backfill", *server, cwd=tmp_path)
    assert (again.returncode, again.stdout) == (1, b"0 generated, 3 already existed, 1 failed\n")
    assert b"empty.txt: " in again.stderr
    assert b"empty_article" in again.stderr
    key = shared.post("Article number 1. It is short.").json()["key"]
    assert shared.audio(key)["state"] == "finished"


def test_a_live_stream_has_the_same_bytes_as_the_finished_file(shared: Machine) -> None:
    headers = {"Content-Type": "text/plain", "Accept": "audio/mpeg"}
    url = f"{shared.url}/v1/audio"
    with requests.post(url, data=LONG.encode(), headers=headers, stream=True, timeout=30) as live:
        key = live.headers["Location"].rpartition("/")[2]
        chunks = live.iter_content(None)
        heard = next(chunks)
        assert shared.audio(key)["state"] == "started"
        heard += b"".join(chunks)
    file = shared.bytes_of(key)
    assert len(heard) == len(file)
    assert heard[192:] == file[192:]
    events = requests.get(f"{shared.url}/v1/audio/{key}/events", timeout=30).text
    assert events.count("event: segment") == shared.audio(key)["segments"]["total"]
    assert events.endswith("event: finished\ndata: {}\n\n")


def test_say_without_a_server_explains_how_to_start_one(tmp_path: Path) -> None:
    server = ("--server", f"http://127.0.0.1:{free_port()}")
    said = listen("say", "-", *server, stdin=b"Words.", cwd=tmp_path)
    assert said.returncode == 2
    assert b"listen up" in said.stderr
    assert not list(tmp_path.iterdir())
    assert listen("health", *server, cwd=tmp_path).returncode == 1
