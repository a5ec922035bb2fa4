import pytest
import regex
import sentencex
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.script.clauses import MIN_LIMIT
from worker.script.segment import segment

NO_LIMIT = 1_000_000
FAMILY = "👨\u200d👩\u200d👧\u200d👦"

NASTY = st.sampled_from(
    [
        *"aIé1 .,!?:;-—…\n\t\r\"'()[]{}«»“”‘’„*•/\\",
        *"。！？，「」《》؟،।漢क",
        *("\u0301", "\u200b", "\u200d", "\ufe0f", "\u00a0", "\u2028", "\x00", "\ud800", "𝒜"),
        *(FAMILY, "🇫🇷", "⁉️", "\r\n", "   "),
        *("Word ", "word ", "Dr. ", "Ms. ", "e.g. ", "U.S. ", "p.m. ", "A\u00a0. ", "3.14"),
        *("1. ", "2. ", "a) ", "(i) ", "[1] ", "...", "http://a.b/c?d ", "well; then, "),
    ]
)
TEXTS = st.lists(NASTY, max_size=60).map("".join) | st.text()
REPEATED = st.builds(
    lambda unit, times: "".join(unit) * times,
    st.lists(NASTY, min_size=1, max_size=4),
    st.integers(1, 600),
)
LANGUAGES = st.sampled_from(
    ["en", "de", "fr", "es", "it", "ru", "zh", "ja", "ar", "hi", "th", "xx", "en-GB", "pt_BR"]
)
LIMITS = st.integers(MIN_LIMIT, 400)


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in segment(text, language, NO_LIMIT)]


def parts(text: str, limit: int, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in segment(text, language, limit)]


