"""Parses W3C PLS, the Pronunciation Lexicon Specification (https://www.w3.org/TR/pronunciation-lexicon/).

Of the phonemes of a lexeme, and of its aliases, the preferred one is used, else the first. The
entries apply to articles in the language of the lexicon. A document type (DTD) is refused, because
its entities can expand without limit.
"""

from collections.abc import Iterable

from lxml import etree

from audio_cache.excerpt import excerpt
from audio_cache.spec import LexiconEntry
from listen.lexicon.entries import LexiconError, make_entry

_NAMESPACE = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_pls(document: bytes) -> list[LexiconEntry]:
    """Return an entry for each grapheme. Raises LexiconError, which names the line."""
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
        raise LexiconError(f"it must be XML: {error.msg}") from None
    if root.getroottree().docinfo.doctype:
        raise LexiconError("it must not have a document type (DTD)")
    if root.tag != f"{_NAMESPACE}lexicon":
        raise LexiconError(
            "its root element must be the <lexicon> of the Pronunciation Lexicon Specification, "
            f"got {excerpt(root.tag)}"
        )
    language, alphabet = root.get(_LANGUAGE, ""), root.get("alphabet", "")
    return [
        entry
        for lexeme in root.iterfind(f"{_NAMESPACE}lexeme")
        for entry in _entries(lexeme, language, alphabet)
    ]


def _entries(
    lexeme: "etree._Element", language: str, default_alphabet: str
) -> Iterable[LexiconEntry]:
    phoneme = _preferred(lexeme, "phoneme")
    say = _text(_preferred(lexeme, "alias"))
    ipa = ""
    if phoneme is not None:
        alphabet = phoneme.get("alphabet", default_alphabet)
        if alphabet.lower() != "ipa":
            raise LexiconError(
                f"line {phoneme.sourceline}: the alphabet must be 'ipa', got {excerpt(alphabet)}"
            )
        ipa = _text(phoneme)
    for grapheme in lexeme.iterfind(f"{_NAMESPACE}grapheme"):
        try:
            yield make_entry(word=_text(grapheme), say=say, ipa=ipa, language=language)
        except LexiconError as error:
            raise LexiconError(f"line {grapheme.sourceline}: {error}") from None


def _preferred(lexeme: "etree._Element", name: str) -> "etree._Element | None":
    """Return the preferred child element of a name, else the first one."""
    found = lexeme.findall(_NAMESPACE + name)
    preferred = [element for element in found if element.get("prefer") in ("true", "1")]
    return next(iter(preferred + found), None)


def _text(element: "etree._Element | None") -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
