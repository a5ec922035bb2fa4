import json

from hypothesis import given
from hypothesis import strategies as st

from audio_cache.spec import BLOCK_KINDS, Block, BlockKind, SpeechSpec
from audio_cache.timing import Timing
from worker.documents.chapters import Chapter, chapters, chapters_json

Part = tuple[BlockKind, str, float]
"""A block, and the seconds that it takes; it has two segments."""


def chapters_of(*parts: Part) -> list[Chapter]:
    return chapters(*spec_and_timings(*parts))


def spec_and_timings(*parts: Part) -> tuple[SpeechSpec, list[Timing]]:
    timings, start, time = [], 0, 0.25
    for index, (_, text, seconds) in enumerate(parts):
        end, middle = start + len(text), start + len(text) // 2
        half = time + seconds / 2
        timings.append(Timing(index, 2 * index, start, middle, time, half))
        timings.append(Timing(index, 2 * index + 1, middle, end, half, time + seconds))
        start, time = end + 2, time + seconds + 0.5
    blocks = tuple(Block(kind, text) for kind, text, _ in parts)
    return SpeechSpec(blocks, "en", "tone:beep@1", 100), timings


def test_the_title_and_each_heading_begin_a_chapter() -> None:
    found = chapters_of(
        ("title", "The bridge", 1.0),
        ("paragraph", "It is open.", 2.0),
        ("heading", "The\nflood", 1.0),
        ("heading", "At night", 1.0),
        ("quote", "It was dark.", 1.0),
    )
    assert found == [
        {"startTime": 0, "title": "The bridge"},
        {"startTime": 4.25, "title": "The flood"},
        {"startTime": 5.75, "title": "At night"},
    ]


def test_text_before_the_first_heading_is_a_chapter_named_by_its_first_words() -> None:
    text = "It is open again, two years after the flood had damaged the middle of it."
    found = chapters_of(("paragraph", text, 5.0), ("heading", "The cost", 1.0))
    assert found == [
        {"startTime": 0, "title": "It is open again, two years after the flood had damaged the…"},
        {"startTime": 5.75, "title": "The cost"},
    ]


def test_a_heading_without_sound_has_no_chapter() -> None:
    found = chapters_of(("title", "🚀", 0.0), ("paragraph", "A.", 1.0), ("heading", "B", 1.0))
    assert [each["title"] for each in found] == ["A.", "B"]


def test_an_article_without_sound_has_no_chapters() -> None:
    assert chapters_of(("paragraph", "…", 0.0)) == []


kinds, texts = st.sampled_from(BLOCK_KINDS), st.text(min_size=1, max_size=200)
parts = st.lists(st.tuples(kinds, texts, st.floats(0, 100)), min_size=1, max_size=8)


@given(parts)
def test_the_chapters_are_in_order_and_the_first_begins_at_zero(parts: list[Part]) -> None:
    spec, timings = spec_and_timings(*parts)
    document = json.loads(chapters_json(spec, timings))
    assert document["version"] == "1.2.0"
    times = [each["startTime"] for each in document["chapters"]]
    assert times[:1] in ([], [0])
    assert times == sorted(set(times))
    assert all("\n" not in each["title"] for each in document["chapters"])
