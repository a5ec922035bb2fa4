import re

from worker.script.normalize.rules import DIGIT, LETTER, SIGN, Normalizer, Rule, always

PUNCTUATION = {".": ".", ",": ","}


def normalized(text: str, *rules: Rule, trigger_words: tuple[str, ...] = ()) -> str:
    return Normalizer(rules, str.upper, PUNCTUATION, trigger_words).normalize(text).text


def test_text_that_no_rule_matches_is_a_word_or_punctuation_or_dropped() -> None:
    assert normalized("one, well-known #two.") == "ONE, WELL-KNOWN TWO."


def test_the_first_rule_that_returns_a_spoken_form_wins() -> None:
    def even(match: re.Match[str]) -> str | None:
        return "even" if int(match[0]) % 2 == 0 else None

    rules = Rule(DIGIT, "[0-9]+", even), Rule(DIGIT, "[0-9]", always("odd"))
    assert normalized("12 13", *rules) == "even odd odd"


def test_a_rule_is_tried_only_at_its_class_of_characters() -> None:
    rules = Rule(DIGIT, "(?s:.)", always("digit")), Rule(SIGN, "#", always("sign"))
    assert normalized("a 1 #", *rules) == "A digit sign"


def test_plain_words_skip_the_rules_unless_they_are_trigger_words() -> None:
    rule = Rule(LETTER, "[a-z]+", always("matched"))
    assert normalized("plain word", rule, trigger_words=("word",)) == "PLAIN matched"


def test_an_empty_spoken_form_makes_a_word_of_no_length() -> None:
    normalizer = Normalizer([Rule(SIGN, "#", always(""))], str, PUNCTUATION, ())
    (word,) = normalizer.normalize("#").words
    assert (word.start, word.end, word.spoken_start, word.spoken_end) == (0, 1, 0, 0)
