"""The spelling of Japanese names whose final e is spoken."""

from worker.names.orthography import Orthography

_MORA = r"(?:(?:[kgsznhbpmr]y?|ts|sh|ch|[tdjfyw])?[aiueo]|n(?![aiueoy]))"
_ENDINGS = "suke|(?<!n)nabe|nobe|kabe|wabe|shige|hide|mune|kage|zoe"
_JAPANESE = Orthography(
    signs=rf"^(?=.*(?:{_ENDINGS})$){_MORA}{{3,}}$",
    rules=(
        *(("suke$", "skeɪ"), ("e$", "eɪ"), ("ai", "aɪ"), ("ei", "eɪ"), ("sh", "ʃ"), ("ch", "tʃ")),
        *(("j", "dʒ"), ("y", "j"), ("g", "ɡ"), ("r", "ɹ"), ("a", "ɑ"), ("e", "ɛ"), ("o", "oʊ")),
    ),
    stressed=-2,
)


def pronounce(word: str) -> str | None:
    """Return the IPA of a word in lower case, with the stress on the last syllable but one."""
    return _JAPANESE.pronounce(word)
