"""The person at the newsroom, and what their key allows."""

from dataclasses import dataclass

from flask import g

from listen.errors import Forbidden
from listen.keys.api_key import ApiKey
from listen.sites.site import Site
from listen.web.newsroom.session import Session
from listen.web.services import services

_VISIT = "newsroom_visit"
"""Name of the visit in `flask.g`."""


@dataclass(frozen=True)
class Editor:
    """Somebody who has signed in, or who is at a server without keys."""

    key: ApiKey | None
    """None: the server has no keys, and only its own machine reaches it."""

    @property
    def name(self) -> str:
        """Return the name of the key, for the record of who did what."""
        return self.key.name if self.key else "this machine"

    def sites(self) -> list[Site]:
        """Return the sites of the key, by name."""
        return [site for site in services().sites.all() if self._may_edit(site.name)]

    def site(self, name: str) -> Site:
        """Return a site by name. Raises Forbidden and UnknownSite."""
        if not self._may_edit(name):
            raise Forbidden(f"Your key is for another site, not for {name[:64]!r}.")
        return services().sites.get(name)

    def _may_edit(self, site: str) -> bool:
        return self.key is None or self.key.is_for(site)


@dataclass
class Visit:
    """The session and the editor of the current request."""

    session: Session
    editor: Editor | None
    """None: nobody has signed in."""
    received: Session | None = None
    """The session of the request's cookie; None if it has none that is valid."""
    is_kept: bool = False
    """True: the response may change the cookie. Others must not: browsers send a request of another
    site without the cookie, which it would replace."""

    def keep(self, session: Session) -> None:
        """Continue with this session."""
        self.session, self.is_kept = session, True


def begin_visit(visit: Visit) -> None:
    """Record the visit of the current request."""
    setattr(g, _VISIT, visit)


def find_visit() -> Visit | None:
    """Return the visit; None if the request failed before it began."""
    visit: Visit | None = g.get(_VISIT)
    return visit


def current_visit() -> Visit:
    """Return the visit of the current request, which has begun."""
    visit = find_visit()
    assert visit
    return visit


def current_editor() -> Editor:
    """Return the editor of a page that needs one."""
    editor = current_visit().editor
    assert editor
    return editor
