"""Conditional and range requests. Section numbers are those of RFC 9110."""

from itertools import chain, pairwise

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from listen.web.http.conditional import MAX_RANGE_LENGTH, parse_range
from tests.listen.web.http.conftest import CONTENT, ETAG, MODIFIED, OpenedFiles

WHOLE = range(1000)
NOTHING = range(0)

BEFORE = "Wed, 01 May 2024 12:00:06 GMT"
AFTER = "Wed, 01 May 2024 12:00:08 GMT"


@pytest.mark.parametrize(
    "header", ["Range: bytes=0-4", f"If-None-Match: {ETAG}", 'If-Match: "other"', "If-Match: *"]
)
def test_a_post_gets_the_whole_file(client: FlaskClient, header: str) -> None:
    name, _, value = header.partition(": ")
    with client.post("/audio.mp3", headers={name: value}) as response:
        assert (response.status_code, response.data) == (200, CONTENT)
        assert response.headers["Content-Length"] == "1000"


RANGES = {
    "no Range is the whole file": ("", 200, WHOLE),
    "a range counts its last byte": ("bytes=0-4", 206, range(5)),
    "one byte is a range": ("bytes=7-7", 206, range(7, 8)),
    "the first two bytes, as Safari asks": ("bytes=0-1", 206, range(2)),
    "an open range goes to the end": ("bytes=990-", 206, range(990, 1000)),
    "a range past the end is cut there": ("bytes=990-5000", 206, range(990, 1000)),
    "everything as a range is still a range": ("bytes=0-", 206, WHOLE),
    "a suffix counts from the end": ("bytes=-10", 206, range(990, 1000)),
    "a suffix longer than the file is all of it": ("bytes=-5000", 206, WHOLE),
    "a last position of 400 digits is cut": (f"bytes=5-{'9' * 400}", 206, range(5, 1000)),
    "leading zeros do not matter": ("bytes=0005-0009", 206, range(5, 10)),
    "the unit has no case": ("BYTES=0-4", 206, range(5)),
    "spaces and tabs around commas are skipped": ("bytes=0-4 ,\t5-9 , ", 206, range(10)),
    "overlapping ranges are one": ("bytes=5-9,0-6", 206, range(10)),
    "touching ranges are one": ("bytes=0-4,5-9", 206, range(10)),
    "a range inside another adds nothing": ("bytes=0-99,10-19", 206, range(100)),
    "the same range a thousand times is one": ("bytes=" + "0-," * 1000, 206, WHOLE),
    "an unsatisfiable range beside another is dropped": ("bytes=5000-,0-4", 206, range(5)),
    "disjoint ranges are ignored": ("bytes=0-4,10-14", 200, WHOLE),
    "a range that starts at the end is unsatisfiable": ("bytes=1000-", 416, NOTHING),
    "a start of 400 digits is unsatisfiable": (f"bytes={'9' * 400}-", 416, NOTHING),
    "the last zero bytes are unsatisfiable": ("bytes=-0", 416, NOTHING),
    "several ranges, all unsatisfiable": ("bytes=1000-1001,-0", 416, NOTHING),
    "an unknown unit is ignored": ("seconds=0-4", 200, WHOLE),
    "a range that ends before it starts is ignored": ("bytes=4-3", 200, WHOLE),
    "one bad range spoils the good ones": ("bytes=0-4,4-3", 200, WHOLE),
    "letters for numbers are ignored": ("bytes=a-4", 200, WHOLE),
    "a superscript is no digit": ("bytes=\u00b2-4", 200, WHOLE),
    "a sign is ignored": ("bytes=+1-4", 200, WHOLE),
    "a space inside a range is ignored": ("bytes=0 -4", 200, WHOLE),
    "a number without a dash is ignored": ("bytes=10", 200, WHOLE),
    "a dash alone is ignored": ("bytes=-", 200, WHOLE),
    "a list of nothing is ignored": ("bytes= , ,", 200, WHOLE),
    "a unit without ranges is ignored": ("bytes", 200, WHOLE),
    "a header of absurd length is ignored": ("bytes=0-4" + "," * MAX_RANGE_LENGTH, 200, WHOLE),
}


