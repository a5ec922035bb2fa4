"""What a reader gets who keeps an audio. Sections are those of ID3v2.3's informal standard."""

import io
import itertools
import os

import numpy as np
import pytest
import soundfile
from flask import Flask, Response, request
from hypothesis import example, given, settings
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from listen.audio.conditional import Representation
from listen.audio.download import (
    LONGEST_NAME,
    LONGEST_TITLE,
    WRITER,
    Prefixed,
    content_disposition,
    id3_tag,
)
from listen.audio.http_file import send_representation
from worker.audio import RATE
from worker.encoders.mp3 import Mp3Encoder

TAG = id3_tag("A title", "en-GB", 1234)
any_text = st.text(st.characters(exclude_categories=()), max_size=40)  # surrogates too
any_name = any_text | st.text("aé漢👨\u202e./\\:*?\"<>|%'; \r\n\0", max_size=300)


def frames(tag: bytes) -> dict[str, bytes]:
    """Sections 3.1 and 3.3: each frame's name and body."""
    assert tag[:6] == b"ID3\3\0\0"
    assert max(tag[6:10]) < 128
    size = sum(byte << 7 * place for place, byte in enumerate(reversed(tag[6:10])))
    assert size == len(tag) - 10
    found: dict[str, bytes] = {}
    rest = tag[10:]
    while rest:
        end = 10 + int.from_bytes(rest[4:8], "big")
        assert rest[8:10] == b"\0\0"
        assert end <= len(rest)
        found[rest[:4].decode("ascii")] = rest[10:end]
        rest = rest[end:]
    return found


def text(body: bytes) -> str:
    """Section 4.2: the byte that names the encoding, then the text."""
    return body[1:].decode({0: "latin-1", 1: "utf-16"}[body[0]])


def mp3(samples: int) -> bytes:
    encoder = Mp3Encoder()
    pcm = (8000 * np.sin(np.arange(samples) / 20)).astype(np.int16)
    body = encoder.encode(pcm) + encoder.finish()
    return encoder.head() + body[len(encoder.head()) :]


def test_the_tag_says_what_is_heard_in_which_language_and_for_how_long() -> None:
    found = frames(id3_tag("A title", "en-GB", 214_333))
    assert {name: text(body) for name, body in found.items()} == {
        "TIT2": "A title",
        "TLAN": "eng",
        "TLEN": "214333",
        "TSSE": WRITER,
    }


@pytest.mark.parametrize(
    "title", ["Überbrückt", "日本語の記事", "Rocket 🚀", "\ufeffbom", "\U0010ffff"]
)
def test_a_title_beyond_ascii_is_utf_16_with_its_mark(title: str) -> None:
    body = frames(id3_tag(title, "de", 1))["TIT2"]
    assert body[:3] == b"\1\xff\xfe"
    assert body[3:].decode("utf-16-le") == title


def test_ascii_needs_no_utf_16() -> None:
    assert frames(id3_tag("Plain", "en", 1))["TIT2"] == b"\0Plain"


@given(title=any_text, comment=any_text, source=any_text)
def test_whatever_the_texts_every_frame_can_be_read(title: str, comment: str, source: str) -> None:
    found = frames(id3_tag(title, "en", 1, comment, source))
    assert ("COMM" in found, "WOAS" in found) == (bool(comment), bool(source))
    assert "\0" not in text(found["TIT2"])
    assert "\n" not in text(found["TIT2"])


def test_control_characters_cannot_end_a_title_early() -> None:
    assert text(frames(id3_tag(" One\0two\r\nthree\ud800 ", "en", 1))["TIT2"]) == "One two three"


def test_a_title_is_cut_where_players_would_choke_on_it() -> None:
    assert text(frames(id3_tag("é" * 100_000, "fr", 1))["TIT2"]) == "é" * LONGEST_TITLE


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "eng"),
        ("de-AT", "deu"),
        ("zh-Hant-TW", "zho"),
        ("PT-br", "por"),
        ("yue", "yue"),
        ("iw", "heb"),
        ("xx", "und"),
        ("x-klingon", "und"),
        ("", "und"),
        ("é\0", "und"),
    ],
)
def test_the_language_is_three_letters(tag: str, code: str) -> None:
    found = frames(id3_tag("", tag, 1, comment="c"))
    assert text(found["TLAN"]) == code
    assert found["COMM"][1:4] == code.encode()


@pytest.mark.parametrize(
    ("comment", "body"),
    [
        ("Spoken by a machine", b"\0eng\0Spoken by a machine"),
        ("Gesprochen für", b"\1eng\xff\xfe\0\0\xff\xfe" + "Gesprochen für".encode("utf-16-le")),
    ],
)
def test_a_comment_has_a_language_and_no_description(comment: str, body: bytes) -> None:
    assert frames(id3_tag("", "en", 1, comment=comment))["COMM"] == body


def test_the_source_is_an_address_in_ascii() -> None:
    source = "https://example.org/für/a%20b?q=1&r=\r\n#s"
    found = frames(id3_tag("", "en", 1, source=source))
    assert found["WOAS"] == b"https://example.org/f%C3%BCr/a%20b?q=1&r=%0D%0A#s"


