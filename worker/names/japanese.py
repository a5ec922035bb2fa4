"""Pronounces Japanese names whose final e is spoken."""

import re

_MORA = r"(?:(?:[kgsznhbpmr]y?|ts|sh|ch|[tdjfyw])?[aiueo]|n(?![aiueoy]))"
_NAME = re.compile(
    rf"(?=.*(?:suke|(?<!n)nabe|nobe|kabe|wabe|shige|hide|mune|kage|zoe)$){_MORA}{{3,}}"
)
_SOUNDS = (
    *(("suke$", "skeɪ"), ("e$", "eɪ"), ("ai", "aɪ"), ("ei", "eɪ"), ("sh", "ʃ"), ("ch", "tʃ")),
    *(("j", "dʒ"), ("y", "j"), ("g", "ɡ"), ("r", "ɹ"), ("a", "ɑ"), ("e", "ɛ"), ("o", "oʊ")),
)
_LETTER = re.compile("|".join(f"({letters})" for letters, _ in _SOUNDS))
_NUCLEUS = re.compile("aɪ|eɪ|oʊ|[ɑiuɛ]")


def pronounce(word: str) -> str | None:
    """Return the IPA of a word in lower case, with the stress on the last syllable but one."""
    if not _NAME.fullmatch(word):
        return None
    sounds = _LETTER.sub(lambda found: _SOUNDS[(found.lastindex or 1) - 1][1], word)
    start = list(_NUCLEUS.finditer(sounds))[-2].start()
    return f"{sounds[:start]}ˈ{sounds[start:]}"
