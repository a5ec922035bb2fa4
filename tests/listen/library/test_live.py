"""Live audio and events over HTTP. The tests write the streams themselves, step by step."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.live import ENDED_TTL, TTL, LiveWriter
from audio_cache.live_format import LIVE_MP3
from audio_cache.state import PENDING, States
from listen.library import live, relay
from listen.library.relay import LiveAudioBroken
from listen.web import delivery
from tests.conftest import wait_until

FIRST, SECOND, THIRD = (bytes([value]) * 192 * count for value, count in [(1, 9), (2, 5), (3, 2)])


class Job:
    """A run of a job, as its live stream and its state."""

    def __init__(self, redis: Redis, key: str, relays_audio: bool = True) -> None:
        self.states, self.key = States(redis), key
        _, number = self.states.started(key)
        self.live = LiveWriter(redis, key, number, relays_audio)
        self.segments = 0

    def relays(self, *audio: bytes) -> None:
        for frames in audio:
            self.live.write_audio(frames)
            self.live.write_event(
                "segment", index=self.segments, total=3, start_time=float(self.segments)
            )
            self.segments += 1

    def finishes(self) -> None:
        """Write the event only: the state is unchanged, and the store has no audio."""
        self.live.write_event("finished", size=self.live._written)

    def fails(self) -> None:
        self.states.failed(self.key, "engine_failed", "It broke.")
        self.live.write_event("failed", code="engine_failed", detail="It broke.")

    def is_preempted(self) -> None:
        self.states.preempted(self.key, 0.0)
        self.live.write_event("preempted")


class Reader(threading.Thread):
    """Reads a live response to its end, in a thread."""

    def __init__(self, client: FlaskClient, path: str, **arguments: Any) -> None:
        super().__init__()
        self.status = 0
        self.headers: Any = {}
        self.audio = b""
        self.broken = False
        self._client, self._path, self._arguments = client, path, arguments
        self.start()

    def run(self) -> None:
        response = self._client.get(self._path, **self._arguments)
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
def _short_timeouts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_POLL_MS", 50)
    monkeypatch.setattr(relay, "_IDLE_TIMEOUT", 0.2)


@pytest.fixture
def key(client: FlaskClient) -> str:
    return str(client.post("/v1/audio", json={"text": "Some words."}).get_json()["key"])


@pytest.fixture
def read(client: FlaskClient, key: str) -> Callable[..., Reader]:
    return lambda query="", **arguments: Reader(client, f"/audio/{key}.mp3{query}", **arguments)


Read = Callable[..., Reader]


class TestAudio:
    def test_late_readers_get_the_audio_from_its_first_byte(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        early = read()
        job = Job(redis, key)
        job.relays(FIRST)
        wait_until(lambda: early.audio == FIRST)
        late = read()
        wait_until(lambda: late.audio == FIRST)
        job.relays(SECOND, THIRD)
        latest = read()
        job.finishes()
        for reader in (early, late, latest):
            assert reader.ends().audio == FIRST + SECOND + THIRD
            assert reader.status == 200
            assert not reader.broken

    def test_a_live_response_is_not_cacheable_and_has_no_length(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        job = Job(redis, key)
        job.relays(FIRST)
        reader = read(headers={"Range": "bytes=100-"})
        job.finishes()
        reader.ends()
        assert (reader.status, reader.audio) == (200, FIRST)
        assert reader.headers["Content-Type"] == "audio/mpeg"
        assert reader.headers["Cache-Control"] == "no-store"
        assert reader.headers["X-Accel-Buffering"] == "no"
        for header in ("Content-Length", "ETag", "Content-Range"):
            assert header not in reader.headers

    def test_a_reader_can_resume_at_an_offset(self, redis: Redis, key: str, read: Read) -> None:
        job = Job(redis, key)
        job.relays(FIRST, SECOND)
        reader = read("?from=200")
        job.finishes()
        assert reader.ends().audio == (FIRST + SECOND)[200:]

    @pytest.mark.parametrize("start", ["-1", "x", "1.5", "9" * 23, "9" * 5000])
    def test_an_invalid_offset_is_refused(
        self, redis: Redis, key: str, read: Read, start: str
    ) -> None:
        assert read(f"?from={start}").ends().status == 422

    def test_one_connection_serves_all_readers_of_a_key(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        job = Job(redis, key)
        job.relays(FIRST)
        readers = [read() for _ in range(20)]
        wait_until(lambda: all(reader.audio == FIRST for reader in readers))
        blocked = [client for client in redis.client_list() if "b" in client["flags"]]
        assert len(blocked) <= 1
        job.finishes()
        for reader in readers:
            reader.ends()

    def test_readers_can_join_while_an_abandoned_relay_ends(
        self, redis: Redis, key: str, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(relay, "_IDLE_TIMEOUT", -1)  # at once
        job = Job(redis, key)
        job.relays(FIRST)
        readers = [read() for _ in range(50)]
        job.finishes()
        assert {(reader.ends().status, reader.audio) for reader in readers} == {(200, FIRST)}

    def test_a_failure_before_the_first_sound_is_an_error_response(
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

    def test_a_failure_after_the_first_sound_breaks_the_connection(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        job = Job(redis, key)
        job.relays(FIRST)
        reader = read()
        wait_until(lambda: reader.audio == FIRST)
        job.fails()
        assert reader.ends().broken

    def test_the_next_run_continues_the_audio_of_a_killed_worker(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        """A killed worker writes no last event. Only the state shows the next run."""
        Job(redis, key).relays(FIRST, SECOND)
        reader = read()
        wait_until(lambda: reader.audio == FIRST + SECOND)
        job = Job(redis, key)
        job.relays(FIRST, SECOND, THIRD)
        job.finishes()
        assert reader.ends().audio == FIRST + SECOND + THIRD
        assert not reader.broken

    def test_a_run_with_other_bytes_breaks_the_connection(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        Job(redis, key).relays(FIRST)
        reader = read()
        wait_until(lambda: reader.audio == FIRST)
        Job(redis, key).relays(SECOND)
        assert reader.ends().broken
        assert reader.audio == FIRST

    def test_the_audio_continues_after_a_preemption(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        job = Job(redis, key, relays_audio=False)
        reader = read()
        job.relays(FIRST)
        job.is_preempted()
        job = Job(redis, key)
        job.relays(FIRST, SECOND)
        job.finishes()
        assert reader.ends().audio == FIRST + SECOND

    def test_the_file_continues_audio_that_redis_lost(
        self,
        read: Read,
        work: Callable[[], None],
        client: FlaskClient,
        key: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        write_audio = LiveWriter.write_audio

        def lose_all_but_the_first(self: LiveWriter, audio: bytes) -> None:
            if self._written:
                self._written += len(audio)
            else:
                write_audio(self, audio)

        monkeypatch.setattr(LiveWriter, "write_audio", lose_all_but_the_first)
        reader = read()
        relays = client.application.extensions["listen"].live._relays
        wait_until(lambda: key in relays)
        work()
        assert not reader.ends().broken
        file = client.get(f"/audio/{key}.mp3").data
        head = LIVE_MP3.frame_bytes
        assert reader.audio[:head] != file[:head], "it began as a live stream"
        assert reader.audio[head:] == file[head:]

    def test_without_a_worker_the_response_is_503(
        self, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(delivery, "FIRST_AUDIO_TIMEOUT", 0.1)
        reader = read().ends()
        assert reader.status == 503
        assert int(reader.headers["Retry-After"]) > 0

    def test_a_lost_state_breaks_the_connection(self, redis: Redis, key: str, read: Read) -> None:
        Job(redis, key).relays(FIRST)
        reader = read()
        wait_until(lambda: reader.audio == FIRST)
        redis.flushall()
        assert reader.ends().broken

    def test_an_http_1_0_client_gets_the_whole_file_with_its_length(
        self, redis: Redis, key: str, read: Read, work: Callable[[], None]
    ) -> None:
        reader = read(environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"})
        work()
        reader.ends()
        assert reader.status == 200
        assert int(reader.headers["Content-Length"]) == len(reader.audio) > 0

    def test_an_http_1_0_client_waits_within_bounds(
        self, redis: Redis, key: str, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(delivery, "WHOLE_AUDIO_TIMEOUT", 0.1)
        Job(redis, key).relays(FIRST)
        reader = read(environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"}).ends()
        assert (reader.status, reader.headers["Retry-After"]) == (503, "5")

    def test_an_http_1_0_client_is_told_of_a_failure(
        self, redis: Redis, key: str, read: Read
    ) -> None:
        reader = read(environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"})
        Job(redis, key).fails()
        assert reader.ends().status == 502

    def test_head_describes_the_response_and_queues_no_job(
        self, client: FlaskClient, redis: Redis, key: str
    ) -> None:
        redis.delete("rq:queue:click:tone", PENDING)
        response = client.head(f"/audio/{key}.mp3")
        assert (response.status_code, response.mimetype) == (200, "audio/mpeg")
        assert "Content-Length" not in response.headers
        assert redis.zcard(PENDING) == 0

    def test_a_reader_raises_the_priority_to_click(
        self, client: FlaskClient, redis: Redis, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(delivery, "FIRST_AUDIO_TIMEOUT", 0.1)
        fields = {"text": "For later.", "priority": "backfill"}
        key = client.post("/v1/audio", json=fields).get_json()["key"]
        assert redis.lrange("rq:queue:backfill:tone", 0, -1) == [key.encode()]
        client.get(f"/audio/{key}.mp3")
        assert redis.lrange("rq:queue:backfill:tone", 0, -1) == []
        assert redis.lrange("rq:queue:click:tone", 0, -1) == [key.encode()]


class TestPosting:
    def test_a_post_that_accepts_audio_is_answered_with_it(
        self, client: FlaskClient, redis: Redis
    ) -> None:
        responses: list[Any] = []
        headers = {"Accept": "audio/mpeg"}

        def post() -> None:
            responses.append(client.post("/v1/audio", json={"text": "Now."}, headers=headers))

        thread = threading.Thread(target=post)
        thread.start()
        wait_until(lambda: redis.zcard(PENDING) == 1)
        (name,) = cast(list[bytes], redis.zrange(PENDING, 0, -1))
        job = Job(redis, name.decode())
        job.relays(FIRST)
        job.finishes()
        thread.join()
        (response,) = responses
        assert (response.status_code, response.data) == (200, FIRST)
        assert response.headers["Location"] == f"/v1/audio/{name.decode()}"
        response.close()


class TestEvents:
    @staticmethod
    def parse(response: Any) -> list[tuple[str, dict[str, Any]]]:
        blocks = response.get_data(as_text=True).strip().split("\n\n")
        parts = [block.split("\n") for block in blocks]
        return [(name[7:], json.loads(data[6:])) for name, data in parts]

    def test_a_response_has_all_events_and_ends_after_the_last(
        self, client: FlaskClient, redis: Redis, key: str
    ) -> None:
        job = Job(redis, key)
        job.relays(FIRST, SECOND, THIRD)
        job.finishes()
        response = client.get(f"/v1/audio/{key}/events")
        assert response.mimetype == "text/event-stream"
        (text, *events) = self.parse(response)
        assert text[0] == "text"
        assert text[1]["text"]
        assert events == [
            ("segment", {"index": 0, "total": 3, "start_time": 0.0}),
            ("progress", {"progress": 0.3333, "done": 1, "total": 3}),
            ("segment", {"index": 1, "total": 3, "start_time": 1.0}),
            ("progress", {"progress": 0.6667, "done": 2, "total": 3}),
            ("segment", {"index": 2, "total": 3, "start_time": 2.0}),
            ("progress", {"progress": 1.0, "done": 3, "total": 3}),
            ("finished", {}),
        ]

    def test_another_run_does_not_repeat_segments(
        self, client: FlaskClient, redis: Redis, key: str
    ) -> None:
        Job(redis, key).relays(FIRST, SECOND)
        reader = Reader(client, f"/v1/audio/{key}/events")
        wait_until(lambda: reader.audio.count(b"event: segment") == 2)
        job = Job(redis, key)
        job.relays(FIRST, SECOND, THIRD)
        job.finishes()
        assert reader.ends().audio.count(b"event: segment") == 3

    def test_a_failure_is_the_last_event(self, client: FlaskClient, redis: Redis, key: str) -> None:
        Job(redis, key).fails()
        response = client.get(f"/v1/audio/{key}/events")
        assert self.parse(response)[-1] == (
            "failed",
            {"code": "engine_failed", "detail": "It broke."},
        )

    def test_a_failure_that_is_only_in_the_state_names_its_fallback(
        self, redis: Redis, key: str, client: FlaskClient
    ) -> None:
        job = Job(redis, key)
        job.relays(FIRST)
        reader = Reader(client, f"/v1/audio/{key}/events")
        wait_until(lambda: b"segment" in reader.audio)
        job.states.failed(key, "engine_failed", "It broke.", "ab" * 32)
        assert f'"superseded_by": "{"ab" * 32}"'.encode() in reader.ends().audio

    def test_a_finished_audio_replays_the_events_of_its_making(
        self, client: FlaskClient, key: str, work: Callable[[], None], redis: Redis
    ) -> None:
        work()
        past = self.parse(client.get(f"/v1/audio/{key}/events"))
        (stream,) = redis.keys(f"listen:live:{key}:*")
        found = cast(list[tuple[bytes, dict[bytes, bytes]]], redis.xrange(stream))
        entries = [fields for _, fields in found]
        live_events = [json.loads(fields[b"event"]) for fields in entries if b"event" in fields]
        segments = [fields for name, fields in past if name == "segment"]
        assert segments == [
            {name: value for name, value in event.items() if name != "event"}
            for event in live_events
            if event["event"] == "segment"
        ]
        assert past[-1] == ("finished", {})

    def test_a_silent_stream_has_comments(
        self, client: FlaskClient, redis: Redis, key: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("listen.library.events._KEEP_ALIVE_SECONDS", 0.05)
        reader = Reader(client, f"/v1/audio/{key}/events")
        time.sleep(0.3)
        job = Job(redis, key)
        job.finishes()
        assert b": still here" in reader.ends().audio


def test_expired_streams_do_not_count_against_the_capacity(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio_cache.live.MAX_BYTES", 1000)
    monkeypatch.setattr("audio_cache.live.TTL", 1)
    first = LiveWriter(redis, "a", 1, relays_audio=True)
    first.write_audio(FIRST)
    assert not LiveWriter(redis, "b", 1, relays_audio=True).relays_audio
    time.sleep(1.1)
    assert LiveWriter(redis, "c", 1, relays_audio=True).relays_audio
    assert redis.keys("listen:live:*:1") == []


def test_streams_that_have_ended_make_room_the_oldest_first(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio_cache.live.MAX_BYTES", 2 * len(FIRST))
    monkeypatch.setattr("audio_cache.live.SETTLED", 0)
    runs = [LiveWriter(redis, name, 1, relays_audio=True) for name in "abc"]
    for run in runs:
        run.write_audio(FIRST)
    assert not LiveWriter(redis, "d", 1, relays_audio=True).relays_audio
    runs[1].write_event("finished", size=len(FIRST))
    runs[2].write_event("preempted")
    runs[0].write_event("failed")
    assert not LiveWriter(redis, "e", 1, relays_audio=False).relays_audio
    assert len(redis.keys("listen:live:*:1")) == 3
    LiveWriter(redis, "f", 1, relays_audio=True).write_audio(FIRST)
    assert set(redis.keys("listen:live:*:1")) == {b"listen:live:a:1", b"listen:live:f:1"}


def test_a_stream_that_has_just_ended_is_not_deleted(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio_cache.live.MAX_BYTES", len(FIRST))
    run = LiveWriter(redis, "a", 1, relays_audio=True)
    run.write_audio(FIRST)
    run.write_event("finished", size=len(FIRST))
    assert not LiveWriter(redis, "b", 1, relays_audio=True).relays_audio
    assert redis.keys("listen:live:*:1")


@pytest.mark.parametrize(
    ("event", "ttl"),
    [("finished", ENDED_TTL), ("failed", ENDED_TTL), ("preempted", ENDED_TTL), ("segment", TTL)],
)
def test_a_stream_of_an_ended_run_expires_sooner(redis: Redis, event: str, ttl: int) -> None:
    writer = LiveWriter(redis, "a", 1, relays_audio=True)
    writer.write_audio(FIRST)
    writer.write_event(event)
    assert ttl - 5 < int(redis.ttl("listen:live:a:1")) <= ttl
    expires = redis.zscore("listen:live:expiry", "listen:live:a:1")
    assert isinstance(expires, float)
    assert expires - time.time() <= ttl
    silent = LiveWriter(redis, "b", 1, relays_audio=False)
    silent.write_event(event)
    assert redis.zcard("listen:live:expiry") == 1


@pytest.fixture(autouse=True)
def _threads_end(app: Any) -> Iterator[None]:
    yield
    app.extensions["listen"].live.close()
    assert not [thread for thread in threading.enumerate() if "_run" in thread.name]
