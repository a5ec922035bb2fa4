"""The feeds of a site: what they list, their pages, and when they change."""

import gzip
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from audio_cache.stores.memory import MemoryStore
from audio_cache.stores.store import StorageFull
from listen.config import WebConfig
from listen.database.tables import ArticleRow
from listen.podcast import feeds as feeds_module
from listen.podcast.feeds import Feeds
from listen.publishing.article_rows import PAGE_SOURCE
from listen.sites.site import Podcast
from listen.web.services import Services
from tests.listen.podcast.conftest import (
    PUBLIC_URL,
    SECTIONS,
    TEXT,
    Newsroom,
    both_databases,
    parse,
    site,
    values,
)
from tests.listen.web.conftest import problem

FEED = "/feeds/news.xml"
SETTINGS = {
    "title": "The news, read aloud",
    "description": "Every article of the day.",
    "language": "de-AT",
    "author": "The editors",
    "owner_email": "podcast@news.example",
    "link": "https://news.example/listen",
    "image": "https://cdn.example/artwork.png?v=2",
    "category": "News",
    "subcategory": "Daily News",
    "explicit": True,
    "locked": False,
    "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
}
DIGEST = "0" * 32


class TestChannel:
    def test_an_empty_table_makes_a_whole_feed(self, newsroom: Newsroom) -> None:
        newsroom.publish(text="Die Brücke ist offen. Vor zwei Jahren war sie es nicht.")
        root = newsroom.feed()
        assert values(root, "channel/title/text()") == ["news.example"]
        assert values(root, "channel/link/text()") == ["https://news.example/"]
        assert values(root, "channel/language/text()") == ["de"]
        assert values(root, "channel/itunes:author/text()") == ["news.example"]
        assert values(root, "channel/itunes:category/@text") == ["News"]
        assert values(root, "channel/itunes:explicit/text()") == ["false"]
        assert values(root, "channel/podcast:locked/text()") == ["yes"]
        assert values(root, "channel/itunes:owner") == []
        assert values(root, "channel/itunes:image") == []
        assert values(root, "channel/atom:link/@href") == [f"{PUBLIC_URL}{FEED}"]

    def test_a_site_without_articles_has_an_empty_feed(self, newsroom: Newsroom) -> None:
        root = newsroom.feed()
        assert values(root, "channel/language/text()") == ["en"]
        assert values(root, "channel/lastBuildDate") == values(root, "channel/item") == []
        assert newsroom.json()["items"] == []

    @pytest.mark.parametrize("podcast", [SETTINGS])
    def test_all_settings_are_in_the_feed(self, newsroom: Newsroom) -> None:
        root = newsroom.feed()
        expected = {
            "title/text()": ["The news, read aloud"],
            "description/text()": ["Every article of the day."],
            "language/text()": ["de-AT"],
            "link/text()": ["https://news.example/listen"],
            "image/url/text()": ["https://cdn.example/artwork.png?v=2"],
            "itunes:image/@href": ["https://cdn.example/artwork.png?v=2"],
            "itunes:author/text()": ["The editors"],
            "itunes:owner/itunes:name/text()": ["The editors"],
            "itunes:owner/itunes:email/text()": ["podcast@news.example"],
            "itunes:category/@text": ["News"],
            "itunes:category/itunes:category/@text": ["Daily News"],
            "itunes:explicit/text()": ["true"],
            "itunes:type/text()": ["episodic"],
            "podcast:locked/text()": ["no"],
            "podcast:locked/@owner": ["podcast@news.example"],
            "podcast:guid/text()": ["917393e3-1b1e-5cef-ace4-edaa54e1f810"],
            "podcast:medium/text()": ["podcast"],
        }
        assert {path: values(root, f"channel/{path}") for path in expected} == expected
        feed = newsroom.json()
        assert (feed["title"], feed["icon"]) == (SETTINGS["title"], SETTINGS["image"])
        assert feed["authors"] == [{"name": "The editors", "url": SETTINGS["link"]}]

    def test_the_guid_of_the_podcast_is_that_of_its_url(self, newsroom: Newsroom) -> None:
        """uuid5(ead4c236-..., "listen.example/audio/feeds/news.xml"), computed by uuidgen."""
        found = values(newsroom.feed(), "channel/podcast:guid/text()")
        assert found == ["16681b18-849f-5170-890f-2f4f677e3ed6"]
        assert values(newsroom.feed(tag="a"), "channel/podcast:guid/text()") != found


