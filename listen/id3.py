"""ID3v2.3 tags for downloads and episodes in MP3 (https://id3.org/id3v2.3.0).

Chapters are those of https://id3.org/id3v2-chapters-1.0. All functions are deterministic.

Version 2.3 instead of 2.4, because Windows before 10 and many car stereos cannot read 2.4, whose
only advantage would be UTF-8 instead of UTF-16.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from audio_cache.language import primary_subtag

WRITER = "Listen"
MAX_TITLE_LENGTH = 500
"""Code points."""

_CHAPTERS_ID = b"toc\0"
_TOP_LEVEL_ORDERED = b"\x03"
_NO_OFFSET = b"\xff\xff\xff\xff"
"""Instead of a byte offset: the times count."""
_MAX_CHAPTERS = 255
_FRONT_COVER = b"\x03"

_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Chapter:
    """A part of the audio, from one time to another in milliseconds."""

    start: int
    end: int
    title: str


@dataclass(frozen=True)
class EpisodeTags:
    """Tags of an episode's file that other downloads do not have."""

    artist: str
    album: str
    published: datetime
    chapters: Sequence[Chapter] = ()


def id3_tag(
    title: str,
    language: str,
    milliseconds: int,
    comment: str = "",
    source: str = "",
    fields: Iterable[tuple[str, str]] = (),
) -> bytes:
    """Return a tag to send before the first byte of an MP3.

    `language` is a BCP 47 tag, `milliseconds` the duration, `source` the URL of the article,
    `fields` names and values of further texts.
    """
    return tag_of(id3_frames(title, language, milliseconds, comment, source, fields))


def tag_of(frames: bytes) -> bytes:
    """Return a tag with these frames."""
    return b"ID3\x03\0\0" + _synchsafe(len(frames)) + frames


def id3_frames(
    title: str,
    language: str,
    milliseconds: int,
    comment: str = "",
    source: str = "",
    fields: Iterable[tuple[str, str]] = (),
    episode: EpisodeTags | None = None,
) -> bytes:
    """Return the frames of a tag: see `id3_tag`."""
    code = _language_code(language)
    artist = episode.artist if episode else ""
    frames = [
        _text_frame("TIT2", title[:MAX_TITLE_LENGTH]),
        _text_frame("TLAN", code),
        # Podcast apps file a download without an artist under "unknown artist".
        _text_frame("TPE1", artist or WRITER),
        _text_frame("TLEN", str(milliseconds)),
        _text_frame("TSSE", WRITER),
    ]
    frames += [_user_frame(name, value) for name, value in fields]
    if comment:
        frames.append(_comment_frame(code, comment))
    if source:
        url = quote(source, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
        frames.append(_frame("WOAS", url.encode("ascii")))
    if episode:
        frames += _episode_frames(episode)
    return b"".join(frames)


def picture_frame(media_type: str, picture: bytes) -> bytes:
    """Return the frame of a front cover, without a description."""
    return _frame(
        "APIC", b"\0" + media_type.encode("ascii") + b"\0" + _FRONT_COVER + b"\0" + picture
    )


def _episode_frames(episode: EpisodeTags) -> list[bytes]:
    time = episode.published.astimezone(UTC)
    return [
        _text_frame("TALB", episode.album),
        _text_frame("TCON", "Podcast"),
        _text_frame("TYER", f"{time:%Y}".zfill(4)),
        _text_frame("TDAT", f"{time:%d%m}"),
        _text_frame("TIME", f"{time:%H%M}"),
        *_chapter_frames(episode.chapters[:_MAX_CHAPTERS]),
    ]


def _chapter_frames(chapters: Sequence[Chapter]) -> list[bytes]:
    """Return a table of contents, and a frame for each chapter."""
    if not chapters:
        return []
    ids = [f"chp{number}".encode("ascii") + b"\0" for number in range(len(chapters))]
    contents = _CHAPTERS_ID + _TOP_LEVEL_ORDERED + bytes([len(ids)]) + b"".join(ids)
    frames = [_frame("CTOC", contents)]
    for name, chapter in zip(ids, chapters, strict=True):
        times = chapter.start.to_bytes(4, "big") + chapter.end.to_bytes(4, "big")
        title = _text_frame("TIT2", chapter.title[:MAX_TITLE_LENGTH])
        frames.append(_frame("CHAP", name + times + 2 * _NO_OFFSET + title))
    return frames


def _text_frame(name: str, text: str) -> bytes:
    encoding, value = _encode(text)
    return _frame(name, encoding + value)


def _user_frame(name: str, text: str) -> bytes:
    """Return a TXXX frame: encoding, name and text."""
    encoding, value = _encode(text)
    return _frame("TXXX", encoding + _terminated(encoding, name) + value)


def _comment_frame(language: str, text: str) -> bytes:
    """Return a COMM frame: encoding, language, an empty description, and the text."""
    encoding, value = _encode(text)
    return _frame("COMM", encoding + language.encode("ascii") + _terminated(encoding, "") + value)


def _terminated(encoding: bytes, text: str) -> bytes:
    """Return an ASCII text in this encoding, with the zero that ends it."""
    if encoding == b"\0":
        return text.encode("ascii") + b"\0"
    return b"\xff\xfe" + text.encode("utf-16-le") + b"\0\0"


def _encode(text: str) -> tuple[bytes, bytes]:
    """Return the byte that names the encoding, and the text without control characters.

    Text beyond ASCII is UTF-16. Latin-1 is used for ASCII only, because many players decode it with
    the code page of the system.
    """
    text = " ".join(_CONTROL.sub(" ", text).split())
    if text.isascii():
        return b"\0", text.encode("ascii")
    return b"\1", b"\xff\xfe" + text.encode("utf-16-le")


def _frame(name: str, body: bytes) -> bytes:
    """Return a frame. Unlike the tag's size, a frame's size is not synchsafe in version 2.3."""
    return name.encode("ascii") + len(body).to_bytes(4, "big") + b"\0\0" + body


def _synchsafe(size: int) -> bytes:
    """Return 28 bits as four bytes below 128, so that no decoder mistakes them for a frame sync."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _language_code(tag: str) -> str:
    """Return the ISO 639-2 code for a BCP 47 tag; "und" for an unknown language."""
    primary = primary_subtag(tag)
    if re.fullmatch("[a-z]{3}", primary):
        return primary
    if not re.fullmatch("[a-z]{2}", primary):
        return "und"
    # Importing langcodes takes 30 ms, which only a download of an MP3 needs to spend.
    from langcodes import Language  # noqa: PLC0415

    try:
        # Normalized, `tl` (tgl) would become `fil`.
        return Language.get(primary, normalize=False).to_alpha3()
    except LookupError:
        return "und"
