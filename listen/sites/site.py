"""Sites and their settings: the tables [article] and [sites.NAME], and `fetch`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError, parse_list, parse_table
from audio_cache.spec import BLOCK_KINDS, BlockKind, LexiconEntry
from listen.article.policy import Policy
from listen.host import canonical
from listen.lexicon.entries import MAX_ON_SERVER, LexiconError, parse_entries

ANY = "any"
"""In `fetch`, instead of a host: every public host."""


@dataclass(frozen=True)
class Site:
    """A site of a publisher, as configured."""

    name: str
    hosts: tuple[str, ...]
    """Canonical host names."""
    article: tuple[tuple[str, Any], ...] = ()
    """Fields of the Policy that the site overrides."""
    lexicon: tuple[LexiconEntry, ...] = ()
    voices: tuple[tuple[BlockKind, str], ...] = ()
    """Block kinds and the voices that speak them, if a request names no voice."""


def fetched_hosts(fetch: Iterable[str], sites: Iterable[Site]) -> frozenset[str]:
    """Return the hosts whose pages may be fetched. ANY among them allows every public host."""
    return frozenset((*fetch, *(host for site in sites for host in site.hosts)))


def parse_policy(value: Any) -> Policy:
    """Parse [article]. Raises SettingsError."""
    return Policy(**_parse_policy_fields("article", parse_table("article", value)))


def parse_sites(value: Any) -> tuple[Site, ...]:
    """Parse [sites], a table of sites by name. Raises SettingsError."""
    tables = parse_table("sites", value)
    sites = [_parse_site(f"sites.{name}", table) for name, table in tables.items()]
    owners: dict[str, Site] = {}
    for site in sites:
        for host in site.hosts:
            if owners.setdefault(host, site) is not site:
                raise SettingsError(
                    f"A host must belong to one site only, got {host} in both "
                    f"'sites.{site.name}.hosts' and 'sites.{owners[host].name}.hosts'."
                )
    return tuple(sites)


def parse_fetch(value: Any) -> tuple[str, ...]:
    """Parse `fetch`: hosts, or ANY. Raises SettingsError."""
    return _parse_hosts("fetch", parse_list(value) if isinstance(value, str) else value)


def _parse_site(key: str, value: Any) -> Site:
    table = parse_table(key, value)
    _check_names(key, table, ("hosts", "article", "lexicon", "voices"))
    hosts = _parse_hosts(f"{key}.hosts", table.get("hosts"))
    if not hosts or ANY in hosts:
        raise SettingsError(
            f"'{key}.hosts' must list at least one host, and {ANY!r} is not allowed, "
            f"got {excerpt(table['hosts'])}."
        )
    fields = _parse_policy_fields(
        f"{key}.article", parse_table(f"{key}.article", table.get("article", {}))
    )
    try:
        lexicon = parse_entries(table.get("lexicon", {}), MAX_ON_SERVER)
    except LexiconError as error:
        raise SettingsError(f"'{key}.lexicon' is invalid: {error}.") from None
    voices = _parse_voices(f"{key}.voices", parse_table(f"{key}.voices", table.get("voices", {})))
    return Site(key.partition(".")[2], hosts, tuple(fields.items()), lexicon, voices)


def _parse_voices(key: str, table: Mapping[str, Any]) -> tuple[tuple[BlockKind, str], ...]:
    _check_names(key, table, BLOCK_KINDS)
    for kind, voice in table.items():
        if not isinstance(voice, str) or not voice:
            raise SettingsError(
                f"'{key}.{kind}' must name a voice, for example \"espeak:en-gb\", "
                f"got {excerpt(voice)}."
            )
    return tuple((kind, table[kind]) for kind in BLOCK_KINDS if kind in table)


def _parse_policy_fields(key: str, table: Mapping[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(Policy)
    _check_names(key, table, hints)
    fields = {}
    for name, value in table.items():
        if hints[name] == tuple[str, ...]:
            fields[name] = _parse_selectors(f"{key}.{name}", value)
        elif value in get_args(hints[name]):
            fields[name] = value
        else:
            choices = ", ".join(get_args(hints[name]))
            raise SettingsError(f"'{key}.{name}' must be one of: {choices}; got {excerpt(value)}.")
    return fields


def _parse_selectors(key: str, value: Any) -> tuple[str, ...]:
    # Imported here because lxml is slow to load and most commands do not need it.
    from listen.article.html.skip import check_selector  # noqa: PLC0415

    selectors = _parse_strings(key, value)
    for selector in selectors:
        try:
            check_selector(selector)
        except ValueError as error:
            raise SettingsError(
                f"{key!r} must list CSS selectors, got {excerpt(selector)}: {error}."
            ) from None
    return selectors


def _parse_hosts(key: str, value: Any) -> tuple[str, ...]:
    hosts = [host.strip() for host in _parse_strings(key, value) if host.strip()]
    return tuple(dict.fromkeys(_parse_host(key, host) for host in hosts))


def _parse_host(key: str, host: str) -> str:
    try:
        return canonical(host)
    except ValueError:
        raise SettingsError(
            f"{key!r} must list host names such as www.example.org, got {excerpt(host)}."
        ) from None


def _parse_strings(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{key!r} must be a list of strings, got {excerpt(value)}.")
    return tuple(value)


def _check_names(key: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
    unknown = sorted(table.keys() - set(known))
    if unknown:
        raise SettingsError(
            f"'{key}.{unknown[0][:80]}' is not a setting. The settings in [{key}] are: "
            f"{', '.join(known)}."
        )
