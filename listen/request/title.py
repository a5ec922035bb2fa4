"""What an audio is called."""

from audio_cache.spec import SpeechSpec
from worker.script.segment import segment

_LONGEST = 200


def title_of(spec: SpeechSpec) -> str:
    """The title, else the first heading, else the first sentence."""
    by_kind = {block.kind: block.text for block in reversed(spec.blocks)}
    if title := by_kind.get("title") or by_kind.get("heading"):
        return title
    text = spec.blocks[0].text
    first = segment(text[: 4 * _LONGEST], spec.language, _LONGEST)[0]
    return text[first.start : first.end]
