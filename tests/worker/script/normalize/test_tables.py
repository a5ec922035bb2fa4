from worker.script.normalize.tables import table, word_set, words


def test_a_table_has_entries_by_commas_and_lines() -> None:
    assert table("km kilometer, °C degree Celsius|degrees Celsius\n  m meter") == {
        "km": "kilometer",
        "°C": "degree Celsius|degrees Celsius",
        "m": "meter",
    }


def test_words_keep_their_order_and_sets_do_not() -> None:
    assert words("b a\nc") == ("b", "a", "c")
    assert word_set("b a") == {"a", "b"}
