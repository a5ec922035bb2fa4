"""Words of scripts without spaces are highlighted one by one, with real speech and its timing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from tests.browser.conftest import TIMEOUT, Server
from tests.conftest import wait_until, workers

pytestmark = pytest.mark.e2e

_TEXTS = {
    "ja": "今日は東京で新しい橋が開通しました。多くの人が歩いて渡りました。",
    "cmn": "今天北京的一座新桥正式开通了。很多市民步行走过大桥。",
    "th": "วันนี้สะพานใหม่เปิดให้บริการแล้ว",
}
_WORDS = {
    "ja": ["東京", "新しい", "橋", "開通"],
    "cmn": ["北京", "一座", "正式", "市民", "步行"],
    "th": ["สะพาน", "ใหม่", "บริการ", "แล้ว"],
}
"""Words that are marked, among others. Dictionaries divide the rest in several ways."""

_RECORD = """() => {
    window.marked = [];
    const record = () => {
        const word = [...(CSS.highlights.get("listen-word") ?? [])].join("");
        const player = document.querySelector("listen-article");
        if (word && word !== marked.at(-1)?.word) marked.push({ word, at: player.currentTime });
        requestAnimationFrame(record);
    };
    record();
}"""


@pytest.fixture
def speak(server: Server) -> Iterator[Callable[[str, str], str]]:
    """Returns the key of finished audio of a text, spoken by espeak-ng in a language."""
    with workers(server.redis_url, server.data_dir) as spawn:
        spawn(LISTEN_WORKER_ENGINES="espeak")

        def speak(language: str, text: str) -> str:
            voice, body = f"espeak:{language}", {"text": text, "language": language}
            wait_until(lambda: _is_available(server, voice), TIMEOUT)
            answer = _call(server, "POST", "/v1/audio", json={**body, "voice": voice})
            key = str(answer["key"])
            wait_until(lambda: _call(server, "GET", f"/v1/audio/{key}")["state"] == "finished", 60)
            return key

        yield speak


def _call(server: Server, method: str, path: str, **options: Any) -> Any:
    answer = requests.request(method, server.url + path, timeout=TIMEOUT, **options)
    assert answer.ok, answer.text
    return answer.json()


def _is_available(server: Server, voice: str) -> bool:
    answer = requests.get(f"{server.url}/v1/voices", timeout=TIMEOUT)
    voices = answer.json()["voices"] if answer.ok else []  # 503: no worker has announced any yet
    return any(f"{each['engine']}:{each['name']}" == voice for each in voices)


@pytest.mark.parametrize("language", _TEXTS)
def test_words_of_scripts_without_spaces_are_marked_one_by_one(
    visit: Callable[..., Any], server: Server, speak: Callable[[str, str], str], language: str
) -> None:
    text = _TEXTS[language]
    key = speak(language, text)
    reader = visit(f"audio-key={key}", f"<p>{text}</p>", lang=language)
    reader.page.evaluate(_RECORD)
    reader.play.click()
    reader.wait_for_state("finished")
    marked = reader.page.evaluate("marked")
    words = [each["word"] for each in marked]
    assert set(_WORDS[language]) <= set(words)
    rest = text
    for each in marked:  # in the order of the text, but a busy machine may skip some
        before, found, rest = rest.partition(each["word"])
        assert found, (each, before)
    clauses = [
        mark
        for mark in _call(server, "GET", f"/v1/audio/{key}/marks")["marks"]
        if mark["type"] == "word"
    ]
    assert len(words) > len(clauses)
    for each in marked:
        starts = [mark["start_time"] for mark in clauses if each["word"] in mark["value"]]
        assert min(starts) <= each["at"]
