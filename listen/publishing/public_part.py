"""The part of an article that everybody may read, of HTML that a content management system sends.

A hook has the whole text of an article that readers pay for. Audio of it would give away what is
sold, so only the text above the paywall is spoken.
"""

import re

_PAYWALL = re.compile(r"<!--\s*members-only\s*-->", re.IGNORECASE)
"""Where CMSs mark the end of the public part: Ghost's public preview and its older form."""


def public_part(html: str) -> str | None:
    """Return the HTML above the paywall; None if nothing marks it."""
    found = _PAYWALL.search(html)
    return html[: found.start()] if found else None