@pytest.mark.parametrize(
    "expected",
    [
        ["She arrived.", "Nobody had waited for her!", "Why not?", "It was late."],
        ["Dr. Hill met Sen. Ortiz at 10 a.m. on Nov. 5.", "They talked."],
        ["Ask Ms. Gray.", "She knows."],
        ["The shop opens at 9 a.m. Monday.", "It closes at 5 p.m. Friday."],
        ["See vol. 3, ch. 4 and fig. 5.", "Then go on."],
        ["J. R. R. Tolkien and George W. Bush never met.", "They could not."],
        ["It costs $3.50, or 1.2 million in all.", "That is 5.5% more."],
        ["The U.S. Army left the U.S. in 1917.", "It came back."],
        ["Write to a.b@example.com or see https://example.com/a.b?c=d.", "Thank you."],
        ["ASP.NET and Node.js run there.", "So does example.com."],
    ],
)
def test_abbreviations_initials_and_numbers_do_not_end_a_sentence(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_sentences_without_a_blank_between_them_are_separated() -> None:
    assert sentences("It ended well.Then we left.") == ["It ended well.", "Then we left."]


@pytest.mark.parametrize(
    "expected",
    [
        ["“Is it you?” he asked.", "“It is.”"],
        ['He said, "I am here."', '"So am I," she said.'],
        ["She wrote ‘no.’", "Then she slept."],
        ["She left (they say) early.", "He stayed (who knows why?) until five."],
        ["He spoke of the “end.”", "“Of what?” we asked."],
    ],
)
def test_quotes_and_brackets_stay_with_their_sentence(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_quote_that_is_never_closed_starts_its_own_sentence() -> None:
    assert sentences("He turned to them. “You have been in every game.") == [
        "He turned to them.",
        "“You have been in every game.",
    ]


def test_an_ellipsis_ends_a_sentence_only_before_a_capital() -> None:
    assert sentences("I thought ... well, no.") == ["I thought ... well, no."]
    assert sentences("I thought... Then I left.") == ["I thought...", "Then I left."]


@pytest.mark.parametrize(
    "expected",
    [
        ["1. Boil the water.", "2. Add the tea.", "3. Wait."],
        ["1. Boil the water", "2. Add the tea", "3. Wait"],
        ["a. Boil the water", "b. Add the tea", "c. Wait"],
        ["• 9. Boil the water", "• 10. Add the tea"],
        ["7. Nobody knew about it"],
    ],
)
def test_a_list_marker_belongs_to_its_item(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_text_without_a_word_is_not_a_sentence() -> None:
    assert sentences("Well done! 👍 🎉") == ["Well done! 👍 🎉"]
    assert sentences("... And then?") == ["... And then?"]
    assert sentences("* * *") == ["* * *"]


def test_a_sign_of_two_characters_is_not_split() -> None:
    assert sentences("Really⁉️ Yes.")[0] == "Really⁉️"


def test_a_line_break_is_white_space() -> None:
    text = "It was a cold \nnight in\r\nthe city.\nNobody\u2028was out."
    assert sentences(text) == ["It was a cold \nnight in\r\nthe city.", "Nobody\u2028was out."]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es", ["¿Qué tal, Sr. López?", "¡Muy bien!", "Vive en el n.º 5."]),
        ("de", ["Am 3. Oktober kam z. B. Dr. Huber.", "Im 19. Jahrhundert nicht."]),
        ("de-AT", ["Er kam auf den 2. Platz.", "„Gut“, sagte sie."]),
        ("fr", ["M. Dupont et le Dr. Martin sont là.", "« Déjà ? » demanda-t-elle."]),
        ("it", ["Il Sig. Rossi è a pag. 5.", "Bene."]),
        ("sv", ["Han bor t.ex. i Lund.", "Bra."]),
        ("pl", ["W 2010 r. mieszkał w Polsce.", "Potem wyjechał."]),
        ("ru", ["«Ты идёшь?» — спросил он.", "Да."]),
        ("ar", ["كيف حالك؟", "أنا بخير!", "شكرا."]),
        ("hi", ["यह एक किताब है।", "वह अच्छी है।"]),
        ("ko", ["안녕하세요.", "어디 가세요?"]),
        ("tlh", ["Of an unknown language.", "好。", "هل؟", "है।"]),
    ],
)
def test_other_languages(language: str, expected: list[str]) -> None:
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", ["你好。", "今天天气很好！", "你去哪儿？", "我喜欢《你好。再见》这本书。"]),
        ("zh-Hant", ["他說：“你好。”", "然後他走了。"]),
        ("ja", ["これはペンです。", "彼は「行く。」と言った。"]),
    ],
)
def test_languages_without_blanks(language: str, expected: list[str]) -> None:
    assert sentences("".join(expected), language) == expected


def test_a_text_of_several_windows_is_split_into_its_sentences() -> None:
    expected = [f"In the year {year} Mr. Hill lived at No. {year}." for year in range(1000, 1400)]
    assert sentences(" ".join(expected)) == expected
    assert sentences("\n".join(expected)) == expected


def test_a_sentence_longer_than_any_window_is_one_sentence() -> None:
    long = "and so " * 2_000 + "on."
    spans = segment(f"It began. It {long} It ended.", "en", 300)
    assert [span.sentence for span in spans] == [0, *[1] * (len(spans) - 2), 2]


