"""Audio and events while they are made, with a writer whose every word a test decides."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.live import LiveWriter
from audio_cache.state import PENDING, States
from listen.library import live, relay
from listen.library.relay import LiveAudioBroken
from listen.web import delivery
from tests.conftest import wait_until

FIRST, SECOND, THIRD = (bytes([value]) * 192 * count for value, count in [(1, 9), (2, 5), (3, 2)])


class Job:
    """A run of the job, word by word."""

    def __init__(self, redis: Redis, key: str, relays_audio: bool = True) -> None:
        self.states, self.key = States(redis), key
        _, number = self.states.started(key)
        self.live = LiveWriter(redis, key, number, relays_audio)
        self.spoken = 0

    def says(self, *audio: bytes) -> None:
        for frames in audio:
            self.live.audio(frames)
            self.live.event("segment", index=self.spoken, total=3, start_time=float(self.spoken))
            self.spoken += 1

    def finishes(self) -> None:
        """Its state is left as it was: nothing is in the store."""
        self.live.event("finished")

    def fails(self) -> None:
        self.states.failed(self.key, "engine_failed", "It broke.")
        self.live.event("failed", code="engine_failed", detail="It broke.")

    def yields(self) -> None:
        self.states.preempted(self.key, 0.0)
        self.live.event("preempted")


class Reader(threading.Thread):
    """Reads a live answer to its end, in a thread."""

    def __init__(self, client: FlaskClient, path: str, **arguments: Any) -> None:
        super().__init__()
        self.status = 0
        self.headers: Any = {}
        self.audio = b""
        self.broken = False
        self._open = lambda: client.get(path, **arguments)
        self.start()

    def run(self) -> None:
        response = self._open()
        self.status, self.headers = response.status_code, response.headers
        try:
            for chunk in response.iter_encoded():
                self.audio += chunk
        except LiveAudioBroken:
            self.broken = True
        response.close()

    def ends(self) -> "Reader":
        self.join(60)
        assert not self.is_alive()
        return self


@pytest.fixture(autouse=True)
def _nobody_waits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_POLL_MS", 50)
    monkeypatch.setattr(relay, "_LINGER", 0.2)


@pytest.fixture
def key(client: FlaskClient) -> str:
    return str(client.post("/v1/audio", json={"text": "Some words."}).get_json()["key"])


@pytest.fixture
def read(client: FlaskClient, key: str) -> Callable[..., Reader]:
    return lambda query="", **arguments: Reader(client, f"/audio/{key}.mp3{query}", **arguments)


Read = Callable[..., Reader]


class TestAudio:
    def test_it_is_heard_from_its_beginning_whenever_the_reader_comes(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        early = read()
        job = Job(redis, key)
        job.says(FIRST)
        wait_until(lambda: early.audio == FIRST)
        late = read()
        wait_until(lambda: late.audio == FIRST)
        job.says(SECOND, THIRD)
        latest = read()
        job.finishes()
        for reader in (early, late, latest):
            assert reader.ends().audio == FIRST + SECOND + THIRD
            assert reader.status == 200
            assert not reader.broken

    def test_it_is_not_to_be_kept_and_has_no_length(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        job = Job(redis, key)
        job.says(FIRST)
        reader = read(headers={"Range": "bytes=100-"})
        job.finishes()
        reader.ends()
        assert (reader.status, reader.audio) == (200, FIRST)
        assert reader.headers["Content-Type"] == "audio/mpeg"
        assert reader.headers["Cache-Control"] == "no-store"
        assert reader.headers["X-Accel-Buffering"] == "no"
        for header in ("Content-Length", "ETag", "Content-Range"):
            assert header not in reader.headers

    def test_a_reader_can_resume(self, redis: Redis, key: str, read: Read) -> None:
        job = Job(redis, key)
        job.says(FIRST, SECOND)
        reader = read("?from=200")
        job.finishes()
        assert reader.ends().audio == (FIRST + SECOND)[200:]

    @pytest.mark.parametrize("start", ["-1", "x", "1.5", "9" * 23, "9" * 5000])
    def test_but_not_from_anywhere(self, redis: Redis, key: str, read: Read, start: str) -> None:
        assert read(f"?from={start}").ends().status == 422

    def test_one_connection_serves_all_readers_of_a_key(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        job = Job(redis, key)
        job.says(FIRST)
        readers = [read() for _ in range(20)]
        wait_until(lambda: all(reader.audio == FIRST for reader in readers))
        blocked = [client for client in redis.client_list() if "b" in client["flags"]]
        assert len(blocked) <= 1
        job.finishes()
        for reader in readers:
            reader.ends()

    def test_readers_come_while_the_last_ones_are_let_go(
        self, redis: Redis, key: str, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(relay, "_LINGER", -1)  # at once
        job = Job(redis, key)
        job.says(FIRST)
        readers = [read() for _ in range(50)]
        job.finishes()
        assert {(reader.ends().status, reader.audio) for reader in readers} == {(200, FIRST)}

    def test_a_failure_before_the_first_sound_is_an_answer(
        self,
        redis: Redis,
        key: str,
        read: Read,
        is_followed: Callable[[], bool],
    ) -> None:
        reader = read()
        wait_until(is_followed)
        Job(redis, key).fails()
        reader.ends()
        assert reader.status == 502
        assert json.loads(reader.audio)["code"] == "engine_failed"

    def test_a_failure_afterwards_breaks_the_connection(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        job = Job(redis, key)
        job.says(FIRST)
        reader = read()
        wait_until(lambda: reader.audio == FIRST)
        job.fails()
        assert reader.ends().broken

    def test_another_run_goes_on_where_the_first_ended(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        """Killed workers say nothing: the next run shows in the state alone."""
        Job(redis, key).says(FIRST, SECOND)
        reader = read()
        wait_until(lambda: reader.audio == FIRST + SECOND)
        job = Job(redis, key)
        job.says(FIRST, SECOND, THIRD)
        job.finishes()
        assert reader.ends().audio == FIRST + SECOND + THIRD
        assert not reader.broken

    def test_another_run_that_says_something_else_breaks_the_connection(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        Job(redis, key).says(FIRST)
        reader = read()
        wait_until(lambda: reader.audio == FIRST)
        Job(redis, key).says(SECOND)
        assert reader.ends().broken
        assert reader.audio == FIRST

    def test_a_job_that_yields_and_comes_back_goes_on(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        job = Job(redis, key, relays_audio=False)
        reader = read()
        job.says(FIRST)
        job.yields()
        job = Job(redis, key)
        job.says(FIRST, SECOND)
        job.finishes()
        assert reader.ends().audio == FIRST + SECOND

    def test_without_a_worker_the_reader_is_asked_to_come_back(
        self, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(delivery, "FIRST_AUDIO_TIMEOUT", 0.1)
        reader = read().ends()
        assert reader.status == 503
        assert int(reader.headers["Retry-After"]) > 0

    def test_a_state_that_is_lost_breaks_the_connection(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        Job(redis, key).says(FIRST)
        reader = read()
        wait_until(lambda: reader.audio == FIRST)
        redis.flushall()
        assert reader.ends().broken

    def test_http_1_0_could_not_tell_half_from_whole(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        Job(redis, key).says(FIRST)
        reader = read(environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"}).ends()
        assert reader.status == 503

    def test_head_says_what_it_would_be_and_starts_nothing(
        self, client: FlaskClient, redis: Redis, key: str
    ) -> None:
        redis.delete("rq:queue:click:tone", PENDING)
        response = client.head(f"/audio/{key}.mp3")
        assert (response.status_code, response.mimetype) == (200, "audio/mpeg")
        assert "Content-Length" not in response.headers
        assert redis.zcard(PENDING) == 0

    def test_a_reader_makes_what_was_queued_lower_a_click(
        self, client: FlaskClient, redis: Redis, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(delivery, "FIRST_AUDIO_TIMEOUT", 0.1)
        asked = {"text": "For later.", "priority": "backfill"}
        key = client.post("/v1/audio", json=asked).get_json()["key"]
        assert redis.lrange("rq:queue:backfill:tone", 0, -1) == [key.encode()]
        client.get(f"/audio/{key}.mp3")
        assert redis.lrange("rq:queue:backfill:tone", 0, -1) == []
        assert redis.lrange("rq:queue:click:tone", 0, -1) == [key.encode()]


class TestPosting:
    def test_whoever_accepts_audio_gets_it_at_once(self, client: FlaskClient, redis: Redis) -> None:
        answers: list[Any] = []
        headers = {"Accept": "audio/mpeg"}

        def post() -> None:
            answers.append(client.post("/v1/audio", json={"text": "Now."}, headers=headers))

        thread = threading.Thread(target=post)
        thread.start()
        wait_until(lambda: redis.zcard(PENDING) == 1)
        (raw,) = redis.zrange(PENDING, 0, -1)
        job = Job(redis, raw.decode())
        job.says(FIRST)
        job.finishes()
        thread.join()
        (response,) = answers
        assert (response.status_code, response.data) == (200, FIRST)
        assert response.headers["Location"] == f"/v1/audio/{raw.decode()}"
        response.close()


class TestEvents:
    @staticmethod
    def told(response: Any) -> list[tuple[str, dict[str, Any]]]:
        blocks = response.get_data(as_text=True).strip().split("\n\n")
        parts = [block.split("\n") for block in blocks]
        return [(name[7:], json.loads(data[6:])) for name, data in parts]

    def test_they_are_replayed_and_end_after_the_last(
        self, client: FlaskClient, redis: Redis, key: str
    ) -> None:
        job = Job(redis, key)
        job.says(FIRST, SECOND)
        job.finishes()
        response = client.get(f"/v1/audio/{key}/events")
        assert response.mimetype == "text/event-stream"
        (text, *told) = self.told(response)
        assert text[0] == "text"
        assert text[1]["text"]
        assert told == [
            ("segment", {"index": 0, "total": 3, "start_time": 0.0}),
            ("progress", {"progress": 0.3333, "done": 1, "total": 3}),
            ("segment", {"index": 1, "total": 3, "start_time": 1.0}),
            ("progress", {"progress": 0.6667, "done": 2, "total": 3}),
            ("finished", {}),
        ]

    def test_another_run_does_not_tell_them_twice(
        self, client: FlaskClient, redis: Redis, key: str
    ) -> None:
        Job(redis, key).says(FIRST, SECOND)
        reader = Reader(client, f"/v1/audio/{key}/events")
        wait_until(lambda: reader.audio.count(b"event: segment") == 2)
        job = Job(redis, key)
        job.says(FIRST, SECOND, THIRD)
        job.finishes()
        assert reader.ends().audio.count(b"event: segment") == 3

    def test_a_failure_is_the_last(self, client: FlaskClient, redis: Redis, key: str) -> None:
        Job(redis, key).fails()
        response = client.get(f"/v1/audio/{key}/events")
        assert self.told(response)[-1] == (
            "failed",
            {"code": "engine_failed", "detail": "It broke."},
        )

    def test_a_failure_that_only_its_state_tells_names_what_is_made_instead(
        self, redis: Redis, key: str, client: FlaskClient
    ) -> None:
        job = Job(redis, key)
        job.says(FIRST)
        reader = Reader(client, f"/v1/audio/{key}/events")
        wait_until(lambda: b"segment" in reader.audio)
        job.states.failed(key, "engine_failed", "It broke.", "ab" * 32)
        assert f'"superseded_by": "{"ab" * 32}"'.encode() in reader.ends().audio

    def test_a_finished_audio_tells_the_same_as_while_it_was_made(
        self, client: FlaskClient, key: str, work: Callable[[], None], redis: Redis
    ) -> None:
        work()
        past = self.told(client.get(f"/v1/audio/{key}/events"))
        (stream,) = redis.keys(f"listen:live:{key}:*")
        entries = [fields for _, fields in redis.xrange(stream)]
        live_events = [json.loads(fields[b"event"]) for fields in entries if b"event" in fields]
        segments = [fields for name, fields in past if name == "segment"]
        assert segments == [
            {name: value for name, value in event.items() if name != "event"}
            for event in live_events
            if event["event"] == "segment"
        ]
        assert past[-1] == ("finished", {})

    def test_silence_is_filled_with_comments(
        self, client: FlaskClient, redis: Redis, key: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("listen.library.events._SILENCE", 0.05)
        reader = Reader(client, f"/v1/audio/{key}/events")
        time.sleep(0.3)
        job = Job(redis, key)
        job.finishes()
        assert b": still here" in reader.ends().audio


def test_streams_of_the_past_do_not_count_against_the_room(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio_cache.live.MOST_BYTES", 1000)
    monkeypatch.setattr("audio_cache.live.TTL", 1)
    first = LiveWriter(redis, "a", 1, relays_audio=True)
    first.audio(FIRST)
    assert not LiveWriter(redis, "b", 1, relays_audio=True).relays_audio
    time.sleep(1.1)
    assert LiveWriter(redis, "c", 1, relays_audio=True).relays_audio
    assert redis.keys("listen:live:*:1") == []


@pytest.fixture(autouse=True)
def _threads_end(app: Any) -> Iterator[None]:
    yield
    app.extensions["listen"].live.close()
    assert not [thread for thread in threading.enumerate() if "_run" in thread.name]
