import re

from worker.script.normalize.rules import DIGIT, LETTER, SIGN, Reader, Rule, always

MARKS = {".": ".", ",": ","}


def read(text: str, *rules: Rule, notable: tuple[str, ...] = ()) -> str:
    return Reader(rules, str.upper, MARKS, notable).read(text).text


def test_what_no_rule_reads_is_a_word_or_a_mark_or_dropped() -> None:
    assert read("one, well-known #two.") == "ONE, WELL-KNOWN TWO."


def test_the_first_rule_with_something_to_say_reads_a_place() -> None:
    def even(found: re.Match[str]) -> str | None:
        return "even" if int(found[0]) % 2 == 0 else None

    rules = Rule(DIGIT, "[0-9]+", even), Rule(DIGIT, "[0-9]", always("odd"))
    assert read("12 13", *rules) == "even odd odd"


def test_a_rule_is_tried_only_where_its_first_character_stands() -> None:
    rules = Rule(DIGIT, "(?s:.)", always("digit")), Rule(SIGN, "#", always("sign"))
    assert read("a 1 #", *rules) == "A digit sign"


def test_plain_words_get_past_all_rules_unless_they_are_notable() -> None:
    rule = Rule(LETTER, "[a-z]+", always("read"))
    assert read("plain word", rule, notable=("word",)) == "PLAIN read"


def test_a_rule_that_says_nothing_leaves_a_word_of_no_length() -> None:
    (word,) = Reader([Rule(SIGN, "#", always(""))], str, MARKS, ()).read("#").words
    assert (word.start, word.end, word.spoken_start, word.spoken_end) == (0, 1, 0, 0)
