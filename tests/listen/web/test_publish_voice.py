"""`publish_voice`: articles that are made before anybody clicks may have a slower voice."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.voice import Voice
from listen.config import WebConfig
from listen.keys.key_store import KeyStore
from listen.sites.site import Site
from tests.listen.web.news_site import SENTENCE, Answer, NewsSite, article
from tests.listen.web.page_server import *  # noqa: F403  # fixtures
from tests.listen.web.page_server import NEWS, Ask, Save

URL = "http://news.example/bridge"
TEXT = SENTENCE * 2


class TestPublishVoice:
    @pytest.fixture(params=["site", "server", "site before server"])
    def config(self, request: pytest.FixtureRequest, config: WebConfig) -> WebConfig:
        by_server = "" if request.param == "site" else "tone:slow"
        by_site = None if request.param == "server" else "tone:slow"
        if request.param == "site before server":
            by_server = "tone:beep"
        news: Site = replace(NEWS, publish_voice=by_site)
        return replace(config, sites=(news,), publish_voice=by_server)

    @pytest.fixture(autouse=True)
    def _slow(self, beep: Voice, redis: Redis) -> None:
        slow = replace(beep, name="slow", languages=("en",))
        WorkerRegistry(redis).announce("slow worker", [slow])

    def test_a_reader_of_a_published_article_hears_the_publish_voice(
        self, ask: Ask, publish: Save, work: Callable[[], None]
    ) -> None:
        published = publish("a-1", url=URL, text=TEXT).get_json()["audio"]
        assert published["voice"] == "tone:slow"
        work()
        heard = ask(URL).get_json()
        assert (heard["key"], heard["state"]) == (published["key"], "finished")
        assert heard["voice"] == "tone:slow"

    def test_what_a_click_makes_on_the_spot_has_the_voice_of_clicks(
        self, ask: Ask, client: FlaskClient, site: NewsSite, keys: KeyStore
    ) -> None:
        site.pages["/bridge"] = Answer(article())
        assert ask(URL).get_json()["voice"] == "tone:beep"
        key, _ = keys.create("cms", "news", ["synthesize"])
        body = {"text": TEXT, "source_url": URL}
        made = client.post("/v1/audio", json=body, headers={"x-api-key": key})
        assert made.get_json()["voice"] == "tone:beep"

    def test_an_article_may_name_its_voice_and_other_languages_have_theirs(
        self, publish: Save
    ) -> None:
        named = publish("a-1", text=TEXT, voice="tone:beep").get_json()
        assert named["audio"]["voice"] == "tone:beep"
        german = publish("a-2", text="Die alte Brücke ist wieder offen.", language="de").get_json()
        assert german["audio"]["voice"] == "tone:beep"
