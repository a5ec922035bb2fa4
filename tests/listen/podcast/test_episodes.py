"""The files of episodes: their bytes, their tags, and what becomes of their URLs."""

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mutagen import id3, mp3
from redis import Redis

from audio_cache.rendition import Rendition
from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.plays.flush import flush_plays
from listen.podcast import artwork as artwork_module
from listen.podcast import feeds as feeds_module
from listen.podcast.episode_file import EpisodeFile, find_episode_file, keep_episode_file
from listen.web.services import Services
from tests.listen.podcast.conftest import (
    SECTIONS,
    TEXT,
    Newsroom,
    jpeg,
    path_of,
    png,
    values,
)
from tests.listen.web.conftest import problem

IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture(autouse=True)
def _files_are_read_for_each_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_module, "_MAX_AGE", 0.0)


def enclosure(newsroom: Newsroom) -> tuple[str, int]:
    """Return URL and length of the newest episode."""
    root = newsroom.feed()
    return values(root, "//enclosure/@url")[0], int(values(root, "//enclosure/@length")[0])


def tags_of(content: bytes) -> Any:
    return id3.ID3(io.BytesIO(content), translate=False)  # type: ignore[no-untyped-call]


def seconds_of(content: bytes) -> float:
    info: Any = mp3.MP3(io.BytesIO(content)).info  # type: ignore[no-untyped-call]
    return float(info.length)


class TestBytes:
    def test_the_length_is_that_of_get_and_head(self, newsroom: Newsroom) -> None:
        newsroom.publish(html=SECTIONS)
        url, length = enclosure(newsroom)
        whole, head = newsroom.get(url), newsroom.client.head(path_of(url))
        assert len(whole.data) == whole.content_length == head.content_length == length
        assert newsroom.json()["items"][0]["attachments"][0]["size_in_bytes"] == length
        for response in (whole, head):
            assert response.status_code == 200
            assert response.headers["Content-Type"] == "audio/mpeg"
            assert response.headers["Cache-Control"] == IMMUTABLE
            assert response.headers["Accept-Ranges"] == "bytes"
            assert response.headers["Last-Modified"]
            assert response.headers["Surrogate-Key"] == newsroom.article()["audio"]["key"]

    def test_the_audio_behind_the_tag_is_unchanged(self, newsroom: Newsroom) -> None:
        audio = newsroom.publish(html=SECTIONS)["audio"]["links"]["audio"]
        url, _ = enclosure(newsroom)
        plain, file = newsroom.get(f"https://listen.example{audio}").data, newsroom.get(url).data
        tag = tags_of(file)
        assert file[tag.size :] == plain
        duration = newsroom.article()["audio"]["duration"]
        assert seconds_of(file) == pytest.approx(duration, abs=0.1)
        [seconds] = values(newsroom.feed(), "//itunes:duration/text()")
        assert int(seconds) == round(duration)

    def test_parts_and_conditions(self, newsroom: Newsroom) -> None:
        newsroom.publish(html=SECTIONS)
        url, length = enclosure(newsroom)
        whole = newsroom.get(url)
        etag, tag_size = whole.headers["ETag"], tags_of(whole.data).size
        for start, stop in ((0, 2), (10, tag_size + 10), (tag_size, tag_size + 5)):
            part = newsroom.get(url, headers={"Range": f"bytes={start}-{stop - 1}"})
            assert (part.status_code, part.data) == (206, whole.data[start:stop])
            assert part.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{length}"
        last = newsroom.get(url, headers={"Range": "bytes=-3", "If-Range": etag})
        assert (last.status_code, last.data) == (206, whole.data[-3:])
        other = newsroom.get(url, headers={"Range": "bytes=-3", "If-Range": '"other"'})
        assert (other.status_code, len(other.data)) == (200, length)
        assert newsroom.get(url, headers={"Range": f"bytes={length}-"}).status_code == 416
        for condition in (
            {"If-None-Match": etag},
            {"If-Modified-Since": whole.headers["Last-Modified"]},
        ):
            assert newsroom.get(url, headers=condition).status_code == 304

    def test_a_file_is_the_same_when_it_is_built_again(
        self, newsroom: Newsroom, store: MemoryStore
    ) -> None:
        newsroom.publish(html=SECTIONS, author="Ann")
        url, _ = enclosure(newsroom)
        before = newsroom.get(url)
        kept = dict(store.attachments)
        store.attachments.clear()
        problem(newsroom.get(url), 404, "not_found")
        assert enclosure(newsroom)[0] == url
        assert store.attachments == kept
        after = newsroom.get(url)
        assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])

    def test_a_damaged_tag_is_not_sent_and_made_again(
        self, newsroom: Newsroom, store: MemoryStore
    ) -> None:
        newsroom.publish()
        url, length = enclosure(newsroom)
        for name, content in [*store.attachments.items()]:
            store.attachments[name] = content[:-1]
        problem(newsroom.get(url), 404, "not_found")
        assert enclosure(newsroom) == (url, length)
        assert newsroom.get(url).content_length == length


