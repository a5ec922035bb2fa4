"""The file formats of audio."""

MP3 = "mp3"

FORMATS = {
    MP3: "audio/mpeg",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
}
"""File extension to media type."""
