"""A reader pauses at dashes, points of suspension and the ends of lines, in any language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.spec import SEPARATOR, Block
from worker.script.script import SpeakerLimits, write_script

DASH, ELLIPSIS, LINE, SENTENCE = "dash", "ellipsis", "line", "sentence"
SECONDS = {0.3: DASH, 0.45: ELLIPSIS, 0.35: SENTENCE}


def parts(text: str, language: str = "en") -> list[tuple[str, float]]:
    """Return the written text of each segment, and the pause after it.

    Another block comes first, because the first words of an article are a segment of their own.
    """
    blocks = [Block("title", "Title"), Block("paragraph", text)]
    script = write_script(blocks, language, SpeakerLimits(300))
    whole = SEPARATOR.join(block.text for block in blocks)
    return [(whole[part.start : part.end], part.pause) for part in script if part.block]


def breaks(text: str, language: str = "en") -> list[str]:
    """Return the text up to each pause, with the name of the pause behind it."""
    return [f"{written}|{SECONDS[pause]}" for written, pause in parts(text, language)[:-1]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He came —| and left."),
        ("en", "He came—|and left."),
        ("en", "He came –| and left."),
        ("en", "He came -| and left."),
        ("en", "He came --| and left."),
        ("en", "He came--|and left."),
        ("en", "The man —| who paid $3.2bn —| left."),
        ("en", "It was 5 —| no, 6 —| of them."),
        ("en", "“I don’t—”| she began."),
        ("en", "In 2019 —| fifty years later."),
        ("de", "Er kam –| und ging."),
        ("fr", "Il vint —| et partit."),
        ("fr", "— Oui —| dit-elle."),
        ("es", "—¡Ven! —|dijo él."),
        ("it", "Venne –| e se ne andò."),
        ("pl", "Przyszedł —| i poszedł."),
        ("ru", "Москва —| столица России."),
        ("ru", "— Да, —| сказал он."),
        ("uk", "Київ —| столиця України."),
        ("el", "Ήρθε —| και έφυγε."),
        ("he", "הוא בא —| והלך."),
        ("ar", "جاء —| ثم ذهب."),
        ("hi", "वह आया —| और गया।"),
        ("ko", "그는 왔다 —| 그리고 갔다."),
        ("zh", "他来了——|又走了。"),
        ("zh", "我——|不——|知道。"),
        ("ja", "彼は来た――|そして去った。"),
    ],
)
def test_a_dash_is_a_pause(language: str, text: str) -> None:
    written = text.replace("|", "")
    ends = [text[: found.start()].replace("|", "") for found in re.finditer(r"\|", text)]
    assert [pause for _, pause in parts(written, language)[:-1]] == [0.3] * len(ends)
    spoken = [part for part, _ in parts(written, language)]
    assert [_compact("".join(spoken[: count + 1])) for count in range(len(ends))] == [
        _compact(end) for end in ends
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Well… I think so.", ["Well…|ellipsis"]),
        ("en", "Perhaps... not so.", ["Perhaps...|ellipsis"]),
        ("en", "Perhaps . . . not so.", ["Perhaps . . .|ellipsis"]),
        ("en", "Perhaps...not so.", ["Perhaps...|ellipsis"]),
        ("en", "He stopped… Then he went.", ["He stopped…|ellipsis"]),
        ("de", "Er kam … und ging.", ["Er kam …|ellipsis"]),
        ("fr", "Il vint… et partit.", ["Il vint…|ellipsis"]),
        ("es", "¡No…! dijo ella.", ["¡No…!|ellipsis"]),
        ("ru", "Он… ушёл.", ["Он…|ellipsis"]),
        ("hi", "वह आया… और गया।", ["वह आया…|ellipsis"]),
        ("zh", "他来了……又走了。", ["他来了……|ellipsis"]),
        ("zh", "等。。。我来。", ["等。。。|ellipsis"]),
        ("ja", "彼は……そして。", ["彼は……|ellipsis"]),
    ],
)
def test_points_of_suspension_are_a_longer_pause(
    language: str, text: str, expected: list[str]
) -> None:
    assert breaks(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It lasted from 1990–1995 in all."),
        ("en", "It lasted from 1990 – 1995 in all."),
        ("en", "See pages 10—12, or pages 10--12."),
        ("en", "The Paris–Dakar rally and the well-known pre- and post-war years."),
        ("en", "They won 3–1, and the score was 2 - 1."),
        ("en", "— Where are you?"),
        ("en", "- Where are you?"),
        ("en", "It was -5 degrees."),
        ("en", "He said […] that it [...] fell (…) down."),
        ("en", "A… a man."),
        ("en", "Open Monday – Friday."),
        ("en", "Type git commit --amend now."),
        ("de", "Offen Mo.–Fr. 9–17 Uhr."),
        ("de", "Von 1990–1995 und 10 – 12 Personen."),
        ("fr", "— Où vas-tu, Jean-Paul ?"),
        ("es", "—¿Dónde estás?"),
        ("ru", "1990—1995 годы."),
        ("ru", "В 1990 — 1995 годах, в 9:00 — 17:00."),
        ("de", "Spiel 2 – 1, Saison 2023 – 2024."),
        ("ja", "東京—大阪、1990――1995年。"),
        ("zh", "1990—1995年，北京—上海高铁。"),
        ("en", "“…and so,” he said."),
        ("en", "And then…"),
        ("en", "And then —"),
        ("en", "… — …"),
    ],
)
def test_ranges_compounds_omissions_and_edges_are_no_pauses(language: str, text: str) -> None:
    assert len(parts(text, language)) == 1


def test_lines_have_the_same_pause_whether_or_not_they_end_a_sentence() -> None:
    poem = "The lamp is low,\nand nobody\nis home. The wind\nhas gone.\nIt rains"
    assert parts(poem) == [
        ("The lamp is low,", 0.3),
        ("and nobody", 0.3),
        ("is home.", 0.35),
        ("The wind", 0.3),
        ("has gone.", 0.3),
        ("It rains", 0.0),
    ]


def test_the_parts_of_a_sentence_with_marks_share_its_number() -> None:
    text = "He came — and left. She stayed… and slept."
    script = write_script([Block("paragraph", text)], "en", SpeakerLimits(300))
    assert [part.sentence for part in script] == [0, 0, 1, 1]


@given(
    st.lists(
        st.sampled_from(
            [*"aIé5我。,.", "word", " ", " ", "—", "…", "\n", " – ", "...", "$3", "(", "”"]
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(["en", "de", "zh", "xx"]),
)
def test_no_part_at_a_mark_is_without_words(text: str, language: str) -> None:
    for written, pause in parts(text, language):
        assert re.search(r"\w", written) or not re.search(r"\w", text)
        assert pause in (0.0, 0.12, 0.3, 0.35, 0.45)


def _compact(text: str) -> str:
    return "".join(text.split())