class TestItems:
    def test_an_item_describes_an_article_and_its_audio(self, newsroom: Newsroom) -> None:
        published = "2026-11-28T12:30:15.678Z"
        url = "https://news.example/brücke?a=1&b=2"
        newsroom.publish(
            html=SECTIONS,
            url=url,
            author="Ann & Bob",
            tags=["a b", "c"],
            image="https://news.example/i.jpg",
            published_at=published,
        )
        root, key = newsroom.feed(), newsroom.article()["audio"]["key"]
        ascii_url = "https://news.example/br%C3%BCcke?a=1&b=2"
        expected = {
            "title/text()": ["The bridge"],
            "link/text()": [ascii_url],
            "guid/@isPermaLink": ["false"],
            "pubDate/text()": ["Sat, 28 Nov 2026 12:30:15 GMT"],
            "description/text()": ["It is open again. It came at night. Nobody knows it."],
            "enclosure/@type": ["audio/mpeg"],
            "category/text()": ["a b", "c"],
            "dc:creator/text()": ["Ann & Bob"],
            "media:thumbnail/@url": ["https://news.example/i.jpg"],
            "podcast:transcript/@url": [f"{PUBLIC_URL}/audio/{key}.vtt"],
            "podcast:transcript/@type": ["text/vtt"],
            "podcast:transcript/@language": ["en"],
            "podcast:chapters/@url": [f"{PUBLIC_URL}/audio/{key}.chapters.json"],
            "podcast:chapters/@type": ["application/json+chapters"],
            "psc:chapters/psc:chapter/@title": [
                *("The bridge", "The flood", "The cost & the people"),
            ],
        }
        assert {path: values(root, f"//item/{path}") for path in expected} == expected
        assert (
            f'href="{ascii_url.replace("&", "&amp;")}"'
            in values(root, "//content:encoded/text()")[0]
        )
        item = newsroom.json()["items"][0]
        assert (item["url"], item["tags"]) == (ascii_url, ["a b", "c"])
        assert item["authors"] == [{"name": "Ann & Bob"}]
        assert item["date_published"] == "2026-11-28T12:30:15Z"
        assert item["id"] == values(root, "//item/guid/text()")[0]

    def test_what_an_item_names_has_the_type_that_it_says(self, newsroom: Newsroom) -> None:
        newsroom.publish(html=SECTIONS)
        root = newsroom.feed()
        for name in ("podcast:transcript", "podcast:chapters"):
            [url], [media_type] = values(root, f"//{name}/@url"), values(root, f"//{name}/@type")
            assert newsroom.get(url).headers["Content-Type"] == media_type
        [chapters] = values(root, "//podcast:chapters/@url")
        found = newsroom.get(chapters).get_json(force=True)["chapters"]
        starts = values(root, "//psc:chapter/@start")
        assert [f"00:00:{each['startTime']:06.3f}" for each in found] == starts

    def test_an_article_without_headings_has_no_chapters(self, newsroom: Newsroom) -> None:
        newsroom.publish()
        root = newsroom.feed()
        assert values(root, "//podcast:chapters") == values(root, "//psc:chapters") == []

    def test_an_article_without_a_page_links_to_its_player(self, newsroom: Newsroom) -> None:
        newsroom.publish()
        [link] = values(newsroom.feed(), "//item/link/text()")
        assert newsroom.get(link).status_code == 200

    def test_the_newest_comes_first(self, newsroom: Newsroom) -> None:
        for number, day in enumerate((3, 5, 4)):
            time = f"2026-11-0{day}T00:00:00Z"
            newsroom.publish(f"a-{number}", title=f"Day {day}", published_at=time)
        assert newsroom.titles() == ["Day 5", "Day 4", "Day 3"]
        assert [item["title"] for item in newsroom.json()["items"]] == newsroom.titles()

    def test_articles_with_the_same_words_have_files_of_their_own(self, newsroom: Newsroom) -> None:
        for source_id in ("a-1", "a-2"):
            newsroom.publish(source_id, text=TEXT)
        root = newsroom.feed()
        assert len({*values(root, "//item/guid/text()")}) == 2
        urls = values(root, "//enclosure/@url")
        assert len({*urls}) == 2
        assert [newsroom.get(url).status_code for url in urls] == [200, 200]


