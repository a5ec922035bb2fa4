"""/v1/audio: requests, states, marks and reports."""

import time
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.state import PENDING, States
from audio_cache.stores.memory import MemoryStore
from audio_cache.voice import Voice
from listen.web.services import EXTENSION
from tests.listen.web.conftest import ARTICLE, Work, post, problem


class TestRequests:
    def test_a_new_article_is_accepted(self, client: FlaskClient) -> None:
        response = post(client, title="News")
        assert response.status_code == 202
        audio = response.get_json()
        assert response.headers["Location"] == f"/v1/audio/{audio['key']}"
        assert audio == {
            "key": audio["key"],
            "state": "queued",
            "progress": 0.0,
            "title": "News",
            "language": "en",
            "voice": "tone:beep",
            "speed": 1.0,
            "characters": len("News\n\n" + ARTICLE),
            "words": 14,
            "duration": None,
            "estimated_duration": audio["estimated_duration"],
            "segments": {"total": None, "done": 0, "cached": 0},
            "live": {
                "frame_bytes": 192,
                "frame_seconds": 0.024,
                "placeholder_frames": 1,
                "delay_seconds": pytest.approx(0.046042, abs=1e-6),
            },
            "error": None,
            "disclosure": {"text": "Read by a synthetic voice", "language": "en"},
            "links": {
                "self": f"/v1/audio/{audio['key']}",
                "audio": f"/audio/{audio['key']}.mp3",
                "formats": {
                    extension: f"/audio/{audio['key']}.{extension}"
                    for extension in ("mp3", "ogg", "flac", "wav")
                },
                "marks": f"/v1/audio/{audio['key']}/marks",
                "captions": f"/audio/{audio['key']}.vtt",
                "report": f"/v1/audio/{audio['key']}/report",
                "events": f"/v1/audio/{audio['key']}/events",
                "embed": f"/embed/{audio['key']}",
            },
        }

    def test_equal_requests_have_the_same_key_and_one_job(
        self, client: FlaskClient, redis: Redis
    ) -> None:
        first, second = post(client), post(client)
        assert first.get_json()["key"] == second.get_json()["key"]
        assert redis.zcard(PENDING) == redis.llen("rq:queue:click:tone") == 1

    def test_finished_audio_is_returned_with_200(self, client: FlaskClient, work: Work) -> None:
        post(client)
        work()
        response = post(client)
        assert response.status_code == 200
        audio = response.get_json()
        assert (audio["state"], audio["progress"]) == ("finished", 1.0)
        assert audio["segments"] == {"total": 3, "done": 3, "cached": 0}
        assert audio["live"] is None
        assert audio["duration"] == pytest.approx(audio["estimated_duration"], rel=0.15)

    def test_the_body_can_be_the_article(self, client: FlaskClient) -> None:
        response = client.post(
            "/v1/audio?title=News&speed=1.5&language=en&voice=beep&priority=publish",
            data=ARTICLE,
            content_type="text/plain",
        )
        assert response.status_code == 202
        assert response.get_json()["speed"] == 1.5
        assert (
            response.get_json()["key"]
            == post(client, title="News", speed=1.5, priority="publish").get_json()["key"]
        )

    def test_each_priority_has_its_queue(self, client: FlaskClient, redis: Redis) -> None:
        for priority in ("click", "publish", "backfill"):
            post(client, text=f"Read this at priority {priority}.", priority=priority)
            assert redis.llen(f"rq:queue:{priority}:tone") == 1

    def test_a_title_that_the_text_begins_with_is_spoken_once(self, client: FlaskClient) -> None:
        text = "“NEWS of the day!”\n\nIt is good."
        audio = post(client, text=text, title="News of the Day").get_json()
        assert audio["characters"] == len("News of the Day\n\nIt is good.")

    def test_an_article_may_consist_of_its_title(self, client: FlaskClient) -> None:
        assert post(client, text="One line.", title="One line").status_code == 202
        problem(post(client, text="…", title="One line"), 422, "empty_article")

    def test_the_title_defaults_to_the_first_sentence(self, client: FlaskClient) -> None:
        assert post(client).get_json()["title"] == "The first sentence of it."

    @pytest.mark.parametrize("changes", [{"speed": 1.1}, {"title": "T"}, {"text": ARTICLE + "!"}])
    def test_everything_audible_changes_the_key(
        self, client: FlaskClient, changes: dict[str, Any]
    ) -> None:
        assert post(client).get_json()["key"] != post(client, **changes).get_json()["key"]

    def test_the_case_of_a_language_tag_does_not_change_the_key(self, client: FlaskClient) -> None:
        keys = {post(client, language=tag).get_json()["key"] for tag in ("en-GB", "en-gb", "EN-Gb")}
        assert len(keys) == 1

    def test_white_space_and_line_ends_do_not_change_the_key(self, client: FlaskClient) -> None:
        one = post(client, text="One  two.\r\n\r\n\r\nThree\x00 four.\ufeff ")
        other = post(client, text="One two.\n\nThree four.")
        assert one.get_json()["key"] == other.get_json()["key"]


