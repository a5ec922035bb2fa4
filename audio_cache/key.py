"""The name of an audio: the hash of what was asked."""

import hashlib
import re

from audio_cache.spec import SpeechSpec

_KEY = re.compile(r"[0-9a-f]{64}")


def key_of(spec: SpeechSpec) -> str:
    """64 hex digits: the SHA-256 of the spec's canonical JSON."""
    return hashlib.sha256(spec.to_json().encode()).hexdigest()


def is_key(text: str) -> bool:
    """Whether the text can name an audio: the guard before every path and Redis key."""
    return _KEY.fullmatch(text) is not None
