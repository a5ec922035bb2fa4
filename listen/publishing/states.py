"""The states of an article, and the kinds of access to it.

    pending -> ready                    its newest audio is public
            -> held -> ready            somebody hears it first
            -> failed                   its newest audio could not be made
    any     -> pending                  it has other words now
    any     -> withdrawn -> pending     it is no longer public, and perhaps is again

An article that was ready once keeps its old audio until the new one is whole.
"""

PENDING, HELD, READY, FAILED, WITHDRAWN = STATES = (
    "pending",
    "held",
    "ready",
    "failed",
    "withdrawn",
)

PAGE_GONE = "page_gone"
"""Code of the error of an article that was withdrawn because its page has none any more."""

PUBLIC, MEMBERS, PAID, PASSWORD, PRIVATE = ACCESS = (
    "public",
    "members",
    "paid",
    "password",
    "private",
)

WITH_PUBLIC_PART = (MEMBERS, PAID)
"""Access of which everybody may read the beginning: a page shows it above its paywall."""
