"""/v1/preview."""

from flask.testing import FlaskClient
from redis import Redis

from audio_cache.state import PENDING
from tests.listen.web.conftest import ARTICLE, post


def test_a_preview_has_blocks_segments_and_skipped_parts(client: FlaskClient) -> None:
    response = client.post("/v1/preview", json={"text": f"{ARTICLE} 😀", "title": "News"})
    preview = response.get_json()
    assert preview["key"] == post(client, text=f"{ARTICLE} 😀", title="News").get_json()["key"]
    assert preview["text"] == f"News\n\n{ARTICLE}"
    assert preview["dropped"] == [{"text": "😀", "reason": "emoji"}]
    assert [block["kind"] for block in preview["blocks"]] == ["title", "paragraph", "paragraph"]
    for part in (*preview["blocks"], *preview["segments"]):
        assert preview["text"][part["start"] : part["end"]] == part["text"]
    assert [segment["sentence"] for segment in preview["segments"]] == [0, 1, 2, 3]
    assert preview["segments"][0]["spoken"] == "News"
    assert preview["lexicon"] == []


def test_a_preview_of_a_page_says_how_much_of_its_prose_is_spoken(client: FlaskClient) -> None:
    sentence = "The old bridge opened again on Monday, two years after the flood came to the town."
    page = f"<html><body><article>{3 * f'<p>{sentence}</p>'}</article>"
    assert share(client, html=page) == 1
    comment = f"<div class=comments><p>{sentence}</p></div>"
    assert share(client, html=page + comment) == 0.75
    assert share(client, html=f"{page}<p hidden>{sentence}</p>") == 1
    assert share(client, html="<p>Short.</p>") is None
    assert share(client, text=ARTICLE) is None


def share(client: FlaskClient, **body: str) -> float | None:
    share: float | None = client.post("/v1/preview", json=body).get_json()["prose_share"]
    return share


def test_a_preview_generates_no_audio(client: FlaskClient, redis: Redis) -> None:
    client.post("/v1/preview", json={"text": ARTICLE})
    assert redis.zcard(PENDING) == 0
