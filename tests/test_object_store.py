"""The server with its audio in an object store: real processes, and a store that fails."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from redis import Redis
from urllib3.exceptions import ProtocolError

from audio_cache.rendition import Rendition
from audio_cache.stores import S3Store, open_store
from audio_cache.stores.store import SIGNED, WITHDRAWN
from tests.conftest import free_port, running_server, wait_until, workers
from tests.object_store.faulty_proxy import FaultyProxy
from tests.object_store.servers import store_url

pytestmark = pytest.mark.e2e

ARTICLE = "The first sentence of number {}. The second one, with a clause.\n\nAnother paragraph."


class Machine:
    """A web process and a worker, whose store is reached through a proxy that can fail."""

    def __init__(self, url: str, proxy: FaultyProxy, store: S3Store) -> None:
        self.url = url
        self.proxy = proxy
        self.store = store

    def post(self, text: str) -> requests.Response:
        return requests.post(f"{self.url}/v1/audio", json={"text": text}, timeout=60)

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(f"{self.url}{path}", headers=headers, timeout=120)

    def make(self, text: str) -> tuple[str, bytes]:
        """Return the key and the live audio of an article."""
        key = self.post(text).json()["key"]
        live = self.get(f"/audio/{key}.mp3")
        assert live.status_code == 200
        wait_until(lambda: self.store.find(Rendition(key)))
        return key, live.content

    def repair(self) -> None:
        """End the faults, and wait until the web process has noticed."""
        self.proxy.work()
        wait_until(lambda: self.get("/readyz").ok)


@pytest.fixture(scope="module")
def machine(
    redis_url: str, moto: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machine]:
    data_dir = tmp_path_factory.mktemp("machine")
    proxy = FaultyProxy(moto)
    url = store_url(proxy.url)
    store = open_store(url.replace(str(proxy.url.rpartition(":")[2]), moto.rpartition(":")[2]))
    assert isinstance(store, S3Store)
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    settings = {"LISTEN_STORE_URL": url}
    with workers(redis_url, data_dir) as spawn:
        spawn(**settings)
        with running_server(redis_url, data_dir, free_port(), **settings) as server:
            yield Machine(server, proxy, store)
    assert not (data_dir / "audio").exists()
    proxy.close()


@pytest.fixture(autouse=True)
def repaired(machine: Machine) -> Iterator[None]:
    yield
    machine.repair()


def test_finished_audio_is_that_of_the_live_stream(machine: Machine) -> None:
    key, live = machine.make(ARTICLE.format(1))
    finished = machine.get(f"/audio/{key}.mp3")
    assert finished.status_code == 200
    assert finished.headers["Content-Length"] == str(len(finished.content)) == str(len(live))
    assert finished.content[192:] == live[192:]  # the first frame tells the length

    part = machine.get(f"/audio/{key}.mp3", Range="bytes=1000-1999")
    assert (part.status_code, part.content) == (206, finished.content[1000:2000])
    assert machine.get(f"/audio/{key}.mp3", Range="bytes=-7").content == finished.content[-7:]
    assert machine.get(f"/audio/{key}.mp3?from=500").content == finished.content[500:]
    assert machine.get(f"/audio/{key}.mp3", Range="bytes=99999999-").status_code == 416
    etag = finished.headers["ETag"]
    assert machine.get(f"/audio/{key}.mp3", **{"If-None-Match": etag}).status_code == 304
    head = requests.head(f"{machine.url}/audio/{key}.mp3", timeout=60)
    assert head.headers["Content-Length"] == str(len(live))
    assert head.headers["ETag"] == etag
    download = machine.get(f"/audio/{key}.mp3?download=article")
    assert download.content.startswith(b"ID3")
    assert download.content.endswith(finished.content[1000:])


def test_documents_are_served_from_the_store(machine: Machine) -> None:
    key, _ = machine.make(ARTICLE.format(2))
    assert machine.get(f"/audio/{key}.vtt").text.startswith("WEBVTT")
    assert machine.get(f"/v1/audio/{key}/marks").status_code == 200
    machine.store._objects.delete([f"audio/{key}/mp3.marks.json.gz"])
    assert machine.get(f"/v1/audio/{key}/marks").status_code == 200  # made again


def test_a_restriction_holds_in_every_process(machine: Machine) -> None:
    key, _ = machine.make(ARTICLE.format(3))
    machine.store.restrict(key, SIGNED)
    assert machine.get(f"/audio/{key}.mp3").status_code == 403
    machine.store.restrict(key, WITHDRAWN)
    assert machine.get(f"/audio/{key}.mp3").status_code == 410
    assert machine.get(f"/audio/{key}.vtt").status_code == 410


@pytest.mark.parametrize("loss", ["damaged", "deleted", "evicted"])
def test_audio_that_is_lost_is_made_again(machine: Machine, loss: str) -> None:
    key, _ = machine.make(f"This one gets {loss}. " + ARTICLE.format(4))
    expected = machine.get(f"/audio/{key}.mp3").content
    objects = machine.store._objects
    (name,) = [
        each.name
        for each in objects.list(f"audio/{key}")
        if ".json" not in each.name
        and re.search(r"/mp3\.", each.name)
        and not each.name.endswith(".gz")
    ]
    if loss == "damaged":
        objects.write(name, bytes(len(expected)))
    elif loss == "deleted":
        objects.delete([name])
    else:
        machine.store.evict(key)
    again = machine.get(f"/audio/{key}.mp3")
    assert again.status_code == 200
    assert again.content[192:] == expected[192:]
    wait_until(lambda: machine.store.find(Rendition(key)))
    assert machine.get(f"/audio/{key}.mp3").content == expected


def test_a_store_that_is_away_is_503_until_it_is_back(machine: Machine) -> None:
    key, _ = machine.make(ARTICLE.format(5))
    expected = machine.get(f"/audio/{key}.mp3").content
    machine.proxy.refuse()
    for response in (
        machine.get(f"/audio/{key}.mp3"),
        machine.get(f"/audio/{key}.vtt"),
        machine.get(f"/v1/audio/{key}"),
        machine.post(ARTICLE.format(6)),
    ):
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert response.json()["code"] == "unavailable"
        assert "127.0.0.1" not in response.json()["detail"]
    ready = machine.get("/readyz")
    assert (ready.status_code, ready.json()["missing"]) == (503, ["store"])
    assert machine.get("/healthz").status_code == 200
    machine.repair()
    assert machine.get(f"/audio/{key}.mp3").content == expected
    assert machine.post(ARTICLE.format(6)).status_code == 202


def test_requests_that_wait_for_the_store_hold_up_no_other(machine: Machine) -> None:
    key, _ = machine.make(ARTICLE.format(7))
    machine.proxy.hang()
    with ThreadPoolExecutor(40) as readers:
        waiting = [readers.submit(machine.get, f"/audio/{key}.mp3") for _ in range(40)]
        time.sleep(0.5)
        for _ in range(3):
            assert machine.get("/healthz").status_code == 200
        assert not any(each.done() for each in waiting)  # so the loop went on without them
        assert {each.result().status_code for each in waiting} == {503}


def test_a_reader_in_the_middle_is_cut_and_not_ended(machine: Machine) -> None:
    key, _ = machine.make(ARTICLE.format(8) * 8)
    assert machine.get(f"/audio/{key}.wav").status_code == 200  # live
    wait_until(lambda: machine.store.find(Rendition(key, "wav")))
    whole = machine.get(f"/audio/{key}.wav").content
    assert len(whole) > 1_000_000
    machine.proxy.delay = 0.1  # or the kernel would hold all of it already
    with requests.get(f"{machine.url}/audio/{key}.wav", stream=True, timeout=60) as response:
        assert response.headers["Content-Length"] == str(len(whole))
        received = response.raw.read(100_000)
        machine.proxy.refuse()
        with pytest.raises(ProtocolError):
            while block := response.raw.read1(100_000):
                received += block
    assert len(received) < len(whole)
    assert received == whole[: len(received)]
    machine.repair()
    rest = machine.get(f"/audio/{key}.wav", Range=f"bytes={len(received)}-")
    assert received + rest.content == whole


def test_a_job_waits_while_the_store_is_away(machine: Machine) -> None:
    key = machine.post(ARTICLE.format(9) * 10).json()["key"]
    machine.proxy.refuse()
    time.sleep(1)
    machine.repair()
    wait_until(lambda: machine.store.find(Rendition(key)))
    state = machine.get(f"/v1/audio/{key}").json()
    assert (state["state"], state.get("error")) == ("finished", None)
    assert machine.get(f"/audio/{key}.mp3").status_code == 200
