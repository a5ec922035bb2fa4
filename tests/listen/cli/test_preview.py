from typing import Any

import pytest

from listen.cli.preview import proof, spoken

PREVIEW: dict[str, Any] = {
    "title": "News",
    "language": "en",
    "voice": "tone:beep",
    "characters": 30,
    "estimated_duration": 61.6,
    "blocks": [
        {"kind": "title", "text": "News"},
        {"kind": "paragraph", "text": "It rained in Kyiv\non Nov. 14."},
    ],
    "dropped": [{"reason": "a reason that is long", "text": "Share this."}],
    "segments": [
        {"text": "News", "spoken": "News"},
        {"text": "It rained in Kyiv\non Nov. 14.", "spoken": "It rained on November fourteenth."},
        {"text": "…", "spoken": ""},
    ],
    "lexicon": [
        {"word": "Kyiv", "count": 1, "say": "Keev", "applied": True},
        {"word": "gif", "count": 2, "ipa": "dʒɪf", "applied": True},
        {"word": "Ngo", "count": 3, "ipa": "ŋo", "applied": False},
    ],
}
HEAD = ["News", "en, tone:beep, about 1:02, 30 characters", ""]


@pytest.fixture(autouse=True)
def _in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")


def test_a_proof_shows_what_is_read_and_what_is_not() -> None:
    assert list(proof(PREVIEW)) == [
        *HEAD,
        "title         News",
        "paragraph     It rained in Kyiv on Nov. 14.",
        "",
        "Not read:",
        "a reason that is long",
        "              Share this.",
        "",
        "Lexicon:",
        "Kyiv          once: Keev",
        "gif           2 times: /dʒɪf/",
        "Ngo           3 times, as written: the voice",
        "              knows no IPA",
    ]


def test_what_is_said_is_shown_where_it_differs() -> None:
    assert list(spoken(PREVIEW)) == [
        *HEAD,
        "1             News",
        "2             It rained in Kyiv on Nov. 14.",
        "              → It rained on November",
        "              fourteenth.",
        "3             …",
        "              → nothing",
    ]


def test_what_is_empty_has_no_heading() -> None:
    lines = list(proof({**PREVIEW, "dropped": [], "lexicon": []}))
    assert lines[-1] == "paragraph     It rained in Kyiv on Nov. 14."
