"""ID3 tags of downloads. Section numbers are those of ID3v2.3's informal standard."""

import io

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from listen.id3 import MAX_TITLE_LENGTH, WRITER, id3_tag
from worker.audio import RATE
from worker.encoders.mp3 import Mp3Encoder

TAG = id3_tag("A title", "en-GB", 1234)
any_text = st.text(st.characters(exclude_categories=()), max_size=40)  # surrogates too


def frames(tag: bytes) -> dict[str, bytes]:
    """Parse a tag into the name and body of each frame (sections 3.1 and 3.3)."""
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
    """Decode a text frame: a byte for the encoding, then the text (section 4.2)."""
    return body[1:].decode({0: "latin-1", 1: "utf-16"}[body[0]])


def mp3(samples: int) -> bytes:
    encoder = Mp3Encoder()
    pcm = (8000 * np.sin(np.arange(samples) / 20)).astype(np.int16)
    body = encoder.encode(pcm) + encoder.finish()
    return encoder.head() + body[len(encoder.head()) :]


def test_a_tag_has_title_language_and_duration() -> None:
    found = frames(id3_tag("A title", "en-GB", 214_333))
    assert {name: text(body) for name, body in found.items()} == {
        "TIT2": "A title",
        "TLAN": "eng",
        "TPE1": "Listen",
        "TLEN": "214333",
        "TSSE": WRITER,
    }


@pytest.mark.parametrize(
    "title", ["Überbrückt", "日本語の記事", "Rocket 🚀", "\ufeffbom", "\U0010ffff"]
)
def test_a_title_beyond_ascii_is_utf_16_with_a_byte_order_mark(title: str) -> None:
    body = frames(id3_tag(title, "de", 1))["TIT2"]
    assert body[:3] == b"\1\xff\xfe"
    assert body[3:].decode("utf-16-le") == title


def test_an_ascii_title_is_latin_1() -> None:
    assert frames(id3_tag("Plain", "en", 1))["TIT2"] == b"\0Plain"


@given(title=any_text, comment=any_text, source=any_text)
def test_every_frame_can_be_parsed_for_any_text(title: str, comment: str, source: str) -> None:
    found = frames(id3_tag(title, "en", 1, comment, source))
    assert ("COMM" in found, "WOAS" in found) == (bool(comment), bool(source))
    assert "\0" not in text(found["TIT2"])
    assert "\n" not in text(found["TIT2"])


def test_control_characters_cannot_end_a_title_early() -> None:
    assert text(frames(id3_tag(" One\0two\r\nthree\ud800 ", "en", 1))["TIT2"]) == "One two three"


def test_a_long_title_is_truncated() -> None:
    assert text(frames(id3_tag("é" * 100_000, "fr", 1))["TIT2"]) == "é" * MAX_TITLE_LENGTH


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "eng"),
        ("de-AT", "deu"),
        ("zh-Hant-TW", "zho"),
        ("PT-br", "por"),
        ("yue", "yue"),
        ("en_US", "eng"),
        ("fr", "fra"),
        ("el", "ell"),
        ("fa", "fas"),
        ("is", "isl"),
        ("cy", "cym"),
        ("nb", "nob"),
        ("nn", "nno"),
        ("no", "nor"),
        ("sr-Latn", "srp"),
        ("hr", "hrv"),
        ("ms", "msa"),
        ("tl", "tgl"),
        ("fil", "fil"),
        ("iw", "heb"),  # deprecated for he
        ("in", "ind"),  # deprecated for id
        ("ji", "yid"),  # deprecated for yi
        ("jw", "jav"),  # deprecated for jv
        ("xx", "und"),
        ("q", "und"),
        ("x-klingon", "und"),
        ("", "und"),
        ("é\0", "und"),
    ],
)
def test_the_language_is_an_iso_639_2_code(tag: str, code: str) -> None:
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


def test_the_source_is_a_url_in_ascii() -> None:
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
