"""What the elements of HTML are to a reader."""

from audio_cache.spec import BlockKind


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol option p pre section select summary table tbody td tfoot th thead tr ul"
)
"""Text in one stands apart from what is around it."""

CELLS = BLOCKS - _names("table tr caption")
"""What parts a row of a table that is read by row."""

SILENT = _names("script style template title iframe object svg canvas noframes")
"""What is in one is no text."""

KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(_names("h1 h2 h3 h4 h5 h6"), "heading"),
    **dict.fromkeys(_names("li dt dd"), "list_item"),
    **dict.fromkeys(_names("figcaption caption"), "caption"),
    "blockquote": "quote",
    "pre": "code",
}
"""The kind of block that text in one is, and in all other elements within it."""
