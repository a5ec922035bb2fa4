from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.feeds.times import parse_time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2021", datetime(2021, 1, 1)),
        ("2021-09", datetime(2021, 9, 1)),
        ("2021-09-06", datetime(2021, 9, 6)),
        ("20210906", datetime(2021, 9, 6)),
        ("2021-09-06T12:30Z", datetime(2021, 9, 6, 12, 30)),
        ("2021-09-06T12:30:15Z", datetime(2021, 9, 6, 12, 30, 15)),
        ("2021-09-06T12:30:15.123456789Z", datetime(2021, 9, 6, 12, 30, 15)),
        ("2021-09-06T12:30:15,5+02:00", datetime(2021, 9, 6, 10, 30, 15)),
        ("2021-09-06T12:30:15+0530", datetime(2021, 9, 6, 7, 0, 15)),
        ("2021-09-06T12:30-05:00", datetime(2021, 9, 6, 17, 30)),
        ("2021-09-06T12:30:15-08", datetime(2021, 9, 6, 20, 30, 15)),
        ("2021-09-06 12:30:15", datetime(2021, 9, 6, 12, 30, 15)),
        ("2021-09-06t12:30:15z", datetime(2021, 9, 6, 12, 30, 15)),
        ("2021-12-31T24:00:00Z", datetime(2022, 1, 1)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59)),
        (" 2021-09-06\n", datetime(2021, 9, 6)),
        ("Mon, 06 Sep 2021 12:00:00 -0500", datetime(2021, 9, 6, 17)),
        ("Mon, 06 Sep 2021 12:00:00 GMT", datetime(2021, 9, 6, 12)),
        ("Mon, 06 Sep 2021 12:00:00 EST", datetime(2021, 9, 6, 17)),
        ("6 Sep 2021 12:00:00", datetime(2021, 9, 6, 12)),
        ("Mon, 06 Sep 21 12:00 +0200", datetime(2021, 9, 6, 10)),
    ],
)
def test_a_time_is_in_utc(text: str, time: datetime) -> None:
    assert parse_time(text) == time.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "yesterday", "2021-13-01", "2021-02-30", "2021-09-06T25:00Z", "0001-01-01"),
        *("2021-09-06T12:30:15+99:00", "0000-00-00T00:00:00Z", "9999-12-31T24:00:00Z", "٢٠٢١"),
        *("-0001-11-30T00:00:00+00:00", "Wed, 30 Nov -0001 00:00:00 +0000", "1630929600"),
    ],
)
def test_what_is_no_time_is_none(text: str | None) -> None:
    assert parse_time(text) is None


@given(st.text(max_size=40) | st.from_regex(r"[0-9TZ:+ -]{0,30}", fullmatch=True))
def test_any_text_is_a_time_in_utc_or_none(text: str) -> None:
    time = parse_time(text)
    assert time is None or (time.tzinfo is UTC and time.year >= 1970)


@given(st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=st.timezones()))
def test_every_time_in_iso_format_is_found(time: datetime) -> None:
    offset = time.utcoffset()
    if offset is None or offset.seconds % 60:
        return  # local mean time: no feed can express it
    expected = time.astimezone(UTC).replace(microsecond=0)
    assert parse_time(time.isoformat()) in (expected, None if expected.year < 1970 else expected)
