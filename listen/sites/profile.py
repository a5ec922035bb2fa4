"""Site profiles: how articles of a site are extracted, pronounced and voiced."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from audio_cache.spec import BlockKind, LexiconEntry
from listen.article.disclosure import BY_DEFAULT, Disclosure
from listen.article.policy import Policy
from listen.host import host_of
from listen.lexicon.applicable import Entries
from listen.lexicon.entries import merge
from listen.sites.site import Site


@dataclass(frozen=True)
class SiteProfile:
    """The rules for articles of a site, after its defaults were applied."""

    policy: Policy = field(default_factory=Policy)
    lexicon: tuple[LexiconEntry, ...] = ()
    edits: tuple[LexiconEntry, ...] = ()
    """Entries of the site's editors. They override `lexicon`."""
    voices: tuple[tuple[BlockKind, str], ...] = ()
    """Block kinds and the voices that speak them, if a request names no voice."""
    voice: str | None = None
    """The voice that is preferred for the languages that it speaks."""
    publish_voice: str | None = None
    """As `voice`, for articles that are made before anybody clicks; None: the same voice."""
    disclosure: Disclosure = BY_DEFAULT
    site: str | None = None
    """Name of the site; None for articles of no site."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "policy": asdict(self.policy),
            "lexicon": [entry.to_dict() for entry in self.lexicon],
            "edits": [entry.to_dict() for entry in self.edits],
            "voices": dict(self.voices),
            "voice": self.voice,
            "publish_voice": self.publish_voice,
            "disclosure": asdict(self.disclosure),
            "site": self.site,
        }

    @property
    def lexicons(self) -> tuple[Entries, Entries]:
        """Return the lexicons for `applicable_entries`."""
        return self.lexicon, self.edits

    @property
    def for_publishing(self) -> "SiteProfile":
        """The profile of articles that are made before anybody clicks."""
        return replace(self, voice=self.publish_voice or self.voice)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the profile that `to_dict` returned, also after a round trip through JSON."""
        selectors = {name: tuple(data["policy"][name]) for name in ("kept", "dropped")}
        policy = Policy(**{**data["policy"], **selectors})
        lexicon, edits = (
            tuple(LexiconEntry(**fields) for fields in data[name]) for name in ("lexicon", "edits")
        )
        return cls(
            policy,
            lexicon,
            edits,
            tuple(data["voices"].items()),
            data["voice"],
            data["publish_voice"],
            Disclosure.from_dict(data["disclosure"]),
            data["site"],
        )


class SiteProfiles:
    """The profiles of all sites."""

    def __init__(
        self,
        default: SiteProfile,
        sites: Collection[Site] = (),
        edits: Mapping[str, Entries] | None = None,
    ) -> None:
        """`edits` are the lexicons that editors have given sites."""
        self._default = default
        edits = edits or {}
        self._by_name = {
            site.name: _override(default, site, edits.get(site.name, ())) for site in sites
        }
        self._by_host = {host: self._by_name[site.name] for site in sites for host in site.hosts}

    def of(self, site: str) -> SiteProfile:
        """Return the profile of a site; the default one for an unknown name."""
        return self._by_name.get(site, self._default)

    def for_url(self, url: str | None) -> SiteProfile:
        """Return the profile for an article from a URL; the default one for an unknown host."""
        return self._by_host.get(host_of(url or "") or "", self._default)


def _override(default: SiteProfile, site: Site, edits: Entries) -> SiteProfile:
    policy = replace(default.policy, **dict(site.article))
    lexicon = merge(default.lexicon, site.lexicon)
    return SiteProfile(
        policy,
        lexicon,
        edits,
        site.voices,
        site.voice,
        # A site's own voice goes over what is for all sites.
        site.publish_voice or (None if site.voice else default.publish_voice),
        site.disclosure or default.disclosure,
        site.name,
    )
