import pytest

from audio_cache.spec import Block
from worker.script.script import SpeakerLimits, write_script


def first_sentence(text: str, language: str = "en") -> list[str]:
    script = write_script([Block("paragraph", text)], language, SpeakerLimits(300))
    return [part.spoken for part in script if part.sentence == 0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "On a rainy Monday morning, the old bridge over the river opened again.",
            ["On a rainy Monday morning,", "the old bridge over the river opened again."],
        ),
        (
            "The council of the small town voted late last night to rebuild the bridge that a "
            "flood had taken.",
            [
                "The council of the small town voted late last night,",
                "to rebuild the bridge that a flood had taken.",
            ],
        ),
        ("A short title, as titles are", ["A short title, as titles are"]),
        ("An ordinary title of this length stays", ["An ordinary title of this length stays"]),
        ("Yes, it is a sentence that begins short", ["Yes, it is a sentence that begins short"]),
    ],
)
def test_it_is_cut_where_a_speaker_would_pause(text: str, parts: list[str]) -> None:
    assert first_sentence(text) == parts


def test_a_language_without_phrase_words_is_cut_at_clauses_only() -> None:
    long = "Küçük kentin meclisi dün akşam geç saatlerde eski köprüyü yeniden yapmaya karar verdi "
    assert len(first_sentence(long * 2, "tr")) == 1
    assert len(first_sentence("Am späten Abend noch, so heißt es, hat der Rat getagt.", "de")) == 2


def test_later_sentences_are_left_alone() -> None:
    later = "And on a rainy Monday morning, the old bridge over the river opened again."
    script = write_script([Block("paragraph", f"It rained. {later}")], "en", SpeakerLimits(300))
    assert [part.spoken for part in script] == ["It rained.", later]
