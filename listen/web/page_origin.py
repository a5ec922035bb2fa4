"""Checks which pages may ask for the audio of an article's page.

Reading what is there is harmless. A request for a new page spends the budget of its site, and any
site could make its visitors send one, each from an address of their own. Browsers tell which page a
request comes from; other clients have the limit of their own address.
"""

from flask import request

from listen.errors import OriginNotAllowed
from listen.host import host_of
from listen.sites.site import ANY, Site
from listen.web.base_url import received
from listen.web.services import services

_OTHER_SITES = ("cross-site", "same-site")
"""Values of Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/)."""


def is_origin_of(origin: str, site: Site | None) -> bool:
    """Return whether pages of an origin may read what the server has for pages of a site.

    None stands for the hosts that belong to no site.
    """
    if origin in services().config.allowed_origins:
        return True
    if site is None:
        return host_of(origin) in services().sites.fetched_hosts() - {ANY}
    return origin in site.origins or host_of(origin) in site.hosts


def check_page_origin(site: Site | None) -> None:
    """Raise OriginNotAllowed if the request comes from a page of another site."""
    origin = request.headers.get("Origin")
    if origin is None:
        # An image, a frame, or a link. The player's requests have an origin.
        is_allowed = request.headers.get("Sec-Fetch-Site") not in _OTHER_SITES
    else:
        own_origins = (request.host_url.rstrip("/"), received().origin)
        is_allowed = origin in own_origins or is_origin_of(origin, site)
    if not is_allowed:
        raise OriginNotAllowed(
            "Only pages of its own site may request the audio of an article. "
            "Further origins can be listed in `origins` of the site."
        )
