"""Decides who may do what: API keys, their scopes and their sites.

A request names its key as `Authorization: Bearer KEY` or `x-api-key: KEY`. Without any key in the
database, a server that only its own machine reaches is open: everybody may synthesize. So is one
that was started with `open`. Publishing always needs a key.
"""

from dataclasses import dataclass

from flask import request

from listen.config import WebConfig
from listen.errors import Forbidden, Unauthorized, Unavailable
from listen.host import host_of, is_loopback
from listen.keys.api_key import ADMIN, METRICS, PREFIX, PUBLISH, SYNTHESIZE, ApiKey
from listen.keys.key_ring import KeyRing
from listen.sites.site import DEFAULT_SITE
from listen.sites.sites import Sites


@dataclass(frozen=True)
class Access:
    """Decides about the current request."""

    config: WebConfig
    keys: KeyRing
    sites: Sites

    def require_synthesize(self) -> ApiKey | None:
        """Return the key of a client that may have any text spoken; None: everybody may.

        Raises Unauthorized and Forbidden.
        """
        text = _key_in_request()
        # OpenAI's clients always send a key, which means nothing to an open server.
        if self.is_open() and not (text or "").startswith(f"{PREFIX}_"):
            return None
        key = self._key(text)
        _check_scope(key, SYNTHESIZE)
        return key

    def may_synthesize(self) -> bool:
        """Return whether the client may have any text spoken."""
        try:
            self.require_synthesize()
        except (Unauthorized, Forbidden):
            return False
        return True

    def require_site(self, site: str | None = None) -> str:
        """Return the site that the client publishes for: the one it names, or its key's.

        Raises Unauthorized, Forbidden and UnknownSite.
        """
        key = self._key(_key_in_request())
        _check_scope(key, PUBLISH)
        name = site or key.site or self._only_site()
        if not key.is_for(name):
            raise Forbidden(f"The API key is for the site {key.site!r}, not for {name[:64]!r}.")
        return self.sites.get(name).name

    def publishing_key(self) -> ApiKey:
        """Return the client's key. Raises Unauthorized."""
        return self._key(_key_in_request())

    def require_admin(self) -> None:
        """Raise Unauthorized or Forbidden unless the client's key has the scope `admin`."""
        _check_scope(self._key(_key_in_request()), ADMIN)

    def require_metrics(self) -> None:
        """Raise Unauthorized or Forbidden unless the client's key has the scope `metrics`."""
        _check_scope(self._key(_key_in_request()), METRICS)

    def is_open(self) -> bool:
        """Return whether everybody may synthesize.

        A server behind a proxy is reached by others, although its address is private.
        """
        if self.config.open:
            return True
        try:
            return self.is_private_without_keys()
        except Unavailable:
            # Audio does not depend on the database. No key was ever read, so there may be none.
            return self._is_private()

    def is_private_without_keys(self) -> bool:
        """Return whether only this machine reaches the server, and nobody has a key.

        Raises Unavailable if it is unknown whether there are keys.
        """
        return self._is_private() and self.keys.is_empty()

    def _is_private(self) -> bool:
        public_host = host_of(self.config.public_url)
        return self.config.is_private and (not public_host or is_loopback(public_host))

    def _key(self, text: str | None) -> ApiKey:
        if text is None:
            raise Unauthorized(
                "An API key is required, as `Authorization: Bearer KEY` or `x-api-key: KEY`. "
                "`listen keys new NAME` makes one."
            )
        return self.keys.find(text)

    def _only_site(self) -> str:
        sites = self.sites.all()
        if len(sites) == 1:
            return sites[0].name
        names = [site.name for site in sites]
        if DEFAULT_SITE in names:
            return DEFAULT_SITE
        raise Forbidden(f"The request must name its site, as ?site=NAME: {', '.join(names)}.")


def _check_scope(key: ApiKey, scope: str) -> None:
    if not key.allows(scope):
        raise Forbidden(
            f"The API key {key.name!r} needs the scope {scope!r}, and has: {', '.join(key.scopes)}."
        )


def _key_in_request() -> str | None:
    """Return the key of the request; None if it names none."""
    scheme, _, token = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    return request.headers.get("x-api-key")