@pytest.mark.parametrize(("header", "status", "window"), RANGES.values(), ids=RANGES)
def test_a_range_request(client: FlaskClient, header: str, status: int, window: range) -> None:
    with client.get("/audio.mp3", headers={"Range": header} if header else {}) as response:
        assert response.status_code == status
        if status == 416:
            assert response.headers["Content-Range"] == "bytes */1000"
            return
        assert response.data == CONTENT[window.start : window.stop]
        assert response.headers["Content-Length"] == str(len(window))
        assert response.headers["Accept-Ranges"] == "bytes"
        expected = f"bytes {window.start}-{window.stop - 1}/1000" if status == 206 else None
        assert response.headers.get("Content-Range") == expected


FIRST_FIVE = {"Range": "bytes=0-4"}
OTHER = '"other"'
CONDITIONS = {
    # 13.1.1 and 13.1.4
    "If-Match with our tag passes": ({"If-Match": ETAG}, 200),
    "If-Match with our tag in a list passes": ({"If-Match": f'"a,b" , {ETAG},"c"'}, 200),
    "If-Match with a star passes": ({"If-Match": "*"}, 200),
    "If-Match with another tag fails": ({"If-Match": OTHER}, 412),
    "If-Match compares strongly": ({"If-Match": f"W/{ETAG}"}, 412),
    "If-Match with a quoted star fails": ({"If-Match": '"*"'}, 412),
    "If-Match with a misspelt weak tag fails": ({"If-Match": f"w/{ETAG}"}, 412),
    "If-Match with a tag out of its quotes fails": ({"If-Match": ETAG.strip('"')}, 412),
    "If-Match that is empty fails": ({"If-Match": ""}, 412),
    "If-Unmodified-Since our date passes": ({"If-Unmodified-Since": MODIFIED}, 200),
    "If-Unmodified-Since an earlier date fails": ({"If-Unmodified-Since": BEFORE}, 412),
    "If-Unmodified-Since no date at all passes": ({"If-Unmodified-Since": "yesterday"}, 200),
    # 13.1.2 and 13.1.3
    "If-None-Match with our tag is not modified": ({"If-None-Match": ETAG}, 304),
    "If-None-Match compares weakly": ({"If-None-Match": f"W/{ETAG}"}, 304),
    "If-None-Match with a list is not modified": ({"If-None-Match": f'"a",W/"b", {ETAG}'}, 304),
    "If-None-Match with a star is not modified": ({"If-None-Match": " * "}, 304),
    "If-None-Match with another tag is modified": ({"If-None-Match": OTHER}, 200),
    "If-None-Match that is empty is modified": ({"If-None-Match": ""}, 200),
    "If-Modified-Since our date is not modified": ({"If-Modified-Since": MODIFIED}, 304),
    "If-Modified-Since a later date is not modified": ({"If-Modified-Since": AFTER}, 304),
    "If-Modified-Since an earlier date is modified": ({"If-Modified-Since": BEFORE}, 200),
    "dates in RFC 850's form count": (
        {"If-Modified-Since": "Wednesday, 01-May-24 12:00:07 GMT"},
        304,
    ),
    "dates in C's form count": ({"If-Modified-Since": "Wed May  1 12:00:07 2024"}, 304),
    "a date of another zone is no HTTP date": (
        {"If-Modified-Since": f"Wed, 01 May 2030 12:00:07 +{'9' * 20}"},
        200,
    ),
    # 13.1.5
    "If-Range with our tag gives the range": (FIRST_FIVE | {"If-Range": ETAG}, 206),
    "If-Range with our date gives the range": (FIRST_FIVE | {"If-Range": MODIFIED}, 206),
    "If-Range with a weak tag gives the whole": (FIRST_FIVE | {"If-Range": f"W/{ETAG}"}, 200),
    "If-Range with another tag gives the whole": (FIRST_FIVE | {"If-Range": OTHER}, 200),
    "If-Range with a later date gives the whole": (FIRST_FIVE | {"If-Range": AFTER}, 200),
    "If-Range with an earlier date gives the whole": (FIRST_FIVE | {"If-Range": BEFORE}, 200),
    "If-Range with nonsense gives the whole": (FIRST_FIVE | {"If-Range": "*"}, 200),
    "If-Range that fails spares a bad range its 416": (
        {"Range": "bytes=5000-", "If-Range": OTHER},
        200,
    ),
    "If-Range without Range means nothing": ({"If-Range": OTHER}, 200),
    # 13.2.2
    "If-Match outranks If-Unmodified-Since": (
        {"If-Match": ETAG, "If-Unmodified-Since": BEFORE},
        200,
    ),
    "If-None-Match outranks If-Modified-Since": (
        {"If-None-Match": OTHER, "If-Modified-Since": AFTER},
        200,
    ),
    "412 comes before 304": ({"If-Match": OTHER, "If-None-Match": ETAG}, 412),
    "412 comes before 416": ({"If-Match": OTHER, "Range": "bytes=5000-"}, 412),
    "304 comes before 206": (FIRST_FIVE | {"If-None-Match": ETAG, "If-Range": ETAG}, 304),
    "304 comes before 416": ({"If-None-Match": ETAG, "Range": "bytes=5000-"}, 304),
    "conditions that pass leave the range": (FIRST_FIVE | {"If-None-Match": OTHER}, 206),
}


