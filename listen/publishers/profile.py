"""How a publication has its articles read: its own rules over the server's."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from audio_cache.spec import BlockKind, LexiconEntry
from listen.article.policy import Policy
from listen.host import host_of
from listen.lexicon.entries import merge
from listen.publishers.sites import Site


@dataclass(frozen=True)
class SiteProfile:
    policy: Policy = field(default_factory=Policy)
    lexicon: tuple[LexiconEntry, ...] = ()
    voices: tuple[tuple[BlockKind, str], ...] = ()
    """Kinds of blocks, and the voices that speak them where a request names none."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "policy": asdict(self.policy),
            "lexicon": [entry.to_dict() for entry in self.lexicon],
            "voices": dict(self.voices),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Also by way of JSON."""
        selectors = {name: tuple(data["policy"][name]) for name in ("kept", "dropped")}
        policy = Policy(**{**data["policy"], **selectors})
        lexicon = tuple(LexiconEntry(**fields) for fields in data["lexicon"])
        return cls(policy, lexicon, tuple(data["voices"].items()))


class SiteProfiles:
    """Every site's, by the hosts of their pages."""

    def __init__(self, general: SiteProfile, sites: Iterable[Site] = ()) -> None:
        self._general = general
        self._of = {host: _over(general, site) for site in sites for host in site.hosts}

    def for_url(self, url: str | None) -> SiteProfile:
        """For an article from there."""
        return self._of.get(host_of(url or "") or "", self._general)


def _over(general: SiteProfile, site: Site) -> SiteProfile:
    policy = replace(general.policy, **dict(site.article))
    return SiteProfile(policy, merge(general.lexicon, site.lexicon), site.voices)
