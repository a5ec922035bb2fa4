"""Reads the W3C's Pronunciation Lexicon Specification (https://www.w3.org/TR/pronunciation-lexicon/).

Of a lexeme's phonemes, and of its aliases, the preferred one is taken, else the first. A lexicon is
for articles in its own language. A document type is refused: entities can be made to explode.
"""

from collections.abc import Iterable

from lxml import etree

from audio_cache.spec import LexiconEntry
from listen.lexicon.entries import LexiconError, make_entry

_NAMESPACE = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_pls(document: bytes) -> list[LexiconEntry]:
    """Raises LexiconError."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        raise LexiconError(f"it is not XML: {error.msg}") from None
    if root.getroottree().docinfo.doctype:
        raise LexiconError("it has a document type, which is not read")
    if root.tag != f"{_NAMESPACE}lexicon":
        raise LexiconError("it is no lexicon of the Pronunciation Lexicon Specification")
    language, alphabet = root.get(_LANGUAGE, ""), root.get("alphabet", "")
    return [
        entry
        for lexeme in root.iterfind(f"{_NAMESPACE}lexeme")
        for entry in _entries(lexeme, language, alphabet)
    ]


def _entries(lexeme: "etree._Element", language: str, alphabet: str) -> Iterable[LexiconEntry]:
    phoneme = _preferred(lexeme, "phoneme")
    say = _text(_preferred(lexeme, "alias"))
    ipa = ""
    if phoneme is not None:
        used = phoneme.get("alphabet", alphabet)
        if used.lower() != "ipa":
            raise LexiconError(f"line {phoneme.sourceline}: the alphabet {used!r} is not ipa")
        ipa = _text(phoneme)
    for grapheme in lexeme.iterfind(f"{_NAMESPACE}grapheme"):
        try:
            yield make_entry(word=_text(grapheme), say=say, ipa=ipa, language=language)
        except LexiconError as error:
            raise LexiconError(f"line {grapheme.sourceline}: {error}") from None


def _preferred(lexeme: "etree._Element", name: str) -> "etree._Element | None":
    found = lexeme.findall(_NAMESPACE + name)
    preferred = [element for element in found if element.get("prefer") in ("true", "1")]
    return next(iter(preferred + found), None)


def _text(element: "etree._Element | None") -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
