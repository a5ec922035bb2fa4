"""Titles: which texts are the same one, and what of a page's own title is the article's."""

import regex

MIN_WORDS, MAX_WORDS = 3, 30
"""Of a title, where its place alone does not tell: section labels are shorter, leads longer."""

_WORDS = regex.compile(r"[\p{L}\p{N}\p{M}]+")
_BETWEEN = regex.compile(r"\s+[|–—»«·•/\\-]+\s+|:\s+")
_SITE_WORDS = 4
"""At most, of a site's name."""
_ALIKE = 0.7
"""Share of their words that a title and its variant, shortened or reworded, have in common."""


def words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())


def same(one: str, other: str) -> bool:
    """Case and punctuation aside."""
    return words(one) == words(other)


def alike(one: str, other: str) -> bool:
    """The same, or one a variant of the other."""
    first, second = words(one), words(other)
    if not first or not second:
        return False
    common = set(first) & set(second)
    return first == second or len(common) >= _ALIKE * max(len(set(first)), len(set(second)))


def without_site(title: str, site: str | None, headings: list[str]) -> str:
    """A page's title less the site's name at one of its ends."""
    cuts = list(_BETWEEN.finditer(title))
    for start, end in [
        (0, None),
        *((cut.end(), None) for cut in cuts),
        *((0, cut.start()) for cut in cuts),
    ]:
        part = title[start:end]
        if any(same(part, heading) for heading in headings):
            return part
    for cut in cuts:
        before, after = title[: cut.start()], title[cut.end() :]
        if site and same(before, site):
            return after
        if site and same(after, site):
            return before
    return _without_end(title, cuts)


def _without_end(title: str, cuts: "list[regex.Match[str]]") -> str:
    """Less a short last part, which is the site's name on most pages."""
    cut = next((cut for cut in reversed(cuts) if not cut[0].startswith(":")), None)
    if cut is None:
        return title
    before, after = title[: cut.start()], title[cut.end() :]
    names_site = len(words(after)) <= _SITE_WORDS and len(words(before)) >= MIN_WORDS
    return before if names_site else title
