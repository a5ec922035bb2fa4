"""Limits how much audio a client without a key can have made again.

Any client may request audio whose key it knows. It cannot choose the text, but it could request
much audio that was evicted, or other formats of it.
"""

from listen.web.client_address import client_address
from listen.web.services import services


def take_remake() -> None:
    """Count an audio that the current client has made again. Raises RateLimited."""
    if not services().access.may_synthesize():
        services().budgets.take_remake(services().sites.all(), client_address())
