"""Settings of the web process."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from audio_cache.settings import Settings, setting
from audio_cache.settings_values import SettingsError
from audio_cache.spec import LexiconEntry
from listen.article.disclosure import BY_DEFAULT, Disclosure
from listen.article.policy import Policy
from listen.cache.settings import CacheSettings
from listen.database.url import FILE, parse_database_url
from listen.host import is_loopback
from listen.host_settings import parse_allowed_hosts, parse_origins
from listen.internal_location import parse_internal_location
from listen.lexicon.entries import merge
from listen.lexicon.parse_setting import parse_lexicon, parse_lexicon_files
from listen.limits.settings import LimitSettings
from listen.provenance.signing_settings import SigningSettings, parse_timestamp_url
from listen.public_url import parse_public_url
from listen.sites.parse import parse_fetch, parse_policy, parse_sites
from listen.sites.parse_disclosure import parse_disclosure
from listen.sites.profile import SiteProfile
from listen.sites.site import Site
from listen.voices.preferences import (
    Aliases,
    Fallback,
    VoicePreferences,
    parse_aliases,
    parse_fallback,
)


@dataclass(frozen=True)
class WebConfig(LimitSettings, CacheSettings, Settings):
    """Settings of the web process."""

    host: str = setting(
        "127.0.0.1",
        "Address to listen on. An address other than loopback requires an API key or `open`.",
    )
    port: int = setting(8000, "Port to listen on.", min_value=1, max_value=65535)
    open: bool = setting(
        False,
        "Make audio for everybody who reaches the server, without API keys.",
    )
    public_url: str = setting(
        "",
        "URL at which readers reach the server through a proxy, such as "
        "https://news.example/listen. Links begin with it.",
        parse_public_url,
    )
    allowed_hosts: tuple[str, ...] = setting(
        (),
        "Further names of the server that requests may have in `Host`; `.example.org`: with all "
        "subdomains; `any`: no check.",
        parse_allowed_hosts,
    )
    trusted_proxies: int = setting(
        0,
        "Reverse proxies before the server that each add the address of their client to "
        "`X-Forwarded-For`. 0: the header is ignored.",
        min_value=0,
        max_value=20,
    )
    drain_seconds: int = setting(
        0,
        "Seconds between SIGTERM and the end in which the server still answers, and `/readyz` is "
        "503, so that load balancers take notice.",
        min_value=0,
        max_value=300,
    )
    accel_redirect: str = setting(
        "",
        "Path of an internal location of nginx that has the folder `audio` of `data_dir`, such as "
        "/listen-audio/. nginx then sends finished audio.",
        parse_internal_location,
    )
    workers: int = setting(
        0, "Worker processes that `listen up` starts; 0: one per core, at most 4.", min_value=0
    )
    max_chars: int = setting(200_000, "Maximum length of an article in characters.", min_value=1)
    default_voice: str = setting(
        "hibari:heart",
        "Voice of requests that name none, for articles in a language that it speaks.",
    )
    publish_voice: str = setting(
        "",
        "Voice of sites' articles made before anybody clicks. It may be slower. Sites override it.",
    )
    voice_order: tuple[str, ...] = setting(
        ("hibari", "kokoro", "piper", "gtts", "espeak"),
        "Engines in order of preference, for languages that the default voice does not speak.",
    )
    voices: Aliases = setting((), "Aliases for voices (TOML table).", parse_aliases)
    fallback: Fallback = setting(
        (("gtts", ("espeak",)),),
        "Fallback engines or voices, tried in order when one fails (TOML table).",
        parse_fallback,
    )
    online: bool = setting(True, "Whether text may be sent to online engines.")
    allowed_origins: tuple[str, ...] = setting(
        (),
        "Origins of other sites whose pages may post, for example https://example.org (CORS).",
        parse_origins,
    )
    lexicon: tuple[LexiconEntry, ...] = setting(
        (), "Pronunciations of words (TOML table).", parse_lexicon
    )
    lexicon_files: tuple[LexiconEntry, ...] = setting(
        (),
        "Lexicon files in TOML or W3C PLS. Entries of `lexicon` override them.",
        parse_lexicon_files,
    )
    fetch: tuple[str, ...] = setting(
        (),
        "Hosts whose pages may be fetched, besides those of `sites`; `any`: every public host.",
        parse_fetch,
    )
    article: Policy = setting(
        Policy(), "Default extraction rules (TOML table). Sites can override them.", parse_policy
    )
    disclosure: Disclosure = setting(
        BY_DEFAULT,
        "How listeners learn that a synthetic voice reads: `text`, `spoken`, `off` (or a TOML "
        "table). Sites can override it.",
        partial(parse_disclosure, "disclosure"),
    )
    sites: tuple[Site, ...] = setting(
        (),
        "Sites: their hosts, voices, sources and rules (a TOML table for each).",
        parse_sites,
    )
    c2pa_certificate: str = setting(
        "",
        "PEM file with the certificate chain that signs audio (C2PA). Needs the extra `c2pa`.",
    )
    c2pa_key: str = setting("", "PEM file with the private key of that certificate.")
    c2pa_timestamp_url: str = setting(
        "",
        "URL of a timestamp authority (RFC 3161), so that signatures outlast the certificate.",
        parse_timestamp_url,
    )
    database_url: str = setting(
        "",
        "URL of PostgreSQL, postgresql://USER:PASSWORD@HOST/NAME, for keys, sites and articles. "
        "Defaults to SQLite in `data_dir`.",
        parse_database_url,
        is_secret=True,
    )

    def __post_init__(self) -> None:
        """Raise SettingsError for settings that exclude each other."""
        if self.accel_redirect and not self.store.startswith("file:"):
            raise SettingsError(
                "'accel_redirect' must not be set with 'store_url': nginx sends files of a folder. "
                "'redirect_audio' sends readers to an object store."
            )

    def check_bind_address(self, has_keys: Callable[[], bool]) -> None:
        """Raise SettingsError if other machines could post without a key, and `open` is not set.

        `has_keys` returns whether API keys exist.
        """
        if not self.is_private and not self.open and not has_keys():
            raise SettingsError(
                f"{self.host} is reachable from other machines, and there is no API key: anyone "
                "could post. Make one with `listen keys new NAME`, or pass --open."
            )

    @property
    def is_private(self) -> bool:
        """Return whether only this machine reaches the server."""
        return is_loopback(self.host)

    @property
    def database(self) -> Path | str:
        """SQLite's file, or the URL of PostgreSQL."""
        return self.database_url or self.data_dir / FILE

    @property
    def signing(self) -> SigningSettings | None:
        """The settings of signatures; None if nothing is signed. Raises SettingsError."""
        return SigningSettings.of(self.c2pa_certificate, self.c2pa_key, self.c2pa_timestamp_url)

    @property
    def default_profile(self) -> SiteProfile:
        """The profile of articles that belong to no site."""
        lexicon = merge(self.lexicon_files, self.lexicon)
        profile = SiteProfile(self.article, lexicon, disclosure=self.disclosure)
        return replace(profile, publish_voice=self.publish_voice or None)

    def voice_preferences(self) -> VoicePreferences:
        """Return the settings that select voices."""
        return VoicePreferences(
            default=self.default_voice,
            engine_order=self.voice_order,
            online=self.online,
            aliases=self.voices,
            fallback=self.fallback,
            configured_names=tuple(self._configured_names()),
        )

    def _configured_names(self) -> Iterator[tuple[str, str]]:
        """Yield settings with the engine or voice that each names.

        Defaults are left out: they name engines that most servers do not have.
        """
        defaults = WebConfig()
        if self.default_voice != defaults.default_voice:
            yield "default_voice", self.default_voice
        if self.publish_voice:
            yield "publish_voice", self.publish_voice
        if self.voice_order != defaults.voice_order:
            yield from (("voice_order", engine) for engine in self.voice_order)
        yield from ((f"voices.{name}", voice) for name, voice in self.voices)
        if self.fallback != defaults.fallback:
            for name, alternatives in self.fallback:
                yield "fallback", name
                yield from ((f"fallback.{name}", alternative) for alternative in alternatives)
        for site in self.sites:
            yield from ((f"sites.{site.name}.{key}", voice) for key, voice in site.named_voices())
