import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from worker.script.chunks import Chunk, split_spoken
from worker.script.normalize.normalize import normalize

NO_LIMIT = 1_000_000
PARTS = st.sampled_from(
    [
        *("word ", "a ", "wonderful ", "Dr. ", "U.S. ", "Nov. 14, 2025, ", "$3.2 billion "),
        *("5 km ", "25–30 % ", "https://a.example/b/c?d=e ", "1" * 20 + " ", "@name ", "🎉 "),
        *("“", "” ", "(", ") ", ", ", "; ", " — ", "… ", "! "),
        *("。", "，", "漢字", "ação ", "e\u0301", "ʼ", "пʼять "),
    ]
)
TEXTS = st.lists(PARTS, min_size=1, max_size=60).map("".join).map(str.strip).filter(bool)
LANGUAGES = st.sampled_from(["en", "de", "fr", "zh", "ja", "ko", "xx"])


def chunks(
    text: str, limit: int, language: str = "en", *, is_first: bool = False
) -> list[tuple[str, str]]:
    split = split_spoken(text, normalize(text, language), limit, language, is_first=is_first)
    return [(text[chunk.start : chunk.end], chunk.spoken) for chunk in split]


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        (
            "de",
            "Der Rat will den Anteil am Verkehr bald um 25–30 % steigern",
            ["Der Rat will den Anteil am Verkehr bald", "um 25–30 % steigern"],
        ),
        (
            "en",
            "The plan that Dr. J. Smith of the U.S. Treasury made, costs $3.2 billion in all",
            ["The plan that Dr. J. Smith of the U.S. Treasury made,", "costs $3.2 billion in all"],
        ),
        (
            "en",
            "It stands “in quotes that go on and on” (and in brackets that go on)",
            ["It stands “in quotes that go on and on”", "(and in brackets that go on)"],
        ),
    ],
)
def test_no_number_is_separated_from_its_unit_and_no_abbreviation_ends_a_chunk(
    language: str, text: str, parts: list[str]
) -> None:
    assert [written for written, _ in chunks(text, 60, language)] == parts


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        (
            "de",
            "Die Ausgaben für den Nahverkehr in der Region sind im Jahr 2015 um sechs Prozent auf "
            "insgesamt 1,4 Mrd. Euro gestiegen",
            "Die Ausgaben für den Nahverkehr in der Region sind im Jahr 2015",
        ),
        (
            "de",
            "Sie verkaufte das Haus an eine Familie aus der Nähe von Hamburg für einen Preis von "
            "ca. 400 Euro bzw. 1,4 Mrd. Lire",
            "Sie verkaufte das Haus an eine Familie aus der Nähe von Hamburg für einen Preis",
        ),
        (
            "fr",
            "Le gouvernement a annoncé mardi que la réforme serait présentée au Parlement dans les "
            "premières semaines de l'année 2024",
            "Le gouvernement a annoncé mardi que la réforme serait présentée",
        ),
        (
            "es",
            "El gobierno anunció el martes que la reforma se presentará ante el Congreso durante "
            "las primeras semanas del año 2024",
            "El gobierno anunció el martes que la reforma se presentará",
        ),
        (
            "en",
            "The company said that it would close its three oldest plants in the north of the "
            "country and move 400 workers",
            "The company said that it would close its three oldest plants",
        ),
        (
            "pl",
            "Rząd ogłosił we wtorek że reforma emerytalna zostanie przedstawiona w parlamencie w "
            "pierwszych tygodniach przyszłego roku",
            "Rząd ogłosił we wtorek że reforma emerytalna zostanie przedstawiona",
        ),
    ],
)
def test_a_chunk_of_an_online_voice_ends_with_a_phrase(
    language: str, text: str, first: str
) -> None:
    assert chunks(text, 100, language)[0][0] == first


def test_a_short_sentence_is_one_chunk() -> None:
    assert split_spoken("Five: 5.", normalize("Five: 5.", "en"), 100, "en", is_first=True) == [
        Chunk(0, 8, "Five: five.")
    ]


def test_a_long_address_has_the_length_of_its_spoken_form() -> None:
    text = f"See https://example.org/{'long/' * 30} today"
    assert chunks(text, 60) == [(text, "See example dot org today")]


def test_the_first_words_of_an_article_are_a_chunk_and_the_rest_is_split_as_usual() -> None:
    text = "On a rainy Monday morning, the old bridge opened, and the people came and saw it"
    assert chunks(text, 40, is_first=True) == [
        ("On a rainy Monday morning,",) * 2,
        ("the old bridge opened,",) * 2,
        ("and the people came and saw it",) * 2,
    ]


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_punctuation_before_the_first_word_is_not_split(language: str) -> None:
    marks = "… " * 60
    assert [written for written, _ in chunks(marks.strip(), 60, language)] == [marks.strip()]
    assert chunks(f"{marks}Ja", 60, language)[0][0].startswith(marks)


@given(TEXTS, LANGUAGES, st.integers(20, 120), st.booleans())
def test_every_character_is_in_one_chunk_and_everything_is_spoken(
    text: str, language: str, limit: int, is_first: bool
) -> None:
    spoken = normalize(text, language)
    split = split_spoken(text, spoken, limit, language, is_first=is_first)
    place = 0
    for chunk in split:
        assert not text[place : chunk.start].strip()
        assert chunk.start < chunk.end
        place = chunk.end
    assert place == len(text)
    joined = "".join(chunk.spoken for chunk in split)
    assert "".join(joined.split()) == "".join(spoken.text.split())


@given(TEXTS, LANGUAGES, st.integers(20, 120))
@example("( —  — 25–30 % https://a.example/b/c?d=e Dr.  — (; … , … ，", "xx", 20)
def test_no_chunk_is_too_long_unless_a_word_is(text: str, language: str, limit: int) -> None:
    spoken = normalize(text, language)
    longest = max([word.spoken_end - word.spoken_start for word in spoken.words], default=0)
    for chunk in split_spoken(text, spoken, limit, language, is_first=False):
        words = re.sub(r"[\W_]+$", "", chunk.spoken)  # punctuation at the end is not split off
        assert len(words) <= limit or longest > limit // 2
