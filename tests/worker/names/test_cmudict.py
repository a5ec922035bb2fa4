import gzip

import pytest

from worker.names.cmudict import FILE, look_up

LINES = gzip.decompress(FILE.read_bytes()).decode().splitlines()


def test_the_file_is_small_and_sorted() -> None:
    assert FILE.stat().st_size < 400_000
    words = [line.partition("\t")[0].encode() for line in LINES]
    assert words == sorted(set(words))


def test_every_word_is_found() -> None:
    for line in [*LINES[:50], *LINES[::97], *LINES[-50:]]:
        word, _, ipa = line.partition("\t")
        assert look_up(word) == ipa


@pytest.mark.parametrize("word", ["", "a", "aa", "zzzzz", "~", "qqq", "é", "Ω", "\t", "\n", "zy"])
def test_a_word_that_is_not_there_is_not_found(word: str) -> None:
    assert look_up(word) is None
