"""Bytes as text: by their mark, by what is said of them, else by what they look like."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

from charset_normalizer import from_bytes

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "euc_kr": "cp949",
    "windows-949": "cp949",
    "x-mac-cyrillic": "mac-cyrillic",
}
"""What pages mean when they say one of these (WHATWG Encoding, 4.2)."""

_KNOWN = re.compile(
    r"utf-(?:8|16|16-le|16-be)|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]"
    r"|mac-(?:roman|cyrillic)|gb18030|big5hkscs|euc_jp|iso2022_jp"
)
"""Python has more, of which some take the square of a text's length, and some are no charsets."""

_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_BEGINNING = 4096
"""Bytes in which a page says its charset."""
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 10_000
"""Bytes."""
_ENOUGH = 50
_DETECTABLE = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "koi8-r", "cp874"),
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
]
_WESTERN = "cp1252"
"""What servers say of whatever they serve, and what any bytes can be read as."""


def decode(body: bytes, declared: str | None = None, is_page: bool = False) -> str:
    """`declared` is the charset of the HTTP header. A page may declare one itself."""
    for mark, charset in _MARKS.items():
        if body.startswith(mark):
            return body.decode(charset, "replace")
    said = [
        charset for charset in (_codec(declared), _in_page(body) if is_page else None) if charset
    ]
    # UTF-8 is seldom mistaken for anything; it goes before what could be anything.
    first = [] if said and said[0] != _WESTERN else ["utf-8"]
    for charset in (*first, *said, "utf-8"):
        with suppress(UnicodeDecodeError):
            return body.decode(charset)
    if _is_mostly_utf8(body):
        return body.decode("utf-8", "replace")
    for charset in (*said, *_detected(body)):
        if charset != "utf-8":
            return body.decode(charset, "replace")
    return body.decode(_WESTERN, "replace")


def _codec(charset: str | None) -> str | None:
    """Python's name for it; None for what is no charset of pages."""
    name = (charset or "").strip(" \"'").lower()
    with suppress(LookupError, ValueError):
        name = codecs.lookup(_SUPERSETS.get(name, name)).name
    name = _SUPERSETS.get(name, name)
    return name if _KNOWN.fullmatch(name) else None


def _in_page(body: bytes) -> str | None:
    match = _META.search(body, 0, _BEGINNING)
    charset = _codec(match[1].decode("ascii", "replace")) if match else None
    # It could not be read if it were so.
    return "utf-8" if charset and charset.startswith("utf-16") else charset


def _is_mostly_utf8(body: bytes) -> bool:
    """Whether it is UTF-8 but for a fault here or there; many a page only says that it is."""
    text = body.decode("utf-8", "replace")
    return 2 * text.count("\ufffd") <= len(text) - len(text.encode("ascii", "ignore"))


def _detected(body: bytes) -> Iterator[str]:
    """By the characters around the first that are not ASCII, where there are enough to tell."""
    first = _NOT_ASCII.search(body)
    sample = body[max(0, first.start() - _SAMPLE) :][: 2 * _SAMPLE] if first else b""
    if len(_NOT_ASCII.findall(sample)) < _ENOUGH:
        return
    match = from_bytes(sample, cp_isolation=_DETECTABLE).best()
    if match is not None:
        yield match.encoding
