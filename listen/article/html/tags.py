"""Sets of HTML tags: block elements, table cells, elements without text, block kinds."""

from audio_cache.spec import BlockKind


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol option p pre section select summary table tbody td tfoot th thead tr ul"
)
"""Block elements: their text is separate from the text around them."""

CELLS = BLOCKS - _names("table tr caption")
"""Elements that separate the cells of a table row."""

TEXTLESS = _names("script style template title iframe object svg canvas noframes")
"""Elements whose content is not text."""

KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(_names("h1 h2 h3 h4 h5 h6"), "heading"),
    **dict.fromkeys(_names("li dt dd"), "list_item"),
    **dict.fromkeys(_names("figcaption caption"), "caption"),
    "blockquote": "quote",
    "pre": "code",
}
"""The block kind of text in an element, and in the elements within it that have none."""
