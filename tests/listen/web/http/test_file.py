"""What a client gets for a finished file. The section numbers are those of RFC 9110."""

import hashlib
import io
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.client import HTTPResponse, IncompleteRead
from itertools import chain, pairwise
from pathlib import Path
from typing import BinaryIO

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import create_environ
from werkzeug.wsgi import FileWrapper

from listen.web.http.conditional import LONGEST_RANGE, Representation, parse_range
from listen.web.http.file import FileSizeError, FileWindow, send_representation

CONTENT = bytes(position * 7 % 251 for position in range(1000))
ETAG = f'"{hashlib.sha256(CONTENT).hexdigest()}"'
WHOLE = range(1000)
NOTHING = range(0)

BEFORE = "Wed, 01 May 2024 12:00:06 GMT"
MODIFIED = "Wed, 01 May 2024 12:00:07 GMT"
AFTER = "Wed, 01 May 2024 12:00:08 GMT"

REPRESENTATION = Representation(
    size=len(CONTENT),
    etag=ETAG,
    last_modified=1714564807,
    content_type="audio/mpeg",
    cache_control="public, max-age=31536000, immutable",
)


class OpenedFiles:
    """Opens the content and remembers every file it gave out."""

    def __init__(self, opener: Callable[[], BinaryIO]) -> None:
        self.opener = opener
        self.given: list[BinaryIO] = []

    def __call__(self) -> BinaryIO:
        self.given.append(self.opener())
        return self.given[-1]


