"""MathML: writes fractions, powers and roots in one line, as they are typed in a text."""

from lxml.html import HtmlElement

from listen.article.html.text import to_superscript

_ROWS = ("mrow", "mfenced", "mstyle", "mtd", "math", "semantics", "mpadded")
_MARKS = {"msqrt": "√", "mroot": "√"}
_FALLBACK_CLASSES = ("mwe-math-fallback-image-inline", "mwe-math-fallback-image-display")
_IMAGE_CLASSES = frozenset(("tex", "latex", "math", "mathtext", "equation", "ee_img"))


def write_math(root: HtmlElement) -> None:
    """Rewrite the formulas of a page: their elements become spans with signs between them."""
    for math in list(root.iter("math")):
        _show(math)
        for element in list(math.iter("mfrac", "msup", "msubsup", "msqrt", "mroot")):
            _write(element)
        for element in math.iter():
            if isinstance(element.tag, str) and not element.tag.startswith("annotation"):
                element.tag = "span"
    for image in root.iter("img"):
        names = set((image.get("class") or "").lower().split())
        text = image.get("alt") or ""
        is_alone = image.getprevious() is None and names & set(_FALLBACK_CLASSES)
        if (names & _IMAGE_CLASSES or is_alone) and text and "\\" not in text:
            image.attrib.pop("alt")
            image.tail = f" {text} {image.tail or ''}"


def _show(math: HtmlElement) -> None:
    """Show a formula that is hidden because an image of it is shown."""
    parent = math.getparent()
    after = None if parent is None else parent.getnext()
    names = ((after.get("class") or "") if after is not None else "").split()
    if parent is not None and any(name in _FALLBACK_CLASSES for name in names):
        parent.attrib.pop("style", None)


def _write(element: HtmlElement) -> None:
    children = list(element)
    if element.tag in _MARKS and children:
        _group(children[0] if len(children) == 1 or element.tag == "mroot" else element)
        element.text = f"{_MARKS[element.tag]}{(element.text or '').strip()}"
    elif len(children) >= 2:
        for one in (element, *children):
            _tighten(one)
        if element.tag != "mfrac":
            _write_power(children)
        elif element.get("linethickness") not in ("0", "0px", "0pt"):
            for child in children:
                _group(child)
            children[0].tail = "/"


def _write_power(children: list[HtmlElement]) -> None:
    exponent = children[-1]
    text = "".join("".join(exponent.itertext()).split())
    if raised := to_superscript(text):
        for child in list(exponent):
            exponent.remove(child)
        exponent.text = raised
    elif text and text[0].isalnum():
        _group(exponent)
        children[-2].tail = "^"


def _tighten(element: HtmlElement) -> None:
    """Remove the white space of the source between the elements within the element."""
    element.text = (element.text or "").strip()
    for child in element:
        child.tail = (child.tail or "").strip()


def _group(element: HtmlElement) -> None:
    """Put a part of several signs in brackets."""
    if element.tag in (*_ROWS, "msqrt") and len(element) > 1:
        element.text = f"({(element.text or '').strip()}"
        element[-1].tail = f"{(element[-1].tail or '').strip()})"
