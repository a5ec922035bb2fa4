"""The kind of algorithm that made an audio, in the words of IPTC, schema.org and C2PA."""

from collections.abc import Iterable

from audio_cache.voice import UNTRAINED_ENGINES, engine_of

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SCHEMA_ORG = "https://schema.org/"


def iptc_source_type(voices: Iterable[str]) -> str:
    """Return IPTC's digital source type of what these voices speak, as a URI."""
    return IPTC + ("trainedAlgorithmicMedia" if _is_trained(voices) else "algorithmicMedia")


def schema_org_source_type(voices: Iterable[str]) -> str:
    """Return the same as a member of schema.org's IPTCDigitalSourceEnumeration."""
    name = "Trained" if _is_trained(voices) else ""
    return f"{SCHEMA_ORG}{name}AlgorithmicMediaDigitalSource"


def _is_trained(voices: Iterable[str]) -> bool:
    return any(engine_of(voice) not in UNTRAINED_ENGINES for voice in voices)
