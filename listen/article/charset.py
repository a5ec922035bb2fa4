"""Charset detection: byte order mark, declarations, then the bytes themselves."""

import re
from collections.abc import Iterator
from contextlib import suppress

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding, to_unicode

_SAFE = re.compile(
    r"utf-(?:8|16|16-le|16-be)|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]"
    r"|mac-(?:roman|cyrillic)|gb18030|big5hkscs|euc_jp|iso2022_jp"
)
"""Codecs that pages use. Python has others: some take quadratic time, some are not charsets."""

_ALIASES = {"windows-949": "cp949", "x-gbk": "gb18030", "x-mac-cyrillic": "mac-cyrillic"}
"""Labels of the WHATWG Encoding Standard that neither w3lib nor Python knows."""

_NON_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 10_000
"""Bytes before and after the first byte that is not ASCII, by which a charset is detected."""
_MIN_NON_ASCII = 50
"""Bytes that are not ASCII in a sample that is large enough."""
_DETECTABLE = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "koi8-r", "cp874"),
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
]
_WESTERN = "cp1252"
"""The charset that servers declare by default, and that decodes any bytes."""


def decode(body: bytes, declared: str | None = None, is_page: bool = False) -> str:
    """Decode bytes; never fails, undecodable bytes become U+FFFD.

    `declared` is the charset of the Content-Type header. A page may also declare its charset
    in a meta element or XML declaration. The order is: byte order mark, UTF-8 when the header
    declares nothing or Windows-1252, the declarations, UTF-8, detection, Windows-1252.
    """
    mark, bom = read_bom(body)
    if mark is not None and bom is not None:
        return to_unicode(body[len(bom) :], mark)
    declarations = [
        charset for charset in (_codec(declared), _in_page(body) if is_page else None) if charset
    ]
    # Text in another charset is hardly ever valid UTF-8, but any bytes are valid Windows-1252.
    first = [] if declarations and declarations[0] != _WESTERN else ["utf-8"]
    for charset in (*first, *declarations, "utf-8"):
        with suppress(UnicodeDecodeError):
            return body.decode(charset)
    if _is_mostly_utf8(body):
        return body.decode("utf-8", "replace")
    for charset in (*declarations, *_detect(body)):
        if charset != "utf-8":
            return to_unicode(body, charset)
    return body.decode(_WESTERN, "replace")


def _codec(label: str | None) -> str | None:
    """Return Python's name of the codec; None when pages do not use it."""
    label = (label or "").strip(" \"'").lower()
    name = None
    with suppress(ValueError):  # a NUL in the label
        name = resolve_encoding(_ALIASES.get(label, label))
    return name if name and _SAFE.fullmatch(name) else None


def _in_page(body: bytes) -> str | None:
    charset = _codec(html_body_declared_encoding(body))
    # A declaration that can be found as ASCII is not in UTF-16 (HTML, "prescan a byte stream").
    return "utf-8" if charset and charset.startswith("utf-16") else charset


def _is_mostly_utf8(body: bytes) -> bool:
    """Return whether most sequences of bytes that are not ASCII are valid UTF-8."""
    text = body.decode("utf-8", "replace")
    return 2 * text.count("\ufffd") <= len(text) - len(text.encode("ascii", "ignore"))


def _detect(body: bytes) -> Iterator[str]:
    """Yield the charset that the bytes around the first that is not ASCII look like, if any."""
    first = _NON_ASCII.search(body)
    sample = body[max(0, first.start() - _SAMPLE) :][: 2 * _SAMPLE] if first else b""
    if len(_NON_ASCII.findall(sample)) < _MIN_NON_ASCII:
        return
    match = from_bytes(sample, cp_isolation=_DETECTABLE).best()
    if match is not None:
        yield match.encoding
