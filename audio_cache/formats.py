"""The formats that an audio can be had in, and how each names its job and its entry."""

MP3 = "mp3"

FORMATS = {
    MP3: "audio/mpeg",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
}
"""Extension to media type."""


def name_of(key: str, extension: str) -> str:
    """The key itself for MP3, KEY-ogg and so on for the others."""
    return key if extension == MP3 else f"{key}-{extension}"


def split_name(name: str) -> tuple[str, str]:
    """The key and the extension."""
    key, _, extension = name.partition("-")
    return key, extension or MP3
