"""Lexicons in requests, previews and reports."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.listen.web.conftest import Work, post, problem


class TestLexicon:
    TEXT = "Kyiv is old. Its river is wide. Kyiv’s bridges are many."

    def preview(self, client: FlaskClient, **fields: Any) -> dict[str, Any]:
        answer = client.post("/v1/preview", json={"text": self.TEXT, **fields}).get_json()
        assert isinstance(answer, dict)
        return answer

    def test_words_are_spoken_as_the_lexicon_says_and_counted(self, client: FlaskClient) -> None:
        preview = self.preview(client, lexicon={"Kyiv": "Keev 2", "Paris": "Paree"})
        assert [part["spoken"] for part in preview["segments"]] == [
            "Keev two is old.",
            "Its river is wide.",
            "Keev two's bridges are many.",
        ]
        assert preview["lexicon"] == [
            {"word": "Kyiv", "count": 2, "say": "Keev 2", "applied": True}
        ]
        assert preview["text"] == self.TEXT

    def test_only_the_entries_that_occur_are_part_of_the_key(self, client: FlaskClient) -> None:
        def key(**fields: Any) -> str:
            return str(self.preview(client, **fields)["key"])

        assert key() == key(lexicon=[]) == key(lexicon={"Paris": "Paree"})
        assert key(lexicon={"Kyiv": "Keev"}) == key(lexicon={"Kyiv": "Keev", "Paris": "Paree"})
        assert len({key(), key(lexicon={"Kyiv": "Keev"}), key(lexicon={"Kyiv": "Kiev"})}) == 3
        requested = post(client, text=self.TEXT, lexicon={"Kyiv": "Keev"})
        assert requested.get_json()["key"] == key(lexicon={"Kyiv": "Keev"})

    def test_an_entry_that_the_voice_does_not_support_is_not_applied(
        self, client: FlaskClient
    ) -> None:
        preview = self.preview(client, lexicon=[{"word": "Kyiv", "ipa": "ˈkiːv"}])
        assert preview["key"] == self.preview(client)["key"]
        assert preview["lexicon"] == [
            {"word": "Kyiv", "count": 2, "ipa": "ˈkiːv", "applied": False}
        ]

    def test_the_report_lists_the_entries_too(self, client: FlaskClient, work: Work) -> None:
        key = post(client, text=self.TEXT, lexicon={"Kyiv": "Keev"}).get_json()["key"]
        work()
        assert client.get(f"/v1/audio/{key}/report").get_json()["lexicon"] == [
            {"word": "Kyiv", "count": 2, "say": "Keev", "applied": True}
        ]
        words = client.get(f"/v1/audio/{key}/marks").get_json()["marks"]
        assert "Kyiv’s" in [mark["value"] for mark in words if mark["type"] == "word"]

    def test_a_lexicon_in_the_query_is_json(self, client: FlaskClient) -> None:
        answer = client.post(
            "/v1/preview",
            query_string={"lexicon": '{"Kyiv": "Keev"}'},
            data=self.TEXT.encode(),
            content_type="text/plain",
        )
        assert answer.get_json()["lexicon"][0]["count"] == 2

    @pytest.mark.parametrize(
        "lexicon", ["Kyiv", 1, [1], {"": "x"}, {"x": ""}, {f"x{n}": "x" for n in range(1001)}]
    )
    def test_an_invalid_lexicon_is_named(self, client: FlaskClient, lexicon: Any) -> None:
        for path in ("/v1/audio", "/v1/preview"):
            response = client.post(path, json={"text": self.TEXT, "lexicon": lexicon})
            assert "lexicon" in problem(response, 422, "invalid_field")

    def test_spoken_forms_count_towards_the_length_limit(self, client: FlaskClient) -> None:
        lexicon = {"word": "so " * 60}
        response = post(client, text="word " * 20, language="en", lexicon=lexicon)
        assert "2000" in problem(response, 413, "too_long")
