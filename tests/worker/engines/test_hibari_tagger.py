import sys
from collections.abc import Iterable

import pytest
from hibari.g2p.tagger import Tagger
from hypothesis import given
from hypothesis import strategies as st

from worker.engines.hibari_assets import load
from worker.engines.hibari_tagger import CompactTagger

TEXT = """
After the strike , Kelby 's mayor reopened 3 of the 17 bridges in 2019 : " They 'll read what we
read , " she said -- not that anyone lives live on air . Well-known U.S. records record $ 4.5bn ,
don't they ? ( The minute hand ; a minute insect . ) Ωmega 北京 naïve x2 #1 1,000th
"""


@pytest.fixture(scope="module")
def original() -> Tagger:
    return Tagger(load("tagger.json.gz"))


@pytest.fixture(scope="module")
def compact() -> CompactTagger:
    return CompactTagger()


def test_the_tags_of_a_text_are_those_of_the_original(
    original: Tagger, compact: CompactTagger
) -> None:
    words = TEXT.split()
    assert compact(words) == original(words)


@given(words=st.lists(st.text(min_size=1, max_size=8) | st.sampled_from(TEXT.split()), max_size=9))
def test_the_tags_of_any_words_are_those_of_the_original(
    original: Tagger, compact: CompactTagger, words: list[str]
) -> None:
    assert compact(words) == original(words)


@pytest.mark.parametrize(
    ("weights", "tag"),
    [
        ({}, "NN"),
        ({"a": {"X": -2.0}}, "Z"),  # those without a score have 0, the last name wins
        ({"a": {"X": 2.0, "Y": 2.0}}, "Y"),
        ({"a": {"X": 2.0}, "b": {"X": -2.0}}, "Z"),
        ({"a": {"X": 2.0}, "b": {"Y": 1.5, "X": -1.0}}, "Y"),
    ],
)
def test_the_highest_sum_wins(
    compact: CompactTagger,
    monkeypatch: pytest.MonkeyPatch,
    weights: dict[str, dict[str, float]],
    tag: str,
) -> None:
    tags = ["X", "Y", "Z"]
    original = Tagger({"tagdict": {}, "tags": tags, "weights": weights})
    monkeypatch.setattr(compact, "tags", tags)
    pairs = {feature: tuple(each.items()) for feature, each in weights.items()}
    monkeypatch.setattr(compact, "weights", pairs)
    assert compact.predict(("a", "b")) == original.predict(("a", "b")) == tag


def test_the_weights_take_less_memory(original: Tagger, compact: CompactTagger) -> None:
    assert _bytes(compact.weights.values()) < 0.5 * _bytes(original.weights.values())


def _bytes(values: Iterable[object]) -> int:
    """Return the size of containers and of the numbers in them."""
    found: dict[int, int] = {}
    for value in values:
        found[id(value)] = sys.getsizeof(value)
        pairs = value.items() if isinstance(value, dict) else value
        for pair in pairs:  # type: ignore[attr-defined]
            found[id(pair[1])] = sys.getsizeof(pair[1])
            if isinstance(value, tuple):
                found[id(pair)] = sys.getsizeof(pair)
    return sum(found.values())
