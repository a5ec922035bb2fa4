"""Does what the first request would otherwise wait for: SQLAlchemy configures and compiles."""

from contextlib import suppress

from listen.errors import Unavailable
from listen.web.services import Services


def rehearse(services: Services) -> None:
    """Start the extraction, and read keys, sites and voices once. What is away is left out."""
    services.extractor.warm_up()
    with suppress(Unavailable):
        services.access.keys.is_empty()
    services.sites.profile_for_url(None)
    services.catalog.known()