class TestTags:
    @pytest.fixture
    def podcast(self) -> dict[str, Any]:
        return {"title": "The news, read aloud", "author": "The editors"}

    def test_a_file_describes_itself(self, newsroom: Newsroom) -> None:
        url = "https://news.example/bridge"
        newsroom.publish(html=SECTIONS, url=url, published_at="2026-11-28T12:30:00+02:00")
        tags = tags_of(newsroom.get(enclosure(newsroom)[0]).data)
        assert tags.version == (2, 3, 0)
        texts = {name: str(tags[name]) for name in ("TIT2", "TALB", "TPE1", "TLAN", "TCON")}
        assert texts == {
            "TIT2": "The bridge",
            "TALB": "The news, read aloud",
            "TPE1": "The editors",
            "TLAN": "eng",
            "TCON": "Podcast",
        }
        assert [str(tags[name]) for name in ("TYER", "TDAT", "TIME")] == ["2026", "2811", "1030"]
        assert tags["WOAS"].url == url
        assert "APIC:" not in tags

    def test_the_author_of_the_article_is_the_artist(self, newsroom: Newsroom) -> None:
        newsroom.publish(author="Änne 🚀")
        tags = tags_of(newsroom.get(enclosure(newsroom)[0]).data)
        assert str(tags["TPE1"]) == "Änne 🚀"
        assert tags.getall("CHAP") == tags.getall("CTOC") == []

    def test_headings_are_chapters(self, newsroom: Newsroom) -> None:
        newsroom.publish(html=SECTIONS)
        root = newsroom.feed()
        tags = tags_of(newsroom.get(values(root, "//enclosure/@url")[0]).data)
        [contents] = tags.getall("CTOC")
        found = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]
        assert [str(each.sub_frames["TIT2"]) for each in found] == [
            *("The bridge", "The flood", "The cost & the people"),
        ]
        [chapters] = values(root, "//podcast:chapters/@url")
        expected = json.loads(newsroom.get(chapters).data)["chapters"]
        starts = [each.start_time for each in found]
        assert starts == [round(each["startTime"] * 1000) for each in expected]
        duration = round(newsroom.article()["audio"]["duration"] * 1000)
        assert [each.end_time for each in found] == [*starts[1:], duration]
        assert {each.start_offset for each in found} == {0xFFFFFFFF}
        assert (contents.flags, contents.element_id) == (3, "toc")


