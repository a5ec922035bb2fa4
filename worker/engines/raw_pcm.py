"""Raw PCM in responses of speech services: 16 bits, little-endian, without a header."""

from dataclasses import dataclass
from email.message import Message

_MEDIA_TYPES = ("audio/pcm", "audio/l16", "audio/x-pcm", "audio/raw", "audio/x-raw")
"""RFC 3551 says that L16 is big-endian; services send little-endian under this name too."""

_SIGNATURES = (b"RIFF", b"RF64", b"fLaC", b"OggS", b"FORM", b"ID3")
_MP3_FRAMES = tuple(bytes((0xFF, second)) for second in (0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2))


@dataclass(frozen=True)
class RawPcm:
    """The layout of samples without a header."""

    rate: int
    """Hz."""
    channels: int = 1


def raw_pcm(
    content: bytes, content_type: str, is_requested: bool, default_rate: int
) -> RawPcm | None:
    """Return the layout of a response if it is raw PCM, else None.

    Servers ignore the requested format or send a wrong Content-Type, so the first bytes decide
    before both. `default_rate` is in Hz, for a Content-Type without a rate.
    """
    if content.startswith((*_SIGNATURES, *_MP3_FRAMES)):
        return None
    header = Message()
    header["Content-Type"] = content_type
    kind = header.get_content_type()
    is_text = content_type != "" and (kind.startswith("text/") or "json" in kind)
    if kind not in _MEDIA_TYPES and (not is_requested or is_text):
        return None
    return RawPcm(_number(header, "rate", default_rate), _number(header, "channels", 1))


def _number(header: Message, name: str, default: int) -> int:
    value = header.get_param(name)
    return int(value) if isinstance(value, str) and value.isdecimal() else default
