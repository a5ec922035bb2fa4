"""Parses the settings of sites: the tables [article] and [sites.NAME], and `fetch`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any, get_args, get_type_hints

from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError, parse_list, parse_table
from audio_cache.spec import BLOCK_KINDS, BlockKind, LexiconEntry
from listen.article.policy import Policy
from listen.host import canonical
from listen.lexicon.entries import MAX_ON_SERVER, LexiconError, parse_entries
from listen.sites.parse_disclosure import parse_disclosure
from listen.sites.parse_outgoing import (
    PRIVATE_HOSTS,
    check_signing_secret,
    parse_headers,
    parse_private_hosts,
)
from listen.sites.parse_podcast import parse_podcast
from listen.sites.site import ANY, SOURCES, Limits, Site, Source
from listen.sites.values import (
    check_names,
    parse_count,
    parse_flag,
    parse_strings,
    parse_text,
    parse_urls,
)

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def parse_policy(value: Any) -> Policy:
    """Parse [article]. Raises SettingsError."""
    return Policy(**_parse_policy_fields("article", parse_table("article", value)))


def parse_sites(value: Any) -> tuple[Site, ...]:
    """Parse [sites], a table of sites by name. Raises SettingsError."""
    tables = parse_table("sites", value)
    sites = tuple(parse_site(name, table, is_trusted=True) for name, table in tables.items())
    check_hosts_differ(sites)
    return sites


def check_hosts_differ(sites: Iterable[Site]) -> None:
    """Raise SettingsError for a host that belongs to two sites."""
    owners: dict[str, Site] = {}
    for site in sites:
        for host in site.hosts:
            if owners.setdefault(host, site) is not site:
                raise SettingsError(
                    f"A host must belong to one site only, got {host} in both "
                    f"'sites.{site.name}.hosts' and 'sites.{owners[host].name}.hosts'."
                )


def parse_fetch(value: Any) -> tuple[str, ...]:
    """Parse `fetch`: hosts, or ANY. Raises SettingsError."""
    return _parse_hosts("fetch", parse_list(value) if isinstance(value, str) else value)


def parse_site(name: str, value: Any, is_trusted: bool = False) -> Site:
    """Parse the table [sites.NAME]. Raises SettingsError, which names the setting.

    `is_trusted`: the table is from listen.toml, which may open the private network to the site.
    """
    key = f"sites.{name}"
    if not _NAME.fullmatch(name):
        raise SettingsError(
            "The name of a site must have 1 to 64 lower-case letters, digits, hyphens and "
            f"underscores, got {excerpt(name)}."
        )
    table = parse_table(key, value)
    check_names(key, table, _SITE_SETTINGS)
    if PRIVATE_HOSTS in table and not is_trusted:
        raise SettingsError(f"'{key}.{PRIVATE_HOSTS}' can be set in listen.toml only.")
    hosts = _parse_hosts(f"{key}.hosts", table.get("hosts"))
    if not hosts or ANY in hosts:
        raise SettingsError(
            f"'{key}.hosts' must list at least one host, and {ANY!r} is not allowed, "
            f"got {excerpt(table['hosts'])}."
        )
    policy = _parse_policy_fields(
        f"{key}.article", parse_table(f"{key}.article", table.get("article", {}))
    )
    secrets = parse_strings(f"{key}.secrets", table.get("secrets", ()))
    callbacks = parse_urls(key, table, "callbacks")
    if callbacks:
        check_signing_secret(key, secrets)
    return Site(
        name,
        hosts,
        article=tuple(policy.items()),
        lexicon=_parse_lexicon(f"{key}.lexicon", table.get("lexicon", {})),
        voices=_parse_voices(
            f"{key}.voices", parse_table(f"{key}.voices", table.get("voices", {}))
        ),
        voice=parse_text(key, table, "voice"),
        publish_voice=parse_text(key, table, "publish_voice"),
        hold=parse_flag(key, table, "hold"),
        protected_audio=parse_flag(key, table, "protected_audio"),
        secrets=secrets,
        callbacks=callbacks,
        purge_url=next(iter(parse_urls(key, table, "purge_url")), None),
        purge_headers=parse_headers(f"{key}.purge_headers", table.get("purge_headers", {})),
        private_hosts=parse_private_hosts(
            f"{key}.{PRIVATE_HOSTS}",
            parse_strings(f"{key}.{PRIVATE_HOSTS}", table.get(PRIVATE_HOSTS, ())),
        ),
        sources=tuple(
            Source(kind, url) for kind in SOURCES for url in parse_urls(key, table, kind)
        ),
        ghost_content_key=parse_text(key, table, "ghost_content_key"),
        check_minutes=parse_count(key, table, "check_minutes", 5) or 5,
        origins=parse_urls(key, table, "origins"),
        report_mispronunciation=parse_flag(key, table, "report_mispronunciation"),
        limits=Limits(
            **{
                name: parse_count(key, table, name, default)
                for name, default in asdict(Limits()).items()
            }
        ),
        podcast=parse_podcast(f"{key}.podcast", table.get("podcast")),
        disclosure=(
            parse_disclosure(f"{key}.disclosure", table["disclosure"])
            if "disclosure" in table
            else None
        ),
        plays=parse_flag(key, table, "plays"),
        redirect_audio=(
            parse_flag(key, table, "redirect_audio") if "redirect_audio" in table else None
        ),
    )


_SITE_SETTINGS = (
    *("hosts", "article", "lexicon", "voices", "voice", "hold", "protected_audio", "secrets"),
    *("callbacks", "purge_url", "purge_headers", PRIVATE_HOSTS, *SOURCES),
    *("ghost_content_key", "check_minutes", "origins", "plays", "report_mispronunciation"),
    *("podcast", "disclosure", "publish_voice", "redirect_audio"),
    *(f.name for f in fields(Limits)),
)


def _parse_lexicon(key: str, value: Any) -> tuple[LexiconEntry, ...]:
    try:
        return parse_entries(value, MAX_ON_SERVER)
    except LexiconError as error:
        raise SettingsError(f"{key!r} is invalid: {error}.") from None


def _parse_voices(key: str, value: Any) -> tuple[tuple[BlockKind, str], ...]:
    table = parse_table(key, value)
    check_names(key, table, BLOCK_KINDS)
    for kind, voice in table.items():
        if not isinstance(voice, str) or not voice:
            raise SettingsError(
                f"'{key}.{kind}' must name a voice, for example \"espeak:en-gb\", "
                f"got {excerpt(voice)}."
            )
    return tuple((kind, table[kind]) for kind in BLOCK_KINDS if kind in table)


def _parse_policy_fields(key: str, table: Mapping[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(Policy)
    check_names(key, table, hints)
    found = {}
    for name, value in table.items():
        if hints[name] == tuple[str, ...]:
            found[name] = _parse_selectors(f"{key}.{name}", value)
        elif value in get_args(hints[name]):
            found[name] = value
        else:
            choices = ", ".join(get_args(hints[name]))
            raise SettingsError(f"'{key}.{name}' must be one of: {choices}; got {excerpt(value)}.")
    return found


def _parse_selectors(key: str, value: Any) -> tuple[str, ...]:
    # Imported here because lxml is slow to load and most commands do not need it.
    from listen.article.html.skip import check_selector  # noqa: PLC0415

    selectors = parse_strings(key, value)
    for selector in selectors:
        try:
            check_selector(selector)
        except ValueError as error:
            raise SettingsError(
                f"{key!r} must list CSS selectors, got {excerpt(selector)}: {error}."
            ) from None
    return selectors


def _parse_hosts(key: str, value: Any) -> tuple[str, ...]:
    hosts = [host.strip() for host in parse_strings(key, value) if host.strip()]
    return tuple(dict.fromkeys(_parse_host(key, host) for host in hosts))


def _parse_host(key: str, host: str) -> str:
    try:
        return canonical(host)
    except ValueError:
        raise SettingsError(
            f"{key!r} must list host names such as www.example.org, got {excerpt(host)}."
        ) from None