@pytest.fixture(params=["a file on disk", "a file in memory"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> OpenedFiles:
    if request.param == "a file in memory":
        return OpenedFiles(lambda: io.BytesIO(CONTENT))
    path = tmp_path / "audio.mp3"
    path.write_bytes(CONTENT)
    return OpenedFiles(lambda: path.open("rb"))


@pytest.fixture
def client(opened: OpenedFiles) -> FlaskClient:
    app = Flask(__name__)
    app.testing = True

    @app.route("/audio.mp3", methods=["GET", "POST"])
    def audio() -> Response:
        return send_representation(request, REPRESENTATION, opened)

    return app.test_client()


@pytest.mark.parametrize(
    "header", ["Range: bytes=0-4", f"If-None-Match: {ETAG}", 'If-Match: "other"', "If-Match: *"]
)
def test_the_answer_to_a_post_is_the_whole_file(client: FlaskClient, header: str) -> None:
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
    "ranges that stay apart are ignored": ("bytes=0-4,10-14", 200, WHOLE),
    "a range that starts at the end cannot be had": ("bytes=1000-", 416, NOTHING),
    "a start of 400 digits cannot be had": (f"bytes={'9' * 400}-", 416, NOTHING),
    "the last zero bytes cannot be had": ("bytes=-0", 416, NOTHING),
    "several ranges, none of which can be had": ("bytes=1000-1001,-0", 416, NOTHING),
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
    "a header of absurd length is ignored": ("bytes=0-4" + "," * LONGEST_RANGE, 200, WHOLE),
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
    assert len(opened.given) == (status in (200, 206)), "opened without need"
    assert all(file.closed for file in opened.given)


def test_the_whole_file_tells_caches_all_about_itself(client: FlaskClient) -> None:
    with client.get("/audio.mp3") as response:
        assert dict(response.headers) == {
            "Accept-Ranges": "bytes",
            "Cache-Control": "public, max-age=31536000, immutable",
            "Content-Length": "1000",
            "Content-Type": "audio/mpeg",
            "ETag": ETAG,
            "Last-Modified": MODIFIED,
        }


def test_not_modified_refreshes_the_copy_and_describes_no_body(client: FlaskClient) -> None:
    response = client.get("/audio.mp3", headers={"If-None-Match": ETAG})
    assert response.data == b""
    assert dict(response.headers) == {
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": ETAG,
    }


@pytest.mark.parametrize("header", ["bytes=0-4", "bytes=5000-"])
def test_head_has_the_headers_of_the_whole_file_whatever_the_range(
    client: FlaskClient, opened: OpenedFiles, header: str
) -> None:
    response = client.head("/audio.mp3", headers={"Range": header})
    with client.get("/audio.mp3") as whole:
        assert (response.status_code, response.headers) == (200, whole.headers)
    assert response.data == b""
    assert len(opened.given) == 1, "HEAD needs no file"


def test_the_server_gets_its_own_file_wrapper_back_so_that_it_can_use_sendfile(
    client: FlaskClient,
) -> None:
    class ServersWrapper(FileWrapper):
        pass

    environ = create_environ("/audio.mp3") | {"wsgi.file_wrapper": ServersWrapper}
    body = client.application.wsgi_app(environ, lambda *_: lambda _: None)
    assert isinstance(body, ServersWrapper)
    body.close()


def positions(first: int | None, last: int | None, size: int) -> set[int]:
    """The naive model: try every byte of the file. No `first` means a suffix."""
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
def test_ranges_cover_what_trying_every_byte_finds(
    asked: list[tuple[int | None, int | None]], size: int, comma: str
) -> None:
    specs = ("-".join("" if end is None else str(end) for end in spec) for spec in asked)
    windows = parse_range("bytes=" + comma.join(specs), size)
    assert windows is not None
    assert set(chain(*windows)) == set().union(*(positions(*spec, size) for spec in asked))
    assert_apart_and_inside(windows, size)


@given(
    st.one_of(st.text(), st.text("0123456789-, \tx").map("bytes=".__add__)),
    st.integers(0, 2**40),
)
def test_no_range_header_is_too_strange(header: str, size: int) -> None:
    assert_apart_and_inside(parse_range(header, size) or [], size)


def assert_apart_and_inside(windows: list[range], size: int) -> None:
    assert all(0 <= window.start < window.stop <= size for window in windows)
    assert all(a.stop < b.start for a, b in pairwise(windows))


def test_a_file_of_another_size_than_its_representation_is_refused_and_closed() -> None:
    for content in (CONTENT[:-1], CONTENT + b"\0"):
        file = io.BytesIO(content)
        with pytest.raises(FileSizeError):
            FileWindow(file, range(10), len(CONTENT))
        assert file.closed


@pytest.fixture
def file_on_disk(tmp_path: Path) -> Iterator[BinaryIO]:
    path = tmp_path / "audio.mp3"
    path.write_bytes(CONTENT)
    with path.open("rb", buffering=0) as file:
        yield file


def test_a_file_cut_while_it_is_read_is_an_error_and_not_an_end(file_on_disk: BinaryIO) -> None:
    window = FileWindow(file_on_disk, range(100, 900), len(CONTENT))
    assert window.read(100) == CONTENT[100:200]
    os.truncate(file_on_disk.name, 300)
    assert window.read(200) == CONTENT[200:300]
    with pytest.raises(FileSizeError):
        window.read(100)


def test_a_file_cut_while_the_system_sends_it_is_found_out_at_the_end(
    file_on_disk: BinaryIO,
) -> None:
    window = FileWindow(file_on_disk, range(100, 900), len(CONTENT))
    assert os.lseek(window.fileno(), 0, os.SEEK_CUR) == 100
    os.truncate(file_on_disk.name, 300)
    with pytest.raises(FileSizeError):
        window.close()
    assert file_on_disk.closed


ServedByGunicorn = Callable[[str], AbstractContextManager[socket.socket]]

SERVED_BY_GUNICORN = """
    from flask import Flask, request
    from listen.web.http.conditional import Representation
    from listen.web.http.file import send_representation

    app = Flask(__name__)
    size = 16_000_000
    audio = Representation(size, '"tag"', 0, "audio/mpeg", "no-cache")

    @app.get("/")
    def whole():
        return send_representation(request, audio, lambda: open("audio.mp3", "rb"))
"""


@pytest.fixture
def gunicorn(tmp_path: Path, served_by_gunicorn: ServedByGunicorn) -> Iterator[socket.socket]:
    """Serves 16 MB from `tmp_path`."""
    (tmp_path / "audio.mp3").write_bytes(CONTENT * 16_000)
    with served_by_gunicorn(SERVED_BY_GUNICORN) as connection:
        yield connection


def ask(connection: socket.socket, method: str, header: str = "") -> HTTPResponse:
    connection.sendall(f"{method} / HTTP/1.1\r\nHost: here\r\n{header}\r\n".encode())
    response = HTTPResponse(connection, method=method)
    response.begin()
    return response


def test_gunicorn_sends_exact_windows_and_drops_the_connection_of_a_file_cut_short(
    gunicorn: socket.socket, tmp_path: Path
) -> None:
    for start, last in ((0, 0), (1_000_003, 9_000_004), (15_999_990, 15_999_999)):
        assert ask(gunicorn, "HEAD").headers["Content-Length"] == "16000000"
        part = ask(gunicorn, "GET", f"Range: bytes={start}-{last}\r\n").read()
        assert part == (CONTENT * 16_000)[start : last + 1]

    response = ask(gunicorn, "GET", "Range: bytes=0-14999999\r\n")
    os.truncate(tmp_path / "audio.mp3", 10_000_000)
    with pytest.raises(IncompleteRead):
        response.read()
