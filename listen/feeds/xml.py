"""XML as sites send it: decoded, and decompressed within a limit."""

import re
import zlib

from listen.article.charset import decode
from listen.feeds.articles import FeedError

_GZIP_MAGIC = b"\x1f\x8b"
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>\s*")
_PROLOG = r"(?:\s|<\?[^>]{0,2000}\?>|<!--(?s:.){0,20000}?-->)*"
_DOCTYPE = re.compile(rf"({_PROLOG})<!DOCTYPE(?:[^<>\[]|\[[^\]]{{0,100000}}\])*>", re.IGNORECASE)
_ROOT = re.compile(rf"{_PROLOG}<(?:[\w.-]{{1,40}}:)?(?P<name>[\w-]{{1,40}})")


def decompress(body: bytes, max_bytes: int) -> bytes:
    """Return the body, decompressed if it is gzip.

    Raises FeedError for one that is truncated or corrupt, or has more than `max_bytes`.
    """
    if body.startswith(_GZIP_MAGIC):
        decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            body = decompressor.decompress(body, max_bytes + 1)
        except zlib.error:
            raise FeedError("The list is not valid gzip.") from None
        if len(body) <= max_bytes and not decompressor.eof:
            raise FeedError("The list is truncated: its gzip stream has no end.")
    if len(body) > max_bytes:
        raise FeedError(f"The list must not be longer than {max_bytes} bytes.")
    return body


def decode_xml(body: bytes, charset: str) -> str:
    """Return the text of an XML document, without XML declaration and document type.

    The declaration names the charset, and a document type can define entities, which are a danger.
    """
    text = decode(body, charset, is_page=True).lstrip("\ufeff \t\r\n")
    found = _DECLARATION.match(text)
    text = text[found.end() :] if found else text
    return _DOCTYPE.sub(r"\1", text, count=1) if _DOCTYPE.match(text) else text


def root_name(text: str) -> str:
    """Return the name of the document's root element in lower case; "" if it has none."""
    found = _ROOT.match(text)
    return found["name"].lower() if found else ""
