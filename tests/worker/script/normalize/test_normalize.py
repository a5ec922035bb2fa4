import re
import sys
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.script.normalize import generic
from worker.script.normalize.normalize import LANGUAGES, normalize
from worker.script.normalize.spoken import Override, SpokenForm, Word

CHARACTERS = st.sampled_from(
    [
        *"aZéßłñ 0159.,:;!?'\"()[]{}<>-–—…/\\|&+=%#@*_~^$£€¥₹¢°²³½⁄µ§©™",
        *"яΩα漢한عท١५①Ⅳ⁶₂₿\u0301\u200d\u00ad\u2060\ufe0f\u00a0\n\t\x00\ud800🎉",
    ]
)
TOKENS = st.sampled_from(
    [
        *(
            "$3.2bn",
            "5 km",
            "Dr. ",
            "U.S. ",
            "1,000 ",
            "-5°C ",
            "10-12 ",
            "No. 5 ",
            "F-16s ",
            "a.m.",
        ),
        *(
            "http",
            "www.",
            "https://",
            ".com/",
            "@",
            "x.y.z",
            "Louis XIV ",
            "3 1/4 ",
            "word ",
            "A B ",
        ),
        *("Nov. 14, 2025 ", "1990s", "12:45 p.m. ", "R&D ", "WHO ", "e.g. ", "the ", "of ", "1st "),
    ]
)
TEXTS = st.lists(CHARACTERS | TOKENS, max_size=40).map("".join) | st.text(max_size=60)
TAGS = st.sampled_from(["en", "en-GB", "de", "fr-FR", "es", "pt_BR", "ru", "uk", "zh", "ja", "hi"])

UNSPEAKABLE = re.compile(r"https?|www", re.IGNORECASE)
BETWEEN_WORDS = set(" ,.;:?!—…()-")


def spoken_form(text: str, language: str = "en") -> str:
    return normalize(text, language).text


def pairs(text: str, language: str = "en") -> list[tuple[str, str]]:
    spoken = normalize(text, language)
    return [
        (text[word.start : word.end], spoken.text[word.spoken_start : word.spoken_end])
        for word in spoken.words
    ]


def test_each_token_is_aligned_with_its_spoken_form() -> None:
    assert pairs("“It’s $3.2bn,” Dr. Ngo said (on Nov. 14).") == [
        ("It’s", "It's"),
        ("$3.2bn", "three point two billion dollars"),
        ("Dr.", "Doctor"),
        ("Ngo", "Ngo"),
        ("said", "said"),
        ("on", "on"),
        ("Nov. 14", "November fourteenth"),
    ]


def test_a_silent_token_is_a_word_of_no_length() -> None:
    assert normalize("True.[12]", "en") == SpokenForm("True.", (Word(0, 4, 0, 4), Word(5, 9, 4, 4)))


@pytest.mark.parametrize("text", ["", " ", "\n", "***", "===", "“…”", "- - -"])
def test_a_text_without_words_has_no_spoken_form(text: str) -> None:
    assert normalize(text, "en") == SpokenForm("", ())


def test_the_region_decides_whether_a_date_starts_with_the_month() -> None:
    assert spoken_form("on 5/6/2024", "en") == "on May sixth twenty twenty four"
    assert spoken_form("on 5/6/2024", "en-US") == "on May sixth twenty twenty four"
    assert spoken_form("on 5/6/2024", "en_GB") == "on the fifth of June twenty twenty four"


def test_a_language_with_rules_of_its_own_may_fall_back_to_the_generic_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def german(text: str, region: str, overrides: Sequence[Override]) -> SpokenForm:
        own = [Override(match.start(), match.end(), region) for match in re.finditer("#", text)]
        return generic.normalize("de", text, region, [*own, *overrides])

    monkeypatch.setitem(LANGUAGES, "de", german)
    assert spoken_form("# 5", "de_AT") == "at fünf"
    assert spoken_form("# 5", "nl") == "vijf"


@given(TEXTS, TAGS)
def test_words_are_in_order_and_do_not_overlap_in_text_and_speech(text: str, language: str) -> None:
    spoken = normalize(text, language)
    place = spoken_place = 0
    for word in spoken.words:
        assert place <= word.start < word.end <= len(text)
        assert spoken_place <= word.spoken_start <= word.spoken_end <= len(spoken.text)
        place, spoken_place = word.end, word.spoken_end


def uncovered(text: str, language: str) -> list[str]:
    """Return the letters and digits that are in no word."""
    words = normalize(text, language).words
    covered = {place for word in words for place in range(word.start, word.end)}
    return [
        character
        for place, character in enumerate(text)
        if place not in covered and (character.isalpha() or character.isdecimal())
    ]


@given(TEXTS, TAGS)
def test_every_letter_and_number_is_in_a_word(text: str, language: str) -> None:
    assert uncovered(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "ʼ", [("ʼ", "")]),
        ("en", "ʼʼ", [("ʼʼ", "")]),
        ("en", "aʼ", [("aʼ", "a")]),
        ("en", "the boysʼ game", [("the", "the"), ("boysʼ", "boys"), ("game", "game")]),
        ("en", "a ʼ b", [("a", "a"), ("ʼ", ""), ("b", "b")]),
        ("en", "ʼa", [("ʼa", "a")]),
        ("en", "ʼtis", [("ʼtis", "'tis")]),
        ("en", "rock ʼnʼ roll", [("rock", "rock"), ("ʼnʼ", "and"), ("roll", "roll")]),
        ("en", "6ʼ2", [("6ʼ2", "six foot two")]),
        ("en", "пʼять", [("пʼять", "pyat")]),
        ("uk", "пʼять", [("пʼять", "п'ять")]),
        ("uk", "ʼ", [("ʼ", "")]),
        ("uk", "ʼтак", [("ʼтак", "так")]),
        ("uk", "такʼ, 5", [("такʼ", "так"), ("5", "п'ять")]),
    ],
)
def test_a_letter_apostrophe_is_in_the_word_beside_it_or_a_silent_one(
    language: str, text: str, words: list[tuple[str, str]]
) -> None:
    assert pairs(text, language) == words


