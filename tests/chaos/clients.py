"""Clients of the web processes: they post and publish articles, and listen to them."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import requests

from tests.chaos.articles import make_article

_BUSY = (429, 502, 503, 504)
"""Statuses after which a client comes again."""

_TIMEOUT = (5, 30)
_ARTICLES = 20
"""Articles that a publisher has, and edits again and again."""


@dataclass
class Seen:
    """What clients were promised, and what they received."""

    posted: dict[str, str] = field(default_factory=dict)
    """The text of each accepted audio, by its key."""
    published: dict[str, set[str]] = field(default_factory=dict)
    """The last accepted text of each article, by its id, and later ones without an answer."""
    bodies: list[tuple[str, bytes]] = field(default_factory=list)
    """The key and the bytes of each body that ended cleanly."""
    answers: Counter[str] = field(default_factory=Counter)
    """How often requests had each answer, by the method and the status or the error."""
    surprises: list[str] = field(default_factory=list)
    """Answers that no client should get."""


class Clients:
    """Threads that use the web processes until `stop`."""

    def __init__(self, urls: list[str], key: str, seed: int) -> None:
        self.seen = Seen()
        self._urls = urls
        self._key = key
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._number = 0
        works = [self._post, self._publish, *[self._listen] * 4]
        self._threads = [
            threading.Thread(target=self._run, args=(work, Random(f"{seed} {number}")))
            for number, work in enumerate(works)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _run(self, work: Callable[[Random], None], random: Random) -> None:
        while not self._stopped.wait(random.uniform(0.1, 0.6)):
            work(random)

    def _post(self, random: Random) -> None:
        text = self._new_text(random)
        answer = self._send("POST", f"{random.choice(self._urls)}/v1/audio", json={"text": text})
        if answer is not None and answer.ok:
            self.seen.posted[answer.json()["key"]] = text

    def _publish(self, random: Random) -> None:
        source_id, text = f"a-{random.randrange(_ARTICLES)}", self._new_text(random)
        url = f"{random.choice(self._urls)}/v1/articles/{source_id}"
        headers = {"x-api-key": self._key}
        answer = self._send("PUT", url, json={"text": text}, headers=headers)
        if answer is not None and answer.ok:
            self.seen.published[source_id] = {text}
        elif source_id in self.seen.published:
            self.seen.published[source_id].add(text)

    def _listen(self, random: Random) -> None:
        keys = list(self.seen.posted)
        if not keys:
            return
        key = random.choice(keys[-5:] if random.random() < 0.5 else keys)
        url = f"{random.choice(self._urls)}/audio/{key}.mp3"
        answer = self._send("GET", url)
        if answer is not None and answer.status_code == 200:
            with self._lock:
                self.seen.bodies.append((key, answer.content))

    def _new_text(self, random: Random) -> str:
        with self._lock:
            self._number += 1
        return make_article(random, self._number)

    def _send(self, method: str, url: str, **options: object) -> requests.Response | None:
        """Return the answer; None if the body did not end cleanly, or nothing answered."""
        try:
            answer = requests.request(method, url, timeout=_TIMEOUT, **options)  # type: ignore[arg-type]
        except requests.RequestException as error:
            self._count(f"{method} {type(error).__name__}")
            return None
        self._count(f"{method} {answer.status_code}")
        if not answer.ok and answer.status_code not in _BUSY:
            self.seen.surprises.append(f"{method} {url}: {answer.status_code} {answer.text[:300]}")
        return answer

    def _count(self, name: str) -> None:
        with self._lock:
            self.seen.answers[name] += 1
