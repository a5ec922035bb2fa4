"""The audio as structured data: in the article's resource, and on the page for frames."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from audio_cache.stores.memory import MemoryStore
from audio_cache.stores.store import SIGNED
from listen.web.jsonld import iso_duration
from tests.listen.web.conftest import ARTICLE, Work, post

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def embedded(client: FlaskClient, key: str) -> Any:
    """Return the structured data of the page for frames; None if it has none."""
    found = _SCRIPT.findall(client.get(f"/embed/{key}").get_data(as_text=True))
    return json.loads(found[0]) if found else None


def test_the_page_for_frames_describes_the_finished_audio(client: FlaskClient, work: Work) -> None:
    title = 'The "bridge" </script><script>alert(1)</script> & more'
    audio = post(client, title=title).get_json()
    assert embedded(client, audio["key"]) is None
    work()
    found = embedded(client, audio["key"])
    assert found.pop("uploadDate").endswith("Z")
    finished = client.get(f"/v1/audio/{audio['key']}").get_json()
    assert found.pop("duration") == iso_duration(finished["duration"])
    file = client.get(f"/audio/{audio['key']}.mp3")
    assert found == {
        "@context": "https://schema.org",
        "@type": "AudioObject",
        "name": finished["title"],
        "contentUrl": f"http://localhost/audio/{audio['key']}.mp3",
        "embedUrl": f"http://localhost/embed/{audio['key']}",
        "encodingFormat": "audio/mpeg",
        "contentSize": str(len(file.data)),
        "inLanguage": "en",
        "digitalSourceType": "https://schema.org/AlgorithmicMediaDigitalSource",
        "creditText": "Read by a synthetic voice",
    }


def test_audio_that_not_everybody_may_have_is_not_described(
    client: FlaskClient, work: Work, store: MemoryStore
) -> None:
    key = client.post("/v1/audio", json={"text": ARTICLE}).get_json()["key"]
    work()
    assert embedded(client, key)
    store.restrict(key, SIGNED)
    assert embedded(client, key) is None


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "PT0S"),
        (0.4, "PT0S"),
        (59.6, "PT1M"),
        (214, "PT3M34S"),
        (3600, "PT1H"),
        (3661, "PT1H1M1S"),
    ],
)
def test_a_duration_is_written_as_iso_8601_says(seconds: float, expected: str) -> None:
    assert iso_duration(seconds) == expected