@pytest.mark.parametrize("samples", [1, 47, 575, 24_001])
def test_a_tagged_mp3_keeps_its_length_to_the_sample(samples: int) -> None:
    tag = id3_tag("Ünïcode", "en", samples * 1000 // RATE, "A comment", "https://example.org/")
    untagged, _ = soundfile.read(io.BytesIO(mp3(samples)))
    tagged, rate = soundfile.read(io.BytesIO(tag + mp3(samples)))
    assert (len(tagged), rate) == (samples, RATE)
    assert np.array_equal(tagged, untagged)


seeks = st.tuples(st.sampled_from([os.SEEK_SET, os.SEEK_CUR, os.SEEK_END]), st.integers(-12, 12))


@given(
    prefix=st.binary(max_size=5),
    content=st.binary(max_size=5),
    steps=st.lists(st.tuples(seeks, st.integers(-1, 12)), max_size=8),
)
def test_prefix_and_file_read_as_one_file(
    prefix: bytes, content: bytes, steps: list[tuple[tuple[int, int], int]]
) -> None:
    joined, whole = io.BufferedReader(Prefixed(prefix, io.BytesIO(content))), prefix + content
    position = 0
    for (whence, offset), size in steps:
        target = (0, position, len(whole))[whence] + offset
        if target < 0:
            with pytest.raises(ValueError, match="negative"):
                joined.seek(offset, whence)
        else:
            assert joined.seek(offset, whence) == target
            position = target
        rest = whole[position:]
        expected = rest if size < 0 else rest[:size]
        assert joined.read(size) == expected
        position += len(expected)
        assert joined.tell() == position


def test_a_read_over_the_seam_gives_at_least_one_byte() -> None:
    joined = Prefixed(b"abc", io.BytesIO(b"defgh"))
    assert (joined.read(9), joined.read(9), joined.read(9)) == (b"abc", b"defgh", b"")


def test_the_joined_file_has_no_descriptor_to_send_from() -> None:
    with pytest.raises(io.UnsupportedOperation):
        Prefixed(b"abc", io.BytesIO()).fileno()


def test_closing_closes_the_file_behind() -> None:
    file = io.BytesIO(b"defgh")
    joined = Prefixed(b"abc", file)
    assert not joined.closed
    joined.close()
    joined.close()
    assert joined.closed
    assert file.closed


@pytest.mark.parametrize(
    ("header", "window"),
    [
        (None, slice(None)),
        ("bytes=0-1", slice(0, 2)),
        (f"bytes={len(TAG) - 5}-{len(TAG) + 4}", slice(len(TAG) - 5, len(TAG) + 5)),
        (f"bytes={len(TAG)}-", slice(len(TAG), None)),
        ("bytes=-700", slice(-700, None)),
        ("bytes=2-", slice(2, None)),
    ],
)
def test_ranges_count_from_the_first_byte_of_the_tag(header: str | None, window: slice) -> None:
    file = io.BytesIO(mp3(RATE))
    whole = TAG + file.getvalue()
    representation = Representation(len(whole), '"tagged"', 0, "audio/mpeg", "no-store")
    app = Flask(__name__)

    @app.get("/")
    def download() -> Response:
        return send_representation(request, representation, lambda: Prefixed(TAG, file))

    response = app.test_client().get("/", headers={"Range": header} if header else {})
    assert response.status_code == (206 if header else 200)
    assert response.data == whole[window]
    response.close()
    assert file.closed


def saved_as(name: str) -> str:
    """The file name that a client of RFC 8187 reads from the header."""
    disposition, options = parse_options_header(content_disposition(name, "mp3"))
    assert disposition == "attachment"
    return options["filename"]


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("The news of today", "The news of today.mp3"),
        ("Über die Brücke", "Über die Brücke.mp3"),
        ("Cafe\u0301", "Café.mp3"),
        ("日本語の記事", "日本語の記事.mp3"),
        ('It\'s 100% "true"', "It's 100% true.mp3"),
        ("../../etc/passwd", "etc passwd.mp3"),
        ("C:\\Windows\\x", "C Windows x.mp3"),
        (".htaccess", "htaccess.mp3"),
        ("Wait... what?", "Wait... what.mp3"),
        ("\u202egpj.exe", "gpj.exe.mp3"),
        ("a\r\nSet-Cookie: x=1", "a Set-Cookie x=1.mp3"),
        ("a;b=c,d", "a;b=c,d.mp3"),
    ],
)
def test_a_name_is_kept_but_for_what_could_do_harm(name: str, file_name: str) -> None:
    assert saved_as(name) == file_name


@pytest.mark.parametrize(
    "name", ["", " ", "...", "///", "\0", "\u200b\u202e", "CON", "nul", "com1.x"]
)
def test_a_name_of_which_nothing_is_left_falls_back(name: str) -> None:
    assert content_disposition(name, "ogg") == 'attachment; filename="audio.ogg"'


def test_old_clients_get_the_name_in_ascii() -> None:
    header = content_disposition("Über 50% „schräg“", "mp3")
    assert header == (
        'attachment; filename="Uber 50 schrag.mp3"; '
        "filename*=UTF-8''%C3%9Cber%2050%25%20%E2%80%9Eschr%C3%A4g%E2%80%9C.mp3"
    )


@settings(max_examples=300)
@given(name=any_name)
@example("／etc／passwd")
@example("＂; x=＂")
@example("℀ ．．")
@example("👨" * 200)
def test_no_name_breaks_the_header_or_leaves_the_folder(name: str) -> None:
    header = content_disposition(name, "mp3")
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    plain = header.split('"')[1]
    for file_name in (plain, saved_as(name)):
        assert file_name.endswith(".mp3")
        assert file_name[:-4].strip(" .") == file_name[:-4] != ""
        assert not set(file_name) & set('/\\:*?"<>|\r\n\0')
        assert len(file_name.encode()) <= LONGEST_NAME + len(".mp3")
    assert "%" not in plain


def test_a_long_name_is_cut_between_characters() -> None:
    for length, letter in itertools.product(range(175, 185), "aé漢👨"):
        name = saved_as("x" * length + letter * 9)
        assert name.removesuffix(".mp3").strip("x" + letter) == ""
