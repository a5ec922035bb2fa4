"""From input to script: every character is spoken or listed as dropped."""

from collections import Counter
from dataclasses import replace
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listen.article.text.character_references import decode_references
from listen.article.text.clean import clean
from listen.errors import EmptyArticle, NoArticleFound, UnsupportedLanguage
from listen.request.build_spec import BuiltSpec, build_spec
from listen.request.schema import SpeechRequest
from listen.sites.profile import SiteProfile
from listen.voices.selector import VoiceSelector
from worker.engines.tone import ToneEngine
from worker.script.script import SpeakerLimits, write_script

FRAGMENTS = st.sampled_from(
    [
        *("The bridge", "opened", "again", "on Monday.", "Café", "e\u0301", "co-op", "3.5", "$4"),
        *("فُتِحَ الجسر", "العربية،", "Мост", "橋。", "👩‍🚀", "🇺🇦", "☀️", "5️⃣", "…", "—", "“", "”"),
        *("# ", "## ", "- ", "* ", "• ", "1. ", "> ", "**", "*", "_", "__", "~~", "`", "```\n"),
        *("[", "](https://example.org/a)", "![", "[^1]", "[x] ", "|", "|---|---|", "\\", "---\n"),
        *("&amp;", "&copy;", "<b>", "</b>", "<!-- a -->", "<", ">", "'", '"', "\t", " ", "\u200f"),
        *("---\ntitle: A\n---\n", "Title: A\nDate: B\n\n", "{{< a >}}", "{% a %}", ":::tip B\n"),
        *("> [!NOTE]\n", "[gallery]", "[a_b]", "[/a_b]", ".. note::\n", ":ref:`a`", "<Enter>"),
        *("From: A\nSubject: B\n\n", "> quoted\n", "--\n", "\n12\n", " [2]", "(3)", "¹", "1. a\n"),
        *("On Monday Ann wrote:\n", "pic.twitter.com/a", "{#a}", "&amp;lt;b&amp;gt;", "|a|_"),
        *("\n", "\n", "\n\n", "\n\n", "\r\n", "Share this article:\n", "3 min read\n"),
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=40).map("".join)
BEEP = ToneEngine().voices()[0]


def build(text: str | None, html: str | None) -> BuiltSpec | None:
    request = SpeechRequest(max_chars=1_000_000, text=text, html=html, language="en")
    try:
        return build_spec(request, VoiceSelector((BEEP,), BEEP.id), SiteProfile())
    except (EmptyArticle, NoArticleFound, UnsupportedLanguage):
        return None


def characters(text: str) -> Counter[str]:
    return Counter("".join(clean(decode_references(text)).split()))


def assert_covered(text: str, built: BuiltSpec) -> None:
    spec = built.spec
    found = characters(spec.text)
    for dropped in built.dropped:
        found += characters(dropped.text)
    assert not characters(text) - found
    segments = write_script(spec.blocks, spec.language, SpeakerLimits(built.voice.max_characters))
    spoken = "".join(spec.text[segment.start : segment.end] for segment in segments)
    assert "".join(spoken.split()) == "".join(spec.text.split())


@settings(deadline=None)
@given(TEXTS)
def test_every_character_of_a_text_is_in_a_segment_or_listed(text: str) -> None:
    if built := build(text, None):
        assert_covered(text, built)


TAGS = st.sampled_from(["p", "div", "li", "h2", "blockquote", "td", "b", "aside", "nav", "pre"])


@settings(deadline=None)
@given(st.lists(st.tuples(TAGS, TEXTS), max_size=8))
def test_every_character_of_a_page_is_in_a_segment_or_listed(parts: list[tuple[str, str]]) -> None:
    html = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts)
    if built := build(None, html):
        assert_covered(" ".join(text for _, text in parts), built)


def test_a_text_without_spoken_parts_is_empty() -> None:
    text = "![A bridge](https://example.org/1)\n\n![A river](https://example.org/2)"
    request = SpeechRequest(max_chars=1000, text=text, language="en")
    with pytest.raises(EmptyArticle):
        build_spec(request, VoiceSelector((BEEP,), BEEP.id), SiteProfile())


@pytest.mark.parametrize("text", ["Привіт, як справи?", "Καλημέρα", "안녕하세요", "你好"])
def test_a_short_text_in_another_script_gets_a_voice_that_speaks_it(text: str) -> None:
    languages = ("uk", "el", "ko", "zh")
    robots = [
        replace(BEEP, engine="robot", name=one, languages=(one,), scripts=()) for one in languages
    ]
    request = SpeechRequest(max_chars=1000, text=text)
    assert (
        build_spec(request, VoiceSelector((BEEP, *robots), BEEP.id), SiteProfile()).voice in robots
    )
