"""All sites: those of listen.toml, and those of the database, which may change at any time."""

import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audio_cache.settings_values import SettingsError
from listen.article.disclosure import Disclosure
from listen.errors import Unavailable, UnknownSite
from listen.host import host_of
from listen.lexicon.applicable import Entries
from listen.sites.edited_lexicons import EditedLexicons
from listen.sites.parse import check_hosts_differ, parse_site
from listen.sites.profile import SiteProfile, SiteProfiles
from listen.sites.site import DEFAULT_SITE, Site
from listen.sites.store import SiteStore

log = logging.getLogger(__name__)

_MAX_AGE = 2.0
"""Seconds after which a change in the database has an effect."""


@dataclass(frozen=True)
class _Snapshot:
    """The sites at one time."""

    sites: tuple[Site, ...]
    by_host: dict[str, Site]
    profiles: SiteProfiles
    fetched: frozenset[str]
    private: frozenset[str]
    last_edit: int
    """Id of the last edit in the lexicons."""


class Sites:
    """Finds sites by name and host.

    Those of listen.toml override those of the same name in the database. While the database is
    away, the sites that were read last remain. Where there is no site, there is one of the name
    `default`.
    """

    def __init__(
        self,
        configured: Iterable[Site] = (),
        default: SiteProfile | None = None,
        fetch: Iterable[str] = (),
        store: SiteStore | None = None,
        lexicons: EditedLexicons | None = None,
    ) -> None:
        """`fetch` are further hosts whose pages may be fetched, or ANY.

        `lexicons` are those that editors change. They are read together with `store`.
        """
        self._configured = {site.name: site for site in configured}
        self._default = default or SiteProfile()
        self._fetch = tuple(fetch)
        self._store = store
        self._lexicons = lexicons
        self._edits: Mapping[str, Entries] = {}
        self._read_at = time.monotonic()
        self._version: object | None = None
        """Version of the database before it was read."""
        self._problems: set[str] = set()
        self._snapshot = self._take(self._configured.values())
        if store:
            self._read_at -= _MAX_AGE

    def all(self) -> tuple[Site, ...]:
        """Return all sites, by name."""
        return self._current().sites

    def get(self, name: str) -> Site:
        """Return the site of this name. Raises UnknownSite."""
        found = self.find(name)
        if found is None:
            raise UnknownSite(f"The server has no site {name[:64]!r}.")
        return found

    def find(self, name: str) -> Site | None:
        """Return the site of this name; None if there is none."""
        return next((site for site in self.all() if site.name == name), None)

    def is_configured(self, name: str) -> bool:
        """Return whether the site is in listen.toml, and cannot be changed here."""
        return name in self._configured

    def of_url(self, url: str | None) -> Site | None:
        """Return the site that a page belongs to."""
        return self._current().by_host.get(host_of(url or "") or "")

    def profile_for_url(self, url: str | None) -> SiteProfile:
        """Return the profile for an article from a URL; the default one for an unknown host."""
        return self._current().profiles.for_url(url)

    def profile_of(self, site: str) -> SiteProfile:
        """Return the profile of a site."""
        return self._current().profiles.of(site)

    def disclosure_of(self, site: str | None) -> Disclosure:
        """Return how a site discloses its voices; how the server does for None."""
        return self.profile_of(site or "").disclosure

    def fetched_hosts(self) -> frozenset[str]:
        """Return the hosts whose pages may be fetched. ANY among them allows every public host."""
        return self._current().fetched

    def private_hosts(self) -> frozenset[str]:
        """Return the HOST:PORT of servers that may have a private address, of all sites."""
        return self._current().private

    def refresh(self) -> None:
        """Read the database at the next call."""
        self._read_at -= _MAX_AGE

    def knows_edit(self, edit_id: int) -> bool:
        """Return whether the lexicons have an editor's edit."""
        return self._current().last_edit >= edit_id

    def _current(self) -> _Snapshot:
        if self._store and time.monotonic() - self._read_at >= _MAX_AGE:
            self._read_at = time.monotonic()
            version = self._store.data_version()
            if version is not None and version == self._version:
                return self._snapshot
            try:
                tables = self._store.all()
                self._edits = self._lexicons.refresh() if self._lexicons else {}
            except Unavailable:
                return self._snapshot
            stored = {name: self._parse(name, table) for name, table in tables.items()}
            known = {name: site for name, site in stored.items() if site} | self._configured
            self._snapshot = self._take(known.values())
            self._version = version
        return self._snapshot

    def _parse(self, name: str, table: object) -> Site | None:
        try:
            site = parse_site(name, table)
            check_hosts_differ([*self._configured.values(), site])
        except SettingsError as error:
            if str(error) not in self._problems:
                self._problems.add(str(error))
                log.warning("the site %s in the database is not used: %s", name, error)
            return None
        return site

    def _take(self, sites: Iterable[Site]) -> _Snapshot:
        known = tuple(sorted(sites, key=lambda site: site.name)) or (Site(DEFAULT_SITE, ()),)
        by_host = {host: site for site in known for host in site.hosts}
        return _Snapshot(
            known,
            by_host,
            SiteProfiles(self._default, known, self._edits),
            fetched=frozenset((*self._fetch, *by_host)),
            private=frozenset(each for site in known for each in site.private_hosts),
            last_edit=self._lexicons.last_edit if self._lexicons else 0,
        )
