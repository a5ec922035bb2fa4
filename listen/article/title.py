"""Title matching: repeated titles, reworded titles, and titles with the site's name in them."""

import regex

MIN_WORDS, MAX_WORDS = 3, 30
"""Words of a title where only its length tells: section labels are shorter, leads longer."""

_WORDS = regex.compile(r"[\p{L}\p{N}\p{M}]+")
_SEPARATOR = regex.compile(r"\s+[|–—»«·•/\\-]+\s+|:\s+|(?<=[^\x00-\x7f])[_|｜-]+(?=[^\x00-\x7f])")
_MAX_SITE_WORDS = 4
"""Words of a site's name."""
_MIN_OVERLAP = 0.7
"""Share of their words that a title and its shortened or reworded variant have in common."""


def words(text: str) -> list[str]:
    """Return the words of the text, case-folded and without punctuation."""
    return _WORDS.findall(text.casefold())


def is_same_title(one: str, other: str) -> bool:
    """Return whether the titles have the same words, apart from case and punctuation."""
    return words(one) == words(other)


def is_similar_title(one: str, other: str) -> bool:
    """Return whether the titles are the same, or one is a variant of the other."""
    first, second = words(one), words(other)
    if not first or not second:
        return False
    common = set(first) & set(second)
    most_words = max(len(set(first)), len(set(second)))
    return first == second or len(common) >= _MIN_OVERLAP * most_words


def strip_site_name(title: str, site: str | None, headings: list[str]) -> str:
    """Return a page's title without the site's name at one of its ends.

    A part of the title that the page shows as a heading is the title.
    """
    separators = list(_SEPARATOR.finditer(title))
    for start, end in [
        (0, None),
        *((separator.end(), None) for separator in separators),
        *((0, separator.start()) for separator in separators),
    ]:
        part = title[start:end]
        if any(is_same_title(part, heading) for heading in headings):
            return part
    for separator in separators:
        before, after = title[: separator.start()], title[separator.end() :]
        if site and is_same_title(before, site):
            return after
        if site and is_same_title(after, site):
            return before
    return _strip_short_end(title, separators)


def _strip_short_end(title: str, separators: "list[regex.Match[str]]") -> str:
    """Return the title without a short last part, which on most pages is the site's name."""
    last = next((one for one in reversed(separators) if not one[0].startswith(":")), None)
    if last is None:
        return title
    before, after = title[: last.start()], title[last.end() :]
    is_site_name = len(words(after)) <= _MAX_SITE_WORDS and len(words(before)) >= MIN_WORDS
    return before if is_site_name else title
