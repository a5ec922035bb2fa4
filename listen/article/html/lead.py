"""Finds the lead (standfirst) of an article: sentences between its title and its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex
from lxml.html import HtmlElement

from listen.article.boilerplate import boilerplate_reason
from listen.article.prose import ends_sentence, is_prose, length
from listen.article.text_block import TextBlock
from listen.article.title import is_same_title, is_similar_title, words

_CLASS = regex.compile(
    r"(?:^|[\s_-])(?:lead|lede|leading|intro(?:duction|text)?|teaser[_-]?text|teasers?|stand-?first"
    r"|dec?k|sub-?(?:head(?:line|ing)?|title|hed)|summary|abstract|excerpt|description|synopsis"
    r"|vorspann|anlauf|untertitel|einleitung|chap(?:eau|o)|accroche|resume|entradilla|bajada|copete"
    r"|resumen|sommario|occhiello|sottotitolo|catenaccio|perex|ingress|manchet|zajawka|podtytul"
    r"|linha-?fina|spot|sapo)(?=$|[\s_-])",
    regex.IGNORECASE,
)
_DATE = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[:.]\d\d(?!\d)")
_MAX_LEVELS = 3
"""Elements around the title's heading, one of which holds the title and the lead."""
_MIN_LEAD, _MAX_LEAD = 25, 800
"""Characters of a lead."""
_DESCRIPTIONS = ("description", "og:description", "twitter:description")
_MIN_DESCRIPTION_WORDS = 6
"""Words by which a block is recognized as the page's description of the article."""


@dataclass(frozen=True, slots=True)
class Head:
    """Facts of a page about the head of its article."""

    titles: Sequence[str]
    descriptions: Sequence[str] = ()

    @staticmethod
    def of(root: HtmlElement, titles: Sequence[str]) -> "Head":
        """Return the facts of a page."""
        metas = (
            meta.get("content") or ""
            for meta in root.iter("meta")
            if (meta.get("name") or meta.get("property") or "").lower() in _DESCRIPTIONS
        )
        return Head(titles, [" ".join(words(meta[:_MAX_LEAD])) for meta in islice(metas, 10)])


def add_lead(blocks: Sequence[TextBlock], found: Sequence[bool], head: Head) -> list[bool]:
    """Return what was found, with the lead between the title and the first paragraph found."""
    filled = list(found)
    first = next(
        (index for index, is_in in enumerate(found) if is_in and blocks[index].is_prose), 0
    )
    title = next(_titles(blocks[:first], head), None)
    boxes: set[HtmlElement] = set()
    if title is not None:
        boxes.update(islice(blocks[title].ancestors(), 1, 1 + _MAX_LEVELS))
    for index in range(0 if title is None else title + 1, first):
        block = blocks[index]
        if _is_sentence(block) and (
            _is_named(block) or _is_described(block, head) or _is_beside(block, boxes)
        ):
            filled[index] = True
    return filled


def _titles(blocks: Sequence[TextBlock], head: Head) -> Iterator[int]:
    """Yield the positions of headings that show the title, the last first."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if block.reason or block.kind != "heading":
            continue
        same = is_similar_title if block.tag == "h1" else is_same_title
        if any(same(block.text, title) for title in head.titles):
            yield index


def _is_sentence(block: TextBlock) -> bool:
    return (
        not block.reason
        and block.kind in ("paragraph", "quote", "heading", "list_item")
        and _MIN_LEAD <= length(block.text) <= _MAX_LEAD
        and ends_sentence(block.text)
        and not block.is_mostly_links
        and (is_prose(block.text) or not _DATE.search(block.text))
        and not any(boilerplate_reason(block.text, scope) for scope in ("always", "edge", "opens"))
    )


def _is_named(block: TextBlock) -> bool:
    return any(
        _CLASS.search(element.get("class") or "") or element.get("itemprop") == "description"
        for element in islice(block.ancestors(), 2)
        if element.tag not in ("body", "main", "article")
    )


def _is_described(block: TextBlock, head: Head) -> bool:
    beginning = words(block.text)[:_MIN_DESCRIPTION_WORDS]
    text = " ".join(beginning)
    is_long = len(beginning) == _MIN_DESCRIPTION_WORDS
    return is_long and any(one.startswith(text) for one in head.descriptions)


def _is_beside(block: TextBlock, boxes: set[HtmlElement]) -> bool:
    """Return whether the block is in the box of the title, with at most one element between."""
    return any(
        element in boxes and element.tag not in ("body", "html", "main")
        for element in islice(block.ancestors(), 1, 3)
    )