def test_punctuation_splits_sentences_if_the_library_panics(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class PanicException(BaseException):
        """As PyO3 raises it."""

    def panic(language: str, text: str) -> list[str]:
        raise PanicException

    monkeypatch.setattr(sentencex, "segment", panic)
    assert sentences("One. “Two!” Three… 四。五") == ["One.", "“Two!”", "Three…", "四。", "五"]


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    text = (
        "The court ruled that the agency had exceeded its authority; the judges, who had heard "
        "arguments in March, said that it never had such power (a view long held by critics), "
        "although two of them wrote that narrower rules might survive."
    )
    assert parts(text, 100) == [
        "The court ruled that the agency had exceeded its authority;",
        "the judges, who had heard arguments in March,",
        "said that it never had such power (a view long held by critics),",
        "although two of them wrote that narrower rules might survive.",
    ]


def test_a_long_quotation_is_cut_between_its_sentences() -> None:
    text = "“I did it, and I would do it again. Then I left the house by the door,” he said."
    assert parts(text, 60) == [
        "“I did it, and I would do it again.",
        "Then I left the house by the door,” he said.",
    ]


def test_a_long_chinese_sentence_is_cut_after_its_commas() -> None:
    text = "安永已經聯繫了她的親屬，協助辦理簽證的相關事宜，他們晚間搭乘航空班機抵達了上海。"
    assert parts(text, 20, "zh") == [
        "安永已經聯繫了她的親屬，",
        "協助辦理簽證的相關事宜，",
        "他們晚間搭乘航空班機抵達了上海。",
    ]


def test_a_text_without_punctuation_is_split_evenly_at_blanks() -> None:
    found = parts("word " * 1_000, 200)
    assert {part.replace("word", "").strip() for part in found} == {""}
    assert min(map(len, found)) >= 150


def test_a_sentence_just_over_the_limit_leaves_no_tail() -> None:
    assert parts("seventeen letters and then some more", 35) == [
        "seventeen letters",
        "and then some more",
    ]


def test_a_giant_word_is_split_evenly() -> None:
    assert [len(part) for part in parts("x" * 1_001, 100)] == [91] * 11


def test_a_word_that_fits_is_not_cut() -> None:
    word = "x" * 95
    assert parts(f"aaa {word} bb", 100) == ["aaa", f"{word} bb"]


def test_an_emoji_sequence_is_not_split() -> None:
    found = parts(FAMILY * 50, 25)
    assert "".join(found) == FAMILY * 50
    assert {part.replace(FAMILY, "") for part in found} == {""}


def test_a_cluster_longer_than_the_limit_is_cut() -> None:
    found = parts("e" + "\u0301" * 500, 20)
    assert max(map(len, found)) <= 20
    assert sum(map(len, found)) == 501


def test_a_limit_below_the_minimum_is_rejected() -> None:
    with pytest.raises(ValueError, match="19"):
        segment("text", "en", MIN_LIMIT - 1)


@pytest.mark.parametrize("text", ["", " ", "\n\u00a0\t"])
def test_white_space_alone_has_no_spans(text: str) -> None:
    assert segment(text, "en", 100) == []


@settings(deadline=None)  # the machine may be busy
@given(TEXTS | REPEATED, LANGUAGES, LIMITS)
def test_every_character_is_in_exactly_one_span_in_order(
    text: str, language: str, limit: int
) -> None:
    place, sentence = 0, -1
    for span in segment(text, language, limit):
        assert text[place : span.start].strip() == ""
        assert place <= span.start < span.end <= span.start + limit
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert span.sentence in (sentence, sentence + 1)
        place, sentence = span.end, span.sentence
    assert text[place:].strip() == ""


@settings(deadline=None)
@given(TEXTS, LANGUAGES, LIMITS)
def test_a_limit_does_not_move_sentence_boundaries(text: str, language: str, limit: int) -> None:
    whole = {span.sentence: (span.start, span.end) for span in segment(text, language, NO_LIMIT)}
    parts: dict[int, tuple[int, int]] = {}
    for span in segment(text, language, limit):
        parts[span.sentence] = (parts.get(span.sentence, (span.start, 0))[0], span.end)
    assert parts == whole


@settings(deadline=None)
@given(st.lists(st.sampled_from([FAMILY, "e\u0301", "🇫🇷", "x", "한"]), min_size=1), LIMITS)
def test_a_word_is_never_cut_inside_a_grapheme_cluster(clusters: list[str], limit: int) -> None:
    word = "".join(clusters)
    edges = {0, *(cluster.end() for cluster in regex.finditer(r"\X", word))}
    assert {span.end for span in segment(word, "en", limit)} <= edges
