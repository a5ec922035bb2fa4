"""The key of an audio: the hash of its spec."""

import hashlib
import re

from audio_cache.spec import SpeechSpec

_KEY = re.compile(r"[0-9a-f]{64}")


def key_of(spec: SpeechSpec) -> str:
    """Return 64 hexadecimal digits: the SHA-256 of the spec's canonical JSON."""
    return key_of_json(spec.to_json())


def key_of_json(spec: str) -> str:
    """Return the key of a spec that was serialized already."""
    return hashlib.sha256(spec.encode()).hexdigest()


def is_key(text: str) -> bool:
    """Return whether the text has the form of a key. Paths and Redis keys depend on this check."""
    return _KEY.fullmatch(text) is not None