class TestStates:
    def test_progress_is_shown(self, client: FlaskClient, redis: Redis) -> None:
        key = post(client).get_json()["key"]
        states = States(redis)
        states.started(key)
        states.progress(key, 1, 1, 4)
        audio = client.get(f"/v1/audio/{key}").get_json()
        assert (audio["state"], audio["progress"]) == ("started", 0.25)
        assert audio["segments"] == {"total": 4, "done": 1, "cached": 1}

    def test_a_failure_is_shown_and_can_be_retried(self, client: FlaskClient, redis: Redis) -> None:
        key = post(client).get_json()["key"]
        States(redis).failed(key, "engine_failed", "It broke.")
        audio = client.get(f"/v1/audio/{key}").get_json()
        assert audio["state"] == "failed"
        assert audio["error"] == {"code": "engine_failed", "detail": "It broke."}
        problem(client.get(f"/audio/{key}.mp3"), 502, "engine_failed")
        again = client.post(f"/v1/audio/{key}")
        assert (again.status_code, again.get_json()["state"]) == (202, "queued")
        assert again.get_json()["error"] is None

    def test_an_audio_that_finishes_during_a_request_is_not_generated_twice(
        self,
        client: FlaskClient,
        store: MemoryStore,
        redis: Redis,
        work: Work,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        post(client)

        def find_nothing_yet(name: str) -> None:
            monkeypatch.undo()
            work()

        monkeypatch.setattr(store, "find", find_nothing_yet)
        again = post(client)
        assert (again.status_code, again.get_json()["state"]) == (200, "finished")
        assert redis.zcard(PENDING) == 0

    def test_an_audio_that_fails_during_a_request_is_a_failure(
        self, app: Flask, client: FlaskClient, redis: Redis, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        key = post(client).get_json()["key"]
        library = app.extensions[EXTENSION].library
        request_again = library.request_again

        def request_late(*arguments: Any) -> None:
            States(redis).failed(key, "engine_failed", "It broke.")
            request_again(*arguments)

        monkeypatch.setattr(library, "request_again", request_late)
        problem(client.get(f"/audio/{key}.mp3"), 502, "engine_failed")

    def test_a_full_disk_has_its_own_status(self, client: FlaskClient, redis: Redis) -> None:
        key = post(client).get_json()["key"]
        States(redis).failed(key, "storage_full", "No room.")
        problem(client.get(f"/audio/{key}.mp3"), 507, "storage_full")

    def test_evicted_audio_is_shown_as_such_and_can_be_generated_again(
        self, client: FlaskClient, store: MemoryStore, redis: Redis, work: Work
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        store.audio.clear()
        audio = client.get(f"/v1/audio/{key}").get_json()
        assert (audio["state"], audio["duration"]) == ("evicted", None)
        assert client.post(f"/v1/audio/{key}").get_json()["state"] == "queued"
        work()
        assert client.get(f"/v1/audio/{key}").get_json()["state"] == "finished"

    def test_finished_audio_is_kept_when_its_voice_changes(
        self, client: FlaskClient, redis: Redis, work: Work, beep: Voice
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        self.update_voice(redis, beep)
        assert client.get(f"/v1/audio/{key}").get_json()["state"] == "finished"
        assert client.get(f"/audio/{key}.mp3").status_code == 200
        assert post(client).get_json()["key"] != key, "a new request gets the current revision"

    def test_evicted_audio_is_generated_with_the_current_revision_of_its_voice(
        self, client: FlaskClient, store: MemoryStore, redis: Redis, work: Work, beep: Voice
    ) -> None:
        key = post(client).get_json()["key"]
        work()
        store.audio.clear()
        self.update_voice(redis, beep)
        current = client.get(f"/v1/audio/{key}").get_json()["superseded_by"]
        assert current != key
        assert redis.zcard(PENDING) == 0, "a GET of the resource generates nothing"
        response = client.get(f"/audio/{key}.mp3")
        assert (response.status_code, response.headers["Location"]) == (
            307,
            f"/audio/{current}.mp3",
        )
        assert client.get(f"/v1/audio/{current}").get_json()["state"] == "queued"
        again = client.post(f"/v1/audio/{key}")
        assert (again.status_code, again.get_json()["key"]) == (202, current)

    def update_voice(self, redis: Redis, beep: Voice) -> None:
        WorkerRegistry(redis).announce("worker", [replace(beep, revision="2")])
        time.sleep(1.1)  # the catalog is cached for a second

    def test_a_repeated_request_for_finished_audio_generates_nothing(
        self, client: FlaskClient, redis: Redis, work: Work
    ) -> None:
        key = post(client).get_json()["key"]
        assert client.post(f"/v1/audio/{key}").status_code == 202
        work()
        assert client.post(f"/v1/audio/{key}").status_code == 200
        assert redis.zcard(PENDING) == 0


class TestMarks:
    def test_each_sentence_has_offsets_in_text_and_time(
        self, client: FlaskClient, work: Work
    ) -> None:
        key = post(client).get_json()["key"]
        problem(client.get(f"/v1/audio/{key}/marks"), 409, "not_finished")
        work()
        answer = client.get(f"/v1/audio/{key}/marks").get_json()
        assert answer["text"] == ARTICLE
        sentences = [mark for mark in answer["marks"] if mark["type"] == "sentence"]
        assert [mark["value"] for mark in sentences] == [
            "The first sentence of it.",
            "The second one, with a clause.",
            "Another paragraph.",
        ]
        for mark in answer["marks"]:
            assert ARTICLE[mark["start"] : mark["end"]] == mark["value"]
            assert mark["measured"] == (mark["type"] == "sentence")
            assert mark["start_time"] < mark["end_time"]
        assert [mark["block"] for mark in sentences] == [0, 0, 1]

    def test_a_long_sentence_is_one_mark(self, client: FlaskClient, work: Work) -> None:
        text = "One clause after another, " * 30 + "and an end. Short."
        key = post(client, text=text).get_json()["key"]
        work()
        found = client.get(f"/v1/audio/{key}/marks").get_json()["marks"]
        first, second = (mark for mark in found if mark["type"] == "sentence")
        assert first["value"] == text.removesuffix(" Short.")
        assert second["value"] == "Short."


class TestReport:
    def test_it_has_counts_of_blocks_and_segments_and_the_loudness(
        self, client: FlaskClient, work: Work
    ) -> None:
        key = post(client, title="News").get_json()["key"]
        problem(client.get(f"/v1/audio/{key}/report"), 409, "not_finished")
        problem(client.get(f"/audio/{key}.vtt"), 409, "not_finished")
        work()
        report = client.get(f"/v1/audio/{key}/report").get_json()
        assert report["blocks"] == {"title": 1, "paragraph": 2}
        assert report["segments"] == {"total": 4, "cached": 0, "retried": 0, "silent": 0}
        assert report["engine"] == "tone"
        assert -30 < report["loudness"] < -5
        assert report["true_peak"] < -1
        vtt = client.get(f"/audio/{key}.vtt")
        assert vtt.mimetype == "text/vtt"
        assert vtt.get_data(as_text=True).count("-->") == 4


def test_the_report_says_which_share_of_the_page_is_spoken(client: FlaskClient, work: Work) -> None:
    sentence = "The old bridge over the river is open again, two years after a flood."
    page = f"<article><h1>The bridge</h1>{f'<p>{sentence}</p>' * 4}</article>"
    key = client.post("/v1/audio", json={"html": page}).get_json()["key"]
    work()
    share = client.get(f"/v1/audio/{key}/report").get_json()["prose_share"]
    assert share == client.post("/v1/preview", json={"html": page}).get_json()["prose_share"] == 1