class TestArtwork:
    @pytest.fixture
    def podcast(self) -> dict[str, Any]:
        return {"image": "artwork.png"}

    @pytest.mark.parametrize(
        ("content", "media_type"), [(png(), "image/png"), (jpeg(3000, 3000), "image/jpeg")]
    )
    def test_the_picture_is_in_the_feed_and_in_the_file(
        self, newsroom: Newsroom, artwork: Path, content: bytes, media_type: str
    ) -> None:
        artwork.write_bytes(content)
        newsroom.publish()
        root = newsroom.feed()
        [image] = values(root, "channel/itunes:image/@href")
        assert image.endswith((".png", ".jpg"))
        assert newsroom.json()["icon"] == values(root, "channel/image/url/text()")[0] == image
        served = newsroom.get(image)
        assert (served.data, served.headers["Content-Type"]) == (content, media_type)
        assert served.headers["Cache-Control"] == IMMUTABLE
        condition = {"If-None-Match": served.headers["ETag"]}
        assert newsroom.get(image, headers=condition).status_code == 304
        url, length = enclosure(newsroom)
        file = newsroom.get(url)
        assert len(file.data) == length
        picture = tags_of(file.data)["APIC:"]
        assert (picture.data, picture.mime, picture.type) == (content, media_type, 3)

    def test_a_new_picture_has_a_new_url_and_so_have_the_files(
        self, newsroom: Newsroom, artwork: Path
    ) -> None:
        newsroom.publish()
        old = enclosure(newsroom)
        [guid] = values(newsroom.feed(), "//guid/text()")
        before = newsroom.get(old[0])
        artwork.write_bytes(png(1500, 1500))
        new = enclosure(newsroom)
        assert new[0] != old[0]
        assert values(newsroom.feed(), "//guid/text()") == [guid]
        assert tags_of(newsroom.get(new[0]).data)["APIC:"].data == png(1500, 1500)
        artwork.unlink()
        after = newsroom.get(old[0])
        assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])

    def test_a_large_picture_is_in_the_feed_only(
        self, newsroom: Newsroom, artwork: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(artwork_module, "MAX_EMBEDDED", artwork.stat().st_size - 1)
        newsroom.publish()
        url, length = enclosure(newsroom)
        assert values(newsroom.feed(), "channel/itunes:image/@href")
        file = newsroom.get(url).data
        assert (len(file), "APIC:" in tags_of(file)) == (length, False)

    @pytest.mark.parametrize("content", [None, b"no picture"])
    def test_a_feed_without_its_picture_says_so_once_in_the_log(
        self,
        newsroom: Newsroom,
        artwork: Path,
        content: bytes | None,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        artwork.unlink() if content is None else artwork.write_bytes(content)
        newsroom.publish()
        for _ in range(2):
            assert values(newsroom.feed(), "channel/itunes:image") == []
        lines = [each.message for each in caplog.records if "artwork" in each.message]
        assert len(lines) == 1
        assert lines[0].startswith("site news: the artwork 'artwork.png' ")

    def test_other_names_are_not_found(self, newsroom: Newsroom, artwork: Path) -> None:
        newsroom.publish()
        [image] = values(newsroom.feed(), "channel/itunes:image/@href")
        path = path_of(image)
        for wrong in (path.replace(".png", ".gif"), f"/feeds/artwork/{'0' * 64}.png"):
            problem(newsroom.client.get(wrong), 404, "not_found")
        problem(newsroom.client.get("/feeds/artwork/..%2f..%2fx.png"), 404, "not_found")


class TestUrls:
    def test_other_words_have_another_url_and_the_same_guid(self, newsroom: Newsroom) -> None:
        newsroom.publish(text=TEXT)
        old, before = newsroom.feed(), newsroom.get(enclosure(newsroom)[0])
        newsroom.publish(text=f"{TEXT} It cost nothing.")
        new = newsroom.feed()
        assert values(old, "//guid/text()") == values(new, "//guid/text()")
        assert values(old, "//pubDate/text()") == values(new, "//pubDate/text()")
        [old_url], [new_url] = (values(root, "//enclosure/@url") for root in (old, new))
        assert old_url != new_url
        after = newsroom.get(old_url)
        assert (after.status_code, after.data) == (200, before.data)
        newsroom.call("DELETE", "/v1/articles/a-1")
        for url in (old_url, new_url):
            problem(newsroom.get(url), 410, "gone")

    def test_audio_with_other_bytes_has_another_url(
        self, newsroom: Newsroom, store: MemoryStore
    ) -> None:
        key = newsroom.publish()["audio"]["key"]
        url, _ = enclosure(newsroom)
        other = store.audio[Rendition(key)] + bytes(100)
        manifest = store.manifests[Rendition(key)]
        fields = {**vars(manifest), "size": len(other), "sha256": hashlib.sha256(other).hexdigest()}
        store.audio[Rendition(key)] = other
        store.manifests[Rendition(key)] = type(manifest)(**fields)
        new_url, length = enclosure(newsroom)
        assert new_url != url
        assert newsroom.get(new_url).content_length == len(newsroom.get(new_url).data) == length

    def test_evicted_audio_is_made_again_and_sent_whole(
        self, newsroom: Newsroom, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("listen.web.delivery.WHOLE_AUDIO_TIMEOUT", 0.1)
        key = newsroom.publish()["audio"]["key"]
        url, length = enclosure(newsroom)
        before = newsroom.get(url).data
        del store.audio[Rendition(key)]
        assert enclosure(newsroom) == (url, length)
        assert newsroom.client.head(path_of(url)).content_length == length
        problem(newsroom.get(url), 503, "unavailable")
        newsroom.work()
        assert newsroom.get(url).data == before

    def test_a_digest_of_nothing_is_not_found(self, newsroom: Newsroom) -> None:
        key = newsroom.publish()["audio"]["key"]
        for digest in ("0" * 32, "x", "..", "0" * 33):
            problem(newsroom.client.get(f"/episodes/{key}/{digest}.mp3"), 404, "not_found")
        unknown = newsroom.client.get(f"/episodes/{'0' * 64}/{'0' * 32}.mp3")
        problem(unknown, 404, "unknown_audio")

    def test_protected_audio_needs_a_token(self, newsroom: Newsroom, store: MemoryStore) -> None:
        key = newsroom.publish()["audio"]["key"]
        url, _ = enclosure(newsroom)
        store.restrict(key, "signed")
        problem(newsroom.get(url), 403, "forbidden")
        assert newsroom.titles() == []


class TestPrefix:
    @pytest.fixture
    def podcast(self) -> dict[str, Any]:
        return {"prefix": "https://op3.dev/e/"}

    def test_the_service_is_before_the_url_of_the_file(self, newsroom: Newsroom) -> None:
        newsroom.publish()
        url, length = enclosure(newsroom)
        beginning = "https://op3.dev/e/listen.example/audio/episodes/"
        assert url.startswith(beginning)
        assert newsroom.json()["items"][0]["attachments"][0]["url"] == url
        own = url.replace("https://op3.dev/e/", "https://")
        assert newsroom.get(own).content_length == length


class TestDownloads:
    """Downloads of a site that wants them counted; `tests/listen/plays/` has the rules."""

    @pytest.fixture
    def config(self, config: WebConfig) -> WebConfig:
        return replace(config, sites=(replace(config.sites[0], plays=True),))

    @pytest.mark.parametrize(
        ("headers", "downloads"),
        [
            ({}, 1),
            ({"Range": "bytes=0-1"}, 0),
            ({"DNT": "1"}, 0),
            ({"User-Agent": "Googlebot/2.1"}, 0),
            ({"Sec-Purpose": "prefetch"}, 0),
        ],
    )
    def test_a_download_counts_for_its_article(
        self,
        newsroom: Newsroom,
        services: Services,
        redis: Redis,
        headers: dict[str, str],
        downloads: int,
    ) -> None:
        newsroom.publish(text=TEXT)
        newsroom.publish("a-2", text=TEXT)
        url, _ = enclosure(newsroom)
        for _ in range(2):
            newsroom.client.head(path_of(url), headers={"User-Agent": "AntennaPod/3.4.1"})
            newsroom.get(url, headers={"User-Agent": "AntennaPod/3.4.1", **headers}).close()
        flush_plays(redis, services.publishing.database)
        counts = [
            newsroom.call("GET", f"/v1/articles/{name}/plays").get_json()["total"]["downloads"]
            for name in ("a-1", "a-2")
        ]
        assert counts == [0, downloads]


def test_what_is_kept_of_a_file_is_read_back() -> None:
    store = MemoryStore()
    file = EpisodeFile("news", "a\n-1 ü", "0" * 64, None, "", b"\n\0frames\n")
    keep_episode_file(store, "1" * 64, file)
    assert find_episode_file(store, "1" * 64, file.digest) == file
    assert find_episode_file(store, "2" * 64, file.digest) is None
