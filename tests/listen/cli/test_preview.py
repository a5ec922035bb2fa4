import pytest

from listen.cli.preview import format_article, format_segments
from listen.cli.responses import Preview

PREVIEW: Preview = {
    "key": "0" * 64,
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


def test_an_article_shows_read_and_skipped_parts() -> None:
    assert list(format_article(PREVIEW)) == [
        *HEAD,
        "title         News",
        "paragraph     It rained in Kyiv on Nov. 14.",
        "",
        "Skipped:",
        "a reason that is long",
        "              Share this.",
        "",
        "Lexicon:",
        "Kyiv          once: Keev",
        "gif           2 times: /dʒɪf/",
        "Ngo           3 times, as written: the voice",
        "              does not support IPA",
    ]


def test_a_spoken_form_is_shown_if_it_differs_from_the_text() -> None:
    assert list(format_segments(PREVIEW)) == [
        *HEAD,
        "1             News",
        "2             It rained in Kyiv on Nov. 14.",
        "              → It rained on November",
        "              fourteenth.",
        "3             …",
        "              → nothing",
    ]


def test_an_empty_section_has_no_heading() -> None:
    lines = list(format_article({**PREVIEW, "dropped": [], "lexicon": []}))
    assert lines[-1] == "paragraph     It rained in Kyiv on Nov. 14."
