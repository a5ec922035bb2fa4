"""Accordions: headings that are buttons, and the hidden panels that they open."""

from itertools import islice

from lxml.html import HtmlElement

from listen.article.html.skip import HIDDEN_STYLE
from listen.article.html.tags import KINDS

_MAX_BUTTONS, _MAX_LEVELS = 500, 4
"""Buttons of a page, and elements between a button and its heading."""
_CONTAINERS = (*(tag for tag, kind in KINDS.items() if kind == "heading"), "dt")


def open_accordions(root: HtmlElement) -> None:
    """Turn the buttons in headings into text, and show the panels that they control."""
    buttons = list(islice(root.iter("button"), _MAX_BUTTONS))
    panels = {one.get("id"): one for one in root.iter() if one.get("id")} if buttons else {}
    for button in buttons:
        is_closed = button.get("aria-expanded") is not None or button.get("aria-controls")
        heading = next(
            (one for one in islice(button.iterancestors(), _MAX_LEVELS) if one.tag in _CONTAINERS),
            None,
        )
        if heading is None or not is_closed:
            continue
        button.tag = "span"
        panel = panels.get(button.get("aria-controls"), heading.getnext())
        if panel is not None:
            _show(panel)


def _show(panel: HtmlElement) -> None:
    for name in ("hidden", "aria-hidden"):
        panel.attrib.pop(name, None)
    if HIDDEN_STYLE.search(panel.get("style") or ""):
        panel.attrib.pop("style")