@both_databases
class TestListed:
    """Only public, ready, released articles are listed."""

    @pytest.mark.parametrize("access", ["members", "paid", "password", "private"])
    def test_an_article_that_is_not_public_is_not_listed(
        self, newsroom: Newsroom, access: str
    ) -> None:
        html = f"<p>{TEXT}</p><!--members-only--><p>What is sold to members.</p>"
        newsroom.publish("b-1")
        newsroom.publish("a-1", html=html, access=access)
        assert len(newsroom.titles()) == len(newsroom.json()["items"]) == 1
        newsroom.publish("a-1", html=f"<p>{TEXT}</p>", access="public")
        assert len(newsroom.titles()) == 2
        newsroom.publish("a-1", html=html, access=access)
        assert len(newsroom.titles()) == 1

    def test_a_held_article_is_listed_once_it_is_published(self, newsroom: Newsroom) -> None:
        newsroom.publish(hold=True)
        assert newsroom.article()["state"] == "held"
        assert newsroom.titles() == []
        newsroom.call("POST", "/v1/articles/a-1/publish")
        assert len(newsroom.titles()) == 1

    def test_a_held_version_shows_nothing_of_itself(self, newsroom: Newsroom) -> None:
        newsroom.publish(title="What was said")
        before = newsroom.feed()
        newsroom.publish(title="What is not said yet", text="A secret.", hold=True)
        after = newsroom.feed()
        for path in ("title", "description", "enclosure/@url", "guid", "pubDate"):
            found = [
                [getattr(e, "text", e) for e in root.xpath(f"//item/{path}")]
                for root in (before, after)
            ]
            assert found[0] == found[1]
        newsroom.call("POST", "/v1/articles/a-1/publish")
        assert newsroom.titles() == ["What is not said yet"]

    def test_an_article_whose_audio_is_being_made_is_not_listed(self, newsroom: Newsroom) -> None:
        newsroom.call("PUT", "/v1/articles/a-1", text=TEXT)
        assert newsroom.titles() == []

    def test_a_withdrawn_article_is_not_listed(self, newsroom: Newsroom) -> None:
        newsroom.publish()
        [url] = values(newsroom.feed(), "//enclosure/@url")
        newsroom.call("DELETE", "/v1/articles/a-1")
        assert newsroom.titles() == newsroom.json()["items"] == []
        assert newsroom.get(url).status_code == 410

    def test_an_article_that_a_click_registered_is_not_listed(
        self, newsroom: Newsroom, services: Services
    ) -> None:
        newsroom.publish("page-one")
        newsroom.publish("a-1")
        page = PAGE_SOURCE + 32 * "0"
        rename = update(ArticleRow).where(ArticleRow.source_id == "a-1").values(source_id=page)
        services.publishing.database.write(lambda session: session.execute(rename))
        assert len(newsroom.titles()) == 1

    def test_an_article_whose_audio_is_lost_is_not_listed(
        self, newsroom: Newsroom, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        newsroom.publish()
        newsroom.publish("a-2")
        store.manifests.popitem()
        assert len(newsroom.titles()) == 1

    def test_articles_of_other_sites_are_not_listed(
        self, newsroom: Newsroom, services: Services
    ) -> None:
        newsroom.publish()
        move = update(ArticleRow).values(site="other")
        services.publishing.database.write(lambda session: session.execute(move))
        assert newsroom.titles() == []


@both_databases
class TestTag:
    @pytest.mark.parametrize(
        "tag", ["politics", "Straße & Brücke", '"', "100%", "日本", "[a]", "\\"]
    )
    def test_a_tag_has_a_feed_of_its_articles(self, newsroom: Newsroom, tag: str) -> None:
        newsroom.publish("a-1", title="With it", tags=["first", tag])
        newsroom.publish("a-2", title="Without", tags=[f"{tag}x", f"x{tag}"])
        newsroom.publish("a-3", title="None")
        assert newsroom.titles(tag=tag) == ["With it"]
        assert [item["title"] for item in newsroom.json(tag=tag)["items"]] == ["With it"]
        root = newsroom.feed(tag=tag)
        assert values(root, "channel/title/text()") == [f"news.example: {tag}"]
        [url] = values(root, "channel/atom:link/@href")
        assert newsroom.get(url).data == newsroom.client.get(FEED, query_string={"tag": tag}).data

    def test_an_unused_tag_has_an_empty_feed(self, newsroom: Newsroom) -> None:
        newsroom.publish(tags=["a"])
        assert newsroom.titles(tag="b") == []
        assert len(newsroom.titles(tag=" ")) == 1

    @pytest.mark.parametrize("tag", ["\0", "a\nb", "x" * 201])
    def test_a_text_that_is_no_tag_is_refused(self, client: FlaskClient, tag: str) -> None:
        assert "'tag' must" in problem(
            client.get(FEED, query_string={"tag": tag}), 422, "invalid_field"
        )


@both_databases
class TestPages:
    @pytest.fixture
    def podcast(self) -> dict[str, Any]:
        return {"page_size": 2}

    def test_a_long_feed_has_pages(self, newsroom: Newsroom) -> None:
        for day in range(1, 6):
            newsroom.publish(f"a-{day}", title=f"Day {day}", published_at=f"2026-11-0{day}")
        pages = [newsroom.titles(page=number) for number in (1, 2, 3)]
        assert pages == [["Day 5", "Day 4"], ["Day 3", "Day 2"], ["Day 1"]]
        url, seen = f"{PUBLIC_URL}{FEED}", list[str]()
        while url:
            root = parse(newsroom.get(url).data)
            relations = values(root, "channel/atom:link/@rel")
            links = dict(zip(relations, values(root, "channel/atom:link/@href"), strict=True))
            assert links["self"] == url
            assert links["first"] == f"{PUBLIC_URL}{FEED}"
            assert links.get("previous") == (seen[-1] if seen else None)
            seen.append(url)
            url = links.get("next", "")
        assert len(seen) == 3
        assert newsroom.json()["next_url"] == f"{PUBLIC_URL}/feeds/news.json?page=2"
        assert "next_url" not in newsroom.json(page=3)
        problem(newsroom.client.get(FEED, query_string={"page": 4}), 404, "not_found")

    def test_a_page_of_a_tag_links_to_pages_of_the_tag(self, newsroom: Newsroom) -> None:
        for number in range(3):
            newsroom.publish(f"a-{number}", tags=["a b"])
        found = values(newsroom.feed(tag="a b"), "channel/atom:link[@rel='next']/@href")
        assert found == [f"{PUBLIC_URL}{FEED}?tag=a+b&page=2"]

    def test_a_feed_that_fits_one_page_names_no_others(self, newsroom: Newsroom) -> None:
        newsroom.publish()
        assert values(newsroom.feed(), "channel/atom:link/@rel") == ["self"]

    @pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "9" * 30, "١", ""])
    def test_a_text_that_is_no_page_is_refused(self, client: FlaskClient, page: str) -> None:
        problem(client.get(FEED, query_string={"page": page}), 422, "invalid_field")


