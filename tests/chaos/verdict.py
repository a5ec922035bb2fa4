"""Compares what a disturbed cluster has made with what an undisturbed server makes."""

import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tests.chaos.clients import Seen
from tests.chaos.cluster import WORKERS, Cluster
from tests.conftest import free_port, running_server, workers

_FIRST_FRAME = 192
"""Bytes. The file has the length of the audio in it, which is unknown while it is live."""

_PATIENCE = 600.0
"""Seconds in which everything that was accepted must end after the last disturbance. After ten
minutes, two workers have a backlog of some two minutes."""

_FINISHED = re.compile(r"worker\.jobs: (\w{12}) finished:")


log = logging.getLogger(__name__)


@dataclass
class Verdict:
    """What was found. The lists are empty if all is well."""

    lost: list[str] = field(default_factory=list)
    """Accepted audio and articles that were not made."""
    wrong: list[str] = field(default_factory=list)
    """Audio that differs from that of an undisturbed server."""
    bodies: int = 0
    made_again: int = 0
    """How often an audio whose files nobody damaged was finished once more: a worker that was
    frozen or cut off does not know that another one took its job."""

    @property
    def is_good(self) -> bool:
        return not self.lost and not self.wrong


def judge(cluster: Cluster, seen: Seen, key: str, folder: Path, redis_url: str) -> Verdict:
    """Wait for the end of everything that was accepted, and compare it."""
    verdict = Verdict()
    texts = {*seen.posted.values(), *(t for each in seen.published.values() for t in each)}
    articles = _await_articles(cluster, seen, key, verdict)
    with workers(redis_url, folder) as spawn:
        spawn()
        with running_server(redis_url, folder, free_port(), LISTEN_MAX_CHARS="200000") as url:
            keys = {text: _request(url, text) for text in texts}
            expected = {text: _await_file(url, key) for text, key in keys.items()}
    files = {}
    for audio_key, text in seen.posted.items():
        files[audio_key] = _await_audio(cluster, audio_key)
        _compare(audio_key, files[audio_key], [expected[text]], verdict)
    for source_id, audio_key in articles.items():
        wanted = [expected[text] for text in seen.published[source_id]]
        _compare(audio_key, _await_audio(cluster, audio_key), wanted, verdict)
    for audio_key, body in seen.bodies:
        whole = expected[seen.posted[audio_key]]
        if body[_FIRST_FRAME:] != whole[_FIRST_FRAME:] or len(body) != len(whole):
            verdict.wrong.append(f"a body of {audio_key[:12]}: {len(body)} of {len(whole)} bytes")
    verdict.bodies = len(seen.bodies)
    return verdict


def made_again(cluster: Cluster, damaged: Iterable[Path]) -> int:
    """Return how often workers finished an audio once more that has none of the damaged files."""
    made: Counter[str] = Counter()
    for name in WORKERS:
        made.update(
            _FINISHED.findall((cluster.folder / f"{name}.log").read_text("utf-8", "replace"))
        )
    paths = "\n".join(map(str, damaged))
    return sum(times - 1 for key, times in made.items() if key not in paths)


def _await_articles(cluster: Cluster, seen: Seen, key: str, verdict: Verdict) -> dict[str, str]:
    """Return the key of the audio of each article that was published."""
    found = {}
    for source_id in seen.published:
        url = f"{cluster.url('web1')}/v1/articles/{source_id}"
        answer = _until(url, {"x-api-key": key}, lambda each: each.get("state") == "ready")
        if answer:
            found[source_id] = str(answer["audio"]["key"])
        else:
            verdict.lost.append(f"the article {source_id}")
    return found


def _await_audio(cluster: Cluster, key: str) -> bytes | None:
    """Return the finished audio; None if it was lost."""
    url = cluster.url("web2")
    # An audio whose file is damaged is made again when it is requested.
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with suppress(requests.RequestException):
            answer = requests.get(f"{url}/audio/{key}.mp3", timeout=60)
            if answer.ok and "ETag" in answer.headers:
                return answer.content
        time.sleep(0.1)
    return None


def _until(
    url: str, headers: dict[str, str], is_it: Callable[[dict[str, Any]], bool]
) -> dict[str, Any] | None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with suppress(requests.RequestException):
            answer = requests.get(url, headers=headers, timeout=60)
            found: dict[str, Any] = answer.json() if answer.ok else {}
            if found and is_it(found):
                return found
            if answer.status_code == 404:
                return None
        time.sleep(0.2)
    return None


def _request(url: str, text: str) -> str:
    article = {"text": text, "priority": "publish"}
    return str(requests.post(f"{url}/v1/audio", json=article, timeout=60).json()["key"])


def _await_file(url: str, key: str) -> bytes:
    while True:
        answer = requests.get(f"{url}/audio/{key}.mp3", timeout=60)
        if answer.ok and "ETag" in answer.headers:
            return answer.content
        time.sleep(0.02)


def _compare(key: str, audio: bytes | None, expected: list[bytes], verdict: Verdict) -> None:
    if audio is None:
        verdict.lost.append(f"the audio {key[:12]}")
    elif audio not in expected:
        verdict.wrong.append(f"the audio {key[:12]}")