@pytest.mark.parametrize(("headers", "status"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_conditional_request(
    client: FlaskClient, opened: OpenedFiles, headers: dict[str, str], status: int
) -> None:
    with client.get("/audio.mp3", headers=headers) as response:
        assert response.status_code == status
        if status in (200, 206):
            assert response.data == (CONTENT if status == 200 else CONTENT[:5])
    assert len(opened.files) == (status in (200, 206)), "the file is opened only if needed"
    assert all(file.closed for file in opened.files)


def test_the_whole_file_has_all_headers_for_caches(client: FlaskClient) -> None:
    with client.get("/audio.mp3") as response:
        assert dict(response.headers) == {
            "Accept-Ranges": "bytes",
            "Cache-Control": "public, max-age=31536000, immutable",
            "Content-Length": "1000",
            "Content-Type": "audio/mpeg",
            "ETag": ETAG,
            "Last-Modified": MODIFIED,
        }


def test_not_modified_has_headers_for_the_cached_copy_only(client: FlaskClient) -> None:
    response = client.get("/audio.mp3", headers={"If-None-Match": ETAG})
    assert response.data == b""
    assert dict(response.headers) == {
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": ETAG,
    }


@pytest.mark.parametrize("header", ["bytes=0-4", "bytes=5000-"])
def test_head_has_the_headers_of_the_whole_file_for_every_range(
    client: FlaskClient, opened: OpenedFiles, header: str
) -> None:
    response = client.head("/audio.mp3", headers={"Range": header})
    with client.get("/audio.mp3") as whole:
        assert (response.status_code, response.headers) == (200, whole.headers)
    assert response.data == b""
    assert len(opened.files) == 1, "HEAD needs no file"


def positions(first: int | None, last: int | None, size: int) -> set[int]:
    """Try every byte of the file: the model to compare with. No `first` means a suffix."""
    if first is None:
        return {byte for byte in range(size) if byte >= size - (last or 0)}
    return {byte for byte in range(size) if first <= byte and (last is None or byte <= last)}


numbers = st.integers(0, 60)
ranges = st.one_of(
    st.tuples(numbers, st.none()),
    st.tuples(st.none(), numbers),
    st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair))),
)


@given(st.lists(ranges, min_size=1), st.integers(0, 50), st.sampled_from([",", ", ", " ,\t,"]))
def test_ranges_cover_the_same_bytes_as_the_model(
    requested: list[tuple[int | None, int | None]], size: int, comma: str
) -> None:
    specs = ("-".join("" if end is None else str(end) for end in spec) for spec in requested)
    windows = parse_range("bytes=" + comma.join(specs), size)
    assert windows is not None
    assert set(chain(*windows)) == set().union(*(positions(*spec, size) for spec in requested))
    assert_apart_and_inside(windows, size)


@given(
    st.one_of(st.text(), st.text("0123456789-, \tx").map("bytes=".__add__)),
    st.integers(0, 2**40),
)
def test_any_range_header_is_parsed_or_ignored(header: str, size: int) -> None:
    assert_apart_and_inside(parse_range(header, size) or [], size)


def assert_apart_and_inside(windows: list[range], size: int) -> None:
    assert all(0 <= window.start < window.stop <= size for window in windows)
    assert all(a.stop < b.start for a, b in pairwise(windows))