class TestChanges:
    @pytest.fixture(params=["xml", "json"])
    def path(self, request: pytest.FixtureRequest) -> str:
        return f"/feeds/news.{request.param}"

    @pytest.fixture
    def forget(
        self, services: Services, config: WebConfig, store: MemoryStore
    ) -> Callable[[], None]:
        """Forget all documents, as another process would."""

        def forget() -> None:
            feeds = Feeds(services.publishing.database, store, config.data_dir, lambda work: work())
            vars(services.feeds).update(vars(feeds))

        return forget

    def test_a_build_is_a_function_of_the_data(
        self,
        newsroom: Newsroom,
        path: str,
        forget: Callable[[], None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        newsroom.publish(html=SECTIONS, tags=["a"])
        newsroom.publish("a-2")
        first = newsroom.client.get(path)
        forget()
        monkeypatch.setattr("time.time", lambda: 2e9)
        again = newsroom.client.get(path)
        assert again.data == first.data
        for name in ("ETag", "Last-Modified", "Content-Length"):
            assert again.headers[name] == first.headers[name]

    def test_a_reader_that_has_the_feed_gets_nothing(self, newsroom: Newsroom, path: str) -> None:
        newsroom.publish()
        for headers in ({}, {"Accept-Encoding": "gzip"}):
            first = newsroom.client.get(path, headers=headers)
            for condition in (
                {"If-None-Match": first.headers["ETag"]},
                {"If-Modified-Since": first.headers["Last-Modified"]},
            ):
                again = newsroom.client.get(path, headers={**headers, **condition})
                assert (again.status_code, again.data) == (304, b"")
        assert gzip.decompress(first.data) == newsroom.client.get(path).data
        assert first.headers["Cache-Control"] == "public, max-age=300"
        assert first.headers["Surrogate-Key"] == first.headers["Cache-Tag"] == "feeds-news"
        head = newsroom.client.head(path)
        assert head.content_length == len(newsroom.client.get(path).data)

    def test_a_new_tag_or_image_changes_no_date(self, newsroom: Newsroom, path: str) -> None:
        newsroom.publish(text=TEXT)
        before = newsroom.client.get(path)
        dates = values(newsroom.feed(), "//pubDate/text()|//lastBuildDate/text()")
        modified = newsroom.json()["items"][0]["date_modified"]
        newsroom.publish(text=TEXT, tags=["new"], image="https://news.example/new.png")
        after = newsroom.client.get(path)
        assert after.headers["ETag"] != before.headers["ETag"]
        assert values(newsroom.feed(), "//pubDate/text()|//lastBuildDate/text()") == dates
        assert newsroom.json()["items"][0]["date_modified"] == modified

    def test_a_document_is_built_once(
        self, newsroom: Newsroom, path: str, services: Services, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        builds = []

        def run_all(works: Sequence[Callable[[], Any]]) -> list[Any]:
            builds.append(path)
            return [work() for work in works]

        monkeypatch.setattr(services.feeds, "_run_all", run_all)
        newsroom.publish()
        for _ in range(3):
            newsroom.client.get(path)
        assert len(builds) == 1
        newsroom.publish("a-2")
        newsroom.client.get(path)
        assert len(builds) == 2
        monkeypatch.setattr(feeds_module, "_MAX_AGE", 0.0)
        newsroom.client.get(path)
        assert len(builds) == 3

    def test_only_some_documents_are_remembered(
        self, newsroom: Newsroom, services: Services, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(feeds_module, "_MAX_REMEMBERED", 2)
        for tag in ("a", "b", "c"):
            newsroom.feed(tag=tag)
        assert [address.tag for address in services.feeds._documents] == ["b", "c"]


class TestRefusals:
    @pytest.mark.parametrize("path", ["/feeds/other.xml", "/feeds/news.atom", "/feeds/News.xml"])
    def test_an_unknown_feed_is_not_found(self, client: FlaskClient, path: str) -> None:
        problem(client.get(path), 404, "not_found")

    def test_a_site_without_the_table_has_no_feed(
        self, client: FlaskClient, services: Services
    ) -> None:
        plain = replace(site(), podcast=None)
        services.publishing.sites._configured = {"news": plain}
        services.publishing.sites._snapshot = services.publishing.sites._take([plain])
        problem(client.get(FEED), 404, "not_found")

    def test_a_full_store_is_unavailable(
        self, newsroom: Newsroom, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise StorageFull("The audio store has no space left.")

        newsroom.publish()
        monkeypatch.setattr(store, "attach", refuse)
        response = newsroom.client.get(FEED)
        assert "no space left" in problem(response, 503, "unavailable")
        assert response.headers["Retry-After"]

    def test_a_default_podcast_is_valid(self) -> None:
        assert site().podcast == Podcast()


class TestWithoutPublicUrl:
    @pytest.fixture
    def config(self, config: WebConfig) -> WebConfig:
        return replace(config, public_url="")

    def test_links_begin_with_the_host_that_was_called(self, newsroom: Newsroom) -> None:
        newsroom.publish()
        assert values(newsroom.feed(), "//enclosure/@url")[0].startswith(
            "http://localhost/episodes/"
        )

    def test_a_name_that_is_not_the_servers_is_refused(self, client: FlaskClient) -> None:
        response = client.get(FEED, headers={"Host": "evil.example"})
        assert "Host must be a name" in problem(response, 403, "forbidden")
