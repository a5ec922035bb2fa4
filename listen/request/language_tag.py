"""Language tags in one form, so that equal requests have equal keys (BCP 47)."""

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def canonical(tag: str) -> str:
    """In the case that RFC 5646 recommends (section 2.1.1): en-GB, zh-Hant-TW, en-x-us.

    Raises ValueError for what is no tag.
    """
    if not _TAG.fullmatch(tag):
        raise ValueError("not a language tag")
    subtags = tag.lower().split("-")
    for place in range(1, len(subtags)):
        if len(subtags[place - 1]) == 1:
            break  # an extension, or private use
        if len(subtags[place]) == 2:
            subtags[place] = subtags[place].upper()
        elif len(subtags[place]) == 4:
            subtags[place] = subtags[place].capitalize()
    return "-".join(subtags)
