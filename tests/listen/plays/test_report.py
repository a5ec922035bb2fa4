"""Reports that players send, and what others send."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.errors import Malformed
from listen.plays.report import Report, parse_report

VALID: dict[str, Any] = {"token": "t", "event": "play", "seconds": 1.5}

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=5), values),
    max_leaves=5,
)


def test_a_report_has_three_fields() -> None:
    assert parse_report(VALID) == Report("t", "play", 1.5)
    assert parse_report({"token": "t", "event": "load"}) == Report("t", "load", 0)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"token": ""}, "'token'"),
        ({"token": None}, "'token'"),
        ({"token": 3.0}, "'token'"),
        ({"event": "paused"}, "'event'"),
        ({"event": ["play"]}, "'event'"),
        ({"event": None}, "'event'"),
        ({"seconds": -1.0}, "'seconds'"),
        ({"seconds": True}, "'seconds'"),
        ({"seconds": "1"}, "'seconds'"),
        ({"seconds": float("nan")}, "'seconds'"),
        ({"seconds": float("inf")}, "'seconds'"),
        ({"address": "192.0.2.1"}, "address"),
    ],
)
def test_an_error_names_the_field(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(Malformed, match=named):
        parse_report({**VALID, **fields})


@given(st.dictionaries(st.sampled_from(["token", "event", "seconds", "x"]), JSON))
def test_any_fields_are_a_report_or_malformed(fields: dict[str, Any]) -> None:
    try:
        report = parse_report(fields)
    except Malformed:
        return
    assert report.seconds >= 0
