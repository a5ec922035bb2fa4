import re

from hypothesis import given
from hypothesis import strategies as st

from audio_cache.spec import Block, SpeechSpec
from audio_cache.timing import Timing
from worker.documents.captions import captions


def captions_of(*segments: tuple[str, float, float]) -> str:
    text = " ".join(words for words, _, _ in segments)
    timings, start = [], 0
    for index, (words, begin, end) in enumerate(segments):
        timings.append(Timing(0, index, start, start + len(words), begin, end))
        start += len(words) + 1
    spec = SpeechSpec((Block("paragraph", text),), "en", "tone:beep@1", 100)
    return captions(spec, timings)


def test_each_segment_is_a_cue() -> None:
    assert captions_of(("One.", 0.0, 1.25), ("Two & <b>.", 3600.5, 3661.0)) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:01.250\nOne.\n\n"
        "01:00:00.500 --> 01:01:01.000\nTwo &amp; &lt;b&gt;.\n"
    )


def test_a_segment_without_sound_has_no_cue() -> None:
    assert "…" not in captions_of(("One.", 0.0, 1.0), ("…", 1.5, 1.5))


@given(st.text(min_size=1), st.floats(0, 100_000), st.floats(0.001, 100))
def test_a_cue_is_always_three_lines(words: str, start: float, length: float) -> None:
    lines = captions_of((words, start, start + length)).split("\n")
    assert len(lines) == 5
    timestamp = r"\d{2,}:[0-5]\d:[0-5]\d\.\d{3}"
    assert re.fullmatch(f"{timestamp} --> {timestamp}", lines[2])
    assert "-->" not in lines[3]
    assert not re.search("[<]", lines[3])
