"""Language tags (BCP 47)."""

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(?>(?:-[A-Za-z0-9]{1,8})*)")


def is_tag(text: str) -> bool:
    """Return whether the text has the form of a language tag."""
    return _TAG.fullmatch(text) is not None


def canonical_tag(tag: str) -> str:
    """Return the tag in the letter case of RFC 5646, section 2.1.1: en-GB, zh-Hant-TW, en-x-us.

    Tags that differ only in case then get the same key. Raises ValueError for any other text.
    """
    if not is_tag(tag):
        raise ValueError(f"not a language tag: {tag!r}")
    subtags = tag.lower().split("-")
    for index in range(1, len(subtags)):
        if len(subtags[index - 1]) == 1:
            break  # in extensions and private use, all subtags are in lower case
        if len(subtags[index]) == 2:
            subtags[index] = subtags[index].upper()
        elif len(subtags[index]) == 4:
            subtags[index] = subtags[index].capitalize()
    return "-".join(subtags)


def primary_subtag(tag: str) -> str:
    """Return the language of a tag, in lower case: "en" of "en-GB" and of "en_GB"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def is_same_or_prefix(tag: str, other: str) -> bool:
    """Return whether the tags are equal, or one is the other without its last subtags.

    This is basic filtering (RFC 4647, section 3.3.1) in both directions: en matches en-GB, en-US
    matches en, but en-US does not match en-GB.
    """
    pairs = zip(tag.lower().split("-"), other.lower().split("-"), strict=False)
    return all(one == another for one, another in pairs)
