import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audio_cache.spec import Block, SpeechSpec
from audio_cache.timing import Timing
from worker.documents.marks import SpeechMark, marks_json, speech_marks

SENTENCES = st.lists(
    st.text(st.sampled_from("ab1 é-…'"), min_size=1).filter(lambda words: words.strip()),
    min_size=1,
    max_size=5,
)


def marks_of(*sentences: str, number: list[int] | None = None) -> list[SpeechMark]:
    timings, start = [], 0
    for index, words in enumerate(sentences):
        sentence = number[index] if number else index
        end = start + len(words)
        timings.append(Timing(0, sentence, start, end, float(index), index + 0.75))
        start = end + 1
    spec = SpeechSpec((Block("paragraph", " ".join(sentences)),), "en", "tone:beep@1", 100)
    marks = speech_marks(spec, timings)
    assert json.loads(marks_json(spec, timings)) == {"text": spec.text, "marks": marks}
    return marks


def test_words_follow_their_sentence_and_fill_its_time() -> None:
    sentence, *words = marks_of("A longest word.")
    assert (sentence["type"], sentence["value"], sentence["measured"]) == (
        "sentence",
        "A longest word.",
        True,
    )
    assert [word["value"] for word in words] == ["A", "longest", "word"]
    assert not any(word["measured"] for word in words)
    assert words[0]["start_time"] == sentence["start_time"]
    assert words[-1]["end_time"] == sentence["end_time"]
    lengths = [word["end_time"] - word["start_time"] for word in words]
    assert lengths[0] < lengths[2] < lengths[1]


def test_digits_take_longer_than_letters() -> None:
    _, digits, letters = marks_of("1984 abcd")
    assert digits["end_time"] - digits["start_time"] > letters["end_time"] - letters["start_time"]


def test_the_clauses_of_one_sentence_are_one_sentence_mark() -> None:
    found = marks_of("One clause,", "another.", "Next.", number=[0, 0, 1])
    values = [mark["value"] for mark in found if mark["type"] == "sentence"]
    assert values == ["One clause, another.", "Next."]


@given(SENTENCES)
def test_every_mark_matches_the_text_and_times_never_decrease(sentences: list[str]) -> None:
    text, found = " ".join(sentences), marks_of(*sentences)
    for mark in found:
        assert text[mark["start"] : mark["end"]] == mark["value"]
        assert mark["start_time"] <= mark["end_time"]
    words = [mark for mark in found if mark["type"] == "word"]
    for before, after in pairwise(words):
        assert before["end"] <= after["start"]
        assert before["end_time"] <= after["start_time"]
