"""Articles with a word, made again by a real worker and a publish process that is killed."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from redis import Redis

from listen.database.database import Database
from listen.keys.key_store import KeyStore
from tests.conftest import SpawnWorker, free_port, running_server, wait_until
from tests.listen.conftest import location_of

ARTICLES, OTHERS = 12, 4
SENTENCES = 6
"""Of an article. One of them has the word."""

Send = Callable[..., Any]
Start = Callable[[], subprocess.Popen[bytes]]


def text(number: int, word: str) -> str:
    """Return an article of a title and sentences that no other article has."""
    sentences = [f"Sentence {each} of article {number} is here." for each in range(SENTENCES - 1)]
    return " ".join([*sentences[:3], f"It was in {word} on day {number}.", *sentences[3:]])


@pytest.fixture
def publish(database: Database, redis_url: str, data_dir: Path) -> Iterator[Start]:
    """Start a publish process. It is killed after the test."""
    location = str(location_of(database)).replace("+psycopg", "")
    processes = []

    def start() -> subprocess.Popen[bytes]:
        environ = {
            **os.environ,
            "LISTEN_REDIS_URL": redis_url,
            "LISTEN_DATA_DIR": str(data_dir),
            "LISTEN_DATABASE_URL": "" if database.is_sqlite else location,
        }
        process = subprocess.Popen([sys.executable, "-m", "listen", "publish"], env=environ)
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def database(database: Database, data_dir: Path) -> Database:
    """In the data directory, where processes look for it."""
    if database.is_sqlite:
        return Database(data_dir / "listen.db")
    return database


@pytest.fixture
def send(
    database: Database, redis_url: str, data_dir: Path, spawn_worker: SpawnWorker
) -> Iterator[Send]:
    """Send a request to a server with a worker, and return the JSON of its answer."""
    spawn_worker()
    location = str(location_of(database)).replace("+psycopg", "")
    settings = {} if database.is_sqlite else {"LISTEN_DATABASE_URL": location}
    key = KeyStore(database).create("cms", "default", ["publish"])[0]
    with running_server(redis_url, data_dir, free_port(), **settings) as url:

        def send(method: str, path: str, **json: Any) -> Any:
            headers = {"x-api-key": key}
            answer = requests.request(method, url + path, json=json, headers=headers, timeout=60)
            assert answer.ok, answer.text
            return answer.json()

        yield send


def test_only_the_sentences_with_the_word_are_made_again(send: Send, publish: Start) -> None:
    publish()
    words = {f"a-{number}": "Kyiv" for number in range(ARTICLES)}
    words |= {f"b-{number}": "Lviv" for number in range(OTHERS)}
    for number, (name, word) in enumerate(words.items()):
        send("PUT", f"/v1/articles/{name}", text=text(number, word), language="en")

    def all_ready() -> bool:
        found = send("GET", "/v1/articles?limit=200")["articles"]
        return len(found) == len(words) and all(each["state"] == "ready" for each in found)

    wait_until(all_ready, 300)
    before = {each["id"]: each for each in send("GET", "/v1/articles?limit=200")["articles"]}
    assert all(each["segments"]["cached"] == 0 for each in before.values())

    send("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    assert send("GET", "/v1/lexicon/articles?word=Kyiv")["count"] == ARTICLES
    order = send("POST", "/v1/lexicon/remakes", word="Kyiv")["id"]

    def is_made() -> bool:
        progress = send("GET", f"/v1/lexicon/remakes/{order}")
        return bool(progress["state"] == "searched" and progress["articles"]["made"] == ARTICLES)

    wait_until(is_made, 300)
    progress = send("GET", f"/v1/lexicon/remakes/{order}")
    total = sum(before[f"a-{number}"]["segments"]["total"] for number in range(ARTICLES))
    assert progress["segments"] == {"total": total, "cached": total - ARTICLES, "new": ARTICLES}
    after = {each["id"]: each for each in send("GET", "/v1/articles?limit=200")["articles"]}
    for name, word in words.items():
        if word == "Kyiv":
            assert after[name]["audio"]["key"] != before[name]["audio"]["key"]
            assert after[name]["segments"]["new"] == 1
        else:
            assert after[name] == before[name] | {"audio": after[name]["audio"]}
            assert after[name]["audio"]["key"] == before[name]["audio"]["key"]


def test_an_order_survives_its_process(send: Send, publish: Start, redis: Redis) -> None:
    """Killed before it began, killed while it runs, and queued in a Redis that lost everything."""
    publisher = publish()
    for number in range(20):
        send("PUT", f"/v1/articles/a-{number}", text=text(number, "Kyiv"), language="en")
    wait_until(lambda: not send("GET", "/v1/articles?state=pending")["articles"], 300)
    publisher.kill()
    publisher.wait()
    send("PUT", "/v1/lexicon/entries/Kyiv", say="Keev")
    order = send("POST", "/v1/lexicon/remakes", word="Kyiv")["id"]

    def articles() -> dict[str, int]:
        found: dict[str, int] = send("GET", f"/v1/lexicon/remakes/{order}")["articles"]
        return found

    assert articles()["found"] == 0
    for name in (f"listen:remake:{order}", "rq:queue:publishers"):
        redis.delete(name)
    publisher = publish()
    wait_until(lambda: articles()["found"] > 0, 120)
    publisher.kill()
    publisher.wait()
    publish()
    wait_until(lambda: articles()["made"] == 20, 300)
    assert send("GET", f"/v1/lexicon/remakes/{order}")["segments"]["new"] == 20
