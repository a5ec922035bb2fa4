"""An MP3 to keep: the tag before it, tag and file as one, and the name to save it under.

The tag is ID3v2.3 (https://id3.org/id3v2.3.0): every player reads it, while Windows before 10 and
many car stereos know nothing of 2.4, whose only gain would be UTF-8 instead of UTF-16.
"""

import io
import os
import re
import unicodedata
from typing import Any, BinaryIO
from urllib.parse import quote

WRITER = "Listen"
LONGEST_TITLE = 500
"""Code points."""

LONGEST_NAME = 180
"""Bytes of a file name without its extension: file systems allow 255, browsers add to it."""

_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\ud800-\udfff]")
_PATH = re.compile(r'[/\\:*?"<>|]')
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself, with any extension."""

_ISO_639_2: dict[str, str] = dict(
    re.findall(
        r"(\w+):(\w+)",
        """
    aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak
    be:bel bg:bul bi:bis bm:bam bn:ben bo:bod br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre
    cs:ces cu:chu cv:chv cy:cym da:dan de:deu dv:div dz:dzo ee:ewe el:ell en:eng eo:epo es:spa
    et:est eu:eus fa:fas ff:ful fi:fin fj:fij fo:fao fr:fra fy:fry ga:gle gd:gla gl:glg gn:grn
    gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye hz:her ia:ina id:ind
    ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl it:ita iu:iku iw:heb ja:jpn jv:jav jw:jav ka:kat
    kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor
    ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri
    mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt my:mya na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld
    nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol
    ps:pus pt:por qu:que rm:roh rn:run ro:ron ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag
    si:sin sk:slk sl:slv sm:smo sn:sna so:som sq:sqi sr:srp ss:ssw st:sot su:sun sv:swe sw:swa
    ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi
    ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor
    za:zha zh:zho zu:zul""",
    )
)
"""From the two letters of ISO 639-1 to three."""


def id3_tag(
    title: str, language: str, milliseconds: int, comment: str = "", source: str = ""
) -> bytes:
    """What goes before the first byte of the MP3; the same for the same arguments.

    `language` is a BCP 47 tag, `source` the address of the article.
    """
    code = _language_code(language)
    frames = [
        _text("TIT2", title[:LONGEST_TITLE]),
        _text("TLAN", code),
        _text("TLEN", str(milliseconds)),
        _text("TSSE", WRITER),
    ]
    if comment:
        frames.append(_comment(code, comment))
    if source:
        address = quote(source, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
        frames.append(_frame("WOAS", address.encode("ascii")))
    body = b"".join(frames)
    return b"ID3\x03\0\0" + _synchsafe(len(body)) + body


def _text(name: str, text: str) -> bytes:
    encoding, value = _encoded(text)
    return _frame(name, encoding + value)


def _comment(language: str, text: str) -> bytes:
    """Its language, an empty description, the text."""
    encoding, value = _encoded(text)
    description = b"\0" if encoding == b"\0" else b"\xff\xfe\0\0"
    return _frame("COMM", encoding + language.encode("ascii") + description + value)


def _encoded(text: str) -> tuple[bytes, bytes]:
    """The byte that names the encoding, and the text: Latin-1 has room for ASCII only, since many
    players take it for their own code page."""
    text = " ".join(_CONTROL.sub(" ", text).split())
    if text.isascii():
        return b"\0", text.encode("ascii")
    return b"\1", b"\xff\xfe" + text.encode("utf-16-le")


def _frame(name: str, body: bytes) -> bytes:
    """Sizes of frames are plain numbers in 2.3, that of the tag is not."""
    return name.encode("ascii") + len(body).to_bytes(4, "big") + b"\0\0" + body


def _synchsafe(size: int) -> bytes:
    """28 bits in four bytes below 128, so that no decoder takes it for the start of a frame."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _language_code(tag: str) -> str:
    """The language of a BCP 47 tag as ISO 639-2 has it; "und" for one that it has not."""
    primary = tag.partition("-")[0].lower()
    if re.fullmatch("[a-z]{3}", primary):
        return primary
    return _ISO_639_2.get(primary, "und")


class Prefixed(io.RawIOBase, BinaryIO):
    """`prefix` and then `file`, as one file to read. Closing it closes the file."""

    def __init__(self, prefix: bytes, file: BinaryIO) -> None:
        self._prefix = prefix
        self._file = file
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset += self._position
        if whence == os.SEEK_END:
            offset += len(self._prefix) + self._file.seek(0, os.SEEK_END)
        if offset < 0:
            raise ValueError(f"negative position {offset}")
        self._position = offset
        return offset

    def readinto(self, buffer: Any) -> int:
        """At the seam fewer bytes than fit."""
        block = self._prefix[self._position : self._position + len(buffer)]
        if not block:
            self._file.seek(max(0, self._position - len(self._prefix)))
            block = self._file.read(len(buffer))
        buffer[: len(block)] = block
        self._position += len(block)
        return len(block)

    def close(self) -> None:
        self._file.close()
        super().close()


def content_disposition(name: str, extension: str) -> str:
    """A header that saves the answer as `name`.`extension` (RFC 6266, RFC 8187).

    In ASCII for old clients, and as it is spelt for the others; "audio" where nothing is left.
    """
    spelt = _file_name(unicodedata.normalize("NFC", name))
    ascii_only = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")
    plain = _file_name(ascii_only.replace("%", " "))  # which some clients decode
    header = f'attachment; filename="{plain}.{extension}"'
    if plain != spelt:
        header += f"; filename*=UTF-8''{quote(spelt, safe='')}.{extension}"
    return header


def _file_name(name: str) -> str:
    """Without what file systems forbid, what can't be seen, and dots that hide it."""
    visible = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in name)
    words = " ".join(_PATH.sub(" ", visible).split()).strip(" .")
    cut = words.encode()[:LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    return "audio" if not cut or _DEVICE.fullmatch(cut) else cut
