"""What the web can be told."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audio_cache.settings import Settings, SettingsError, read_table, setting, split_list
from audio_cache.spec import LexiconEntry
from listen.article.policy import Policy
from listen.host import is_loopback
from listen.lexicon.entries import MOST_ON_SERVER, LexiconError, merge, read_entries
from listen.lexicon.files import read_files
from listen.publishers.profile import SiteProfile
from listen.publishers.sites import Site, read_fetch, read_policy, read_sites
from listen.voices.preferences import (
    Aliases,
    Fallback,
    VoicePreferences,
    read_aliases,
    read_fallback,
)

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#@\sA-Z]+")


def _lexicon(given: Any) -> tuple[LexiconEntry, ...]:
    try:
        return read_entries(read_table("lexicon", given), MOST_ON_SERVER)
    except LexiconError as error:
        raise SettingsError(f"The setting lexicon cannot be read: {error}.") from None


def _lexicon_files(given: str | Iterable[str]) -> tuple[LexiconEntry, ...]:
    names = given.split(",") if isinstance(given, str) else given
    try:
        return read_files(Path(name.strip()) for name in names if name.strip())
    except LexiconError as error:
        raise SettingsError(f"{error}.") from None


def _origins(given: str | Iterable[str]) -> tuple[str, ...]:
    """As browsers write them, or none would ever match."""
    origins = split_list(given)
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingsError(
                f"allowed_origins has {origin!r}: an origin is as https://example.org, in small "
                "letters, with its scheme and without a path."
            )
    return origins


@dataclass(frozen=True)
class WebConfig(Settings):
    host: str = setting("127.0.0.1", "Address to listen on; anything but loopback needs `open`.")
    port: int = setting(8000, "Port to listen on.", least=1, most=65535)
    open: bool = setting(
        False, "Allow an address that others can reach: there are no keys yet, so anyone may post."
    )
    workers: int = setting(
        0, "Worker processes that `listen up` starts; 0: one a core, 4 at most.", least=0
    )
    max_chars: int = setting(200_000, "Longest article, in characters.", least=1)
    default_voice: str = setting(
        "hibari:heart", "The voice of a request that names none, if it speaks the language."
    )
    voice_order: tuple[str, ...] = setting(
        ("hibari", "kokoro", "piper", "gtts", "espeak"),
        "Engines, in the order in which a voice for another language is looked for in them.",
    )
    voices: Aliases = setting((), "Names of your own for voices, as a table.", read_aliases)
    fallback: Fallback = setting(
        (("gtts", ("espeak",)),),
        "Engines or voices that read in the place of one that fails, as a table.",
        read_fallback,
    )
    online: bool = setting(True, "Whether text may be sent to online engines at all.")
    allowed_origins: tuple[str, ...] = setting(
        (), "Origins of other sites' pages that may post, e.g. https://example.org.", _origins
    )
    lexicon: tuple[LexiconEntry, ...] = setting((), "How words are said, as a table.", _lexicon)
    lexicon_files: tuple[LexiconEntry, ...] = setting(
        (),
        "Files with more of that, in TOML or as W3C PLS; the table goes over them.",
        _lexicon_files,
    )
    fetch: tuple[str, ...] = setting(
        (),
        "Hosts whose pages may be fetched besides the sites'; `any`: every public one.",
        read_fetch,
    )
    article: Policy = setting(
        Policy(), "How articles are read where no site says otherwise, a table.", read_policy
    )
    sites: tuple[Site, ...] = setting(
        (), "Sites, a table for each: their hosts and how their articles are read.", read_sites
    )

    def check_bind_address(self) -> None:
        """Raises SettingsError for an address that other machines can reach, without `open`."""
        if not is_loopback(self.host) and not self.open:
            raise SettingsError(
                f"{self.host} is reachable from other machines, and the server has no "
                "authentication yet: anyone could post. Pass --open to bind it anyway."
            )

    @property
    def default_profile(self) -> SiteProfile:
        """The profile of articles that belong to no site."""
        return SiteProfile(self.article, merge(self.lexicon_files, self.lexicon))

    def voice_preferences(self) -> VoicePreferences:
        return VoicePreferences(
            default=self.default_voice,
            order=self.voice_order,
            online=self.online,
            aliases=self.voices,
            fallback=self.fallback,
            named=tuple(self._named()),
        )

    def _named(self) -> Iterator[tuple[str, str]]:
        """Settings that name engines and voices; but defaults, which name more than most have."""
        defaults = WebConfig()
        if self.default_voice != defaults.default_voice:
            yield "default_voice", self.default_voice
        if self.voice_order != defaults.voice_order:
            yield from (("voice_order", engine) for engine in self.voice_order)
        yield from ((f"voices.{name}", voice) for name, voice in self.voices)
        if self.fallback != defaults.fallback:
            for name, others in self.fallback:
                yield "fallback", name
                yield from ((f"fallback.{name}", other) for other in others)
        for site in self.sites:
            yield from ((f"sites.{site.name}.voices.{kind}", voice) for kind, voice in site.voices)
