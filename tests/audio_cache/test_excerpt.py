from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.excerpt import MAX_CHARACTERS, excerpt


@pytest.mark.parametrize("value", ["fast", 3, 0.5, None, True, [], {"a": 1}])
def test_a_short_value_is_shown_as_it_is(value: Any) -> None:
    assert excerpt(value) == repr(value)


@given(st.recursive(st.text() | st.integers() | st.binary(), st.lists))
def test_a_long_value_is_cut(value: Any) -> None:
    assert len(excerpt(value)) <= MAX_CHARACTERS


def test_a_deeply_nested_value_is_cut() -> None:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    assert len(excerpt(value)) <= MAX_CHARACTERS