def test_a_letter_apostrophe_is_spoken_as_any_other() -> None:
    for text in ("ʼ", "aʼ", "ʼtis", "пʼять", "ʼ a ʼʼb", "“ʼ”", "5ʼ", "5ʼʼ, ʼ99"):
        for language in ("en", "uk"):
            assert spoken_form(text, language) == spoken_form(text.replace("ʼ", "’"), language)


MODIFIER_LETTERS = [
    letter for letter in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(letter) == "Lm"
]


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("around", ["{}", "{0}{0}", "a{}", "{}a", "a{}a", "1{}1", ".{} a"])
def test_every_modifier_letter_is_in_a_word(around: str, language: str) -> None:
    for letter in [*MODIFIER_LETTERS, "º", "ª"]:
        assert uncovered(around.format(letter), language) == []


@given(TEXTS)
def test_only_punctuation_and_blanks_are_between_spoken_words(text: str) -> None:
    spoken = normalize(text, "en")
    rest = list(spoken.text)
    for word in spoken.words:
        rest[word.spoken_start : word.spoken_end] = " " * (word.spoken_end - word.spoken_start)
    assert set(rest) <= BETWEEN_WORDS
    assert spoken.text == " ".join(spoken.text.split())


def residue(spoken: str) -> list[str]:
    """Return the parts that an English voice would spell, skip or mispronounce."""
    return [character for character in spoken if _is_figure(character)] + UNSPEAKABLE.findall(
        spoken
    )


def _is_figure(character: str) -> bool:
    return character.isnumeric() or unicodedata.category(character) in ("Nd", "Nl", "No", "Sc")


FIGURES = [figure for figure in map(chr, range(sys.maxunicode + 1)) if _is_figure(figure)]
LOOSE = st.sampled_from(
    ["http", "WWW", "wwW.", "https://", "/http", "httpwww", ".com", "ISBN", "st", "million"]
)


@given(TEXTS, st.sampled_from(["en", "en-GB"]))
def test_no_english_spoken_form_has_digits_currency_signs_or_links(
    text: str, language: str
) -> None:
    assert not residue(spoken_form(text, language))


@given(st.lists(st.sampled_from(FIGURES) | CHARACTERS | TOKENS | LOOSE, max_size=20).map("".join))
def test_no_numeric_character_stays_in_an_english_spoken_form(text: str) -> None:
    assert not residue(spoken_form(text))


@pytest.mark.parametrize(
    "around", ["{}", "a{}", "{}a", "5{}5", "${}", "@{}", "#{}", "x{}.com", "1/{}"]
)
def test_no_numeric_character_stays_in_any_context(around: str) -> None:
    assert not [figure for figure in FIGURES if residue(spoken_form(around.format(figure)))]


@given(TEXTS, TAGS)
def test_the_same_text_always_has_the_same_spoken_form(text: str, language: str) -> None:
    assert normalize(text, language) == normalize(text, language)


HOSTILE = [
    *"1$/-'\"(<[@#+=*._&%~^°²½é漢яα١①…—\u0301\u200b\x00",
    *("1,", "1-", "1–", "1.", "1:", "1/", "1 ", "1x", "1%", "1'", '1"', "1m", "1°", "1½", "1 to "),
    *("1,111,", "1.1.", "1:1:1", "1st", "1 a.m. ", "1 Jan", "Jan. 1", "1-1", "1 km/h", "10⁶", "#1"),
    *("$1", "$1-", "-$1", "$1 to ", "USD1", "1 million ", "<1", "~1", "+1 ", "[1]", "(1", "@a."),
    *("a", "A", "a.", "A.", "a-", "A&", "Aa. ", "St. ", "No. ", "e.g.", "w/", "'s ", "et al", "a1"),
    *("a.b", "a.b@", "a.b/", "http://", "https://a.b/?", "www.", "IV", "X ", "Group I ", "CA 1"),
    *("1h 1m ", "1:1.1 ", "1°1'", "1 000 ", "1,11,", "1.111,", "1 x ", "1cm x ", "1s 1d", "+1 1 "),
    *(
        "Gen 1:1 ",
        "1 Cor. ",
        "Mon-",
        "Jan - 1 ",
        "May 1-",
        "D-Aa ",
        "(i)",
        "ii ",
        "M",
        "p.a.",
        "1d ",
    ),
    *(
        "★",
        "1⁻¹",
        "x^1",
        "1/1-",
        "1-1/",
        "0x1",
        "F.3d ",
        "1C-",
        "1N, ",
        "1p/",
        "at 1/1 odds ",
        "Mr a-",
    ),
    *("1 N 1st St ", "A1-", "Aa IV", "()", ", ", "--", " - ", "</a", "\ud800", "🎉"),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_pattern_backtracks_exponentially(unit: str) -> None:
    """Exponential backtracking would never finish."""
    text = (unit * 1_000)[:1_000]
    for hostile in (text, f"a {text}!"):
        assert len(spoken_form(hostile)) <= 40 * len(hostile)


@settings(deadline=None)
@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3), st.integers(20, 100))
def test_no_mixture_of_hostile_parts_backtracks_exponentially(units: list[str], times: int) -> None:
    assert spoken_form("".join(units) * times) is not None
