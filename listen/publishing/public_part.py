"""The part of an article that everybody may read, of HTML that a content management system sends.

A hook has the whole text of an article that readers pay for. Audio of it would give away what is
sold, so only the text above the paywall is spoken.
"""

PAYWALL = "<!--members-only-->"
"""Ends the public part of an article that is not public. Ghost puts it there."""


def above_paywall(html: str) -> str | None:
    """Return the HTML above the paywall; None if nothing marks it."""
    part, paywall, _ = html.partition(PAYWALL)
    return part if paywall else None
