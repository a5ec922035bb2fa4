"""Sites: which pages are theirs, and how these are read; the tables [article] and [sites.NAME]."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from audio_cache.settings import SettingsError, read_table
from audio_cache.spec import BLOCK_KINDS, BlockKind, LexiconEntry
from listen.article.policy import Policy
from listen.host import canonical
from listen.lexicon.entries import MOST_ON_SERVER, LexiconError, read_entries

ANY = "any"
"""In the place of a host that may be fetched: every public one."""


@dataclass(frozen=True)
class Site:
    name: str
    hosts: tuple[str, ...]
    """Canonical."""
    article: tuple[tuple[str, Any], ...] = ()
    """Fields of the Policy that are the site's own."""
    lexicon: tuple[LexiconEntry, ...] = ()
    voices: tuple[tuple[BlockKind, str], ...] = ()
    """Kinds of blocks, and the voices that speak them where a request names none."""


def fetched_hosts(fetch: Iterable[str], sites: Iterable[Site]) -> frozenset[str]:
    """Hosts whose pages may be fetched; ANY among them for every public one."""
    return frozenset((*fetch, *(host for site in sites for host in site.hosts)))


def read_policy(value: Any) -> Policy:
    """Of [article]. Raises SettingsError, as the others below."""
    return Policy(**_policy_fields("article", read_table("article", value)))


def read_sites(value: Any) -> tuple[Site, ...]:
    """Of [sites]: a table for each by its name."""
    sites = [_site(f"sites.{name}", table) for name, table in read_table("sites", value).items()]
    owners: dict[str, Site] = {}
    for site in sites:
        for host in site.hosts:
            if owners.setdefault(host, site) is not site:
                raise SettingsError(
                    f"sites.{site.name}.hosts has {host}, and so has sites.{owners[host].name}."
                )
    return tuple(sites)


def read_fetch(value: Any) -> tuple[str, ...]:
    """Of `fetch`: hosts, or any."""
    return _hosts("fetch", value.split(",") if isinstance(value, str) else value)


def _site(key: str, value: Any) -> Site:
    table = read_table(key, value)
    _check_names(key, table, ("hosts", "article", "lexicon", "voices"))
    hosts = _hosts(f"{key}.hosts", table.get("hosts"))
    if not hosts or ANY in hosts:
        raise SettingsError(f"{key}.hosts is a list of at least one host.")
    fields = _policy_fields(
        f"{key}.article", read_table(f"{key}.article", table.get("article", {}))
    )
    try:
        lexicon = read_entries(table.get("lexicon", {}), MOST_ON_SERVER)
    except LexiconError as error:
        raise SettingsError(f"{key}.lexicon cannot be read: {error}.") from None
    voices = _voices(f"{key}.voices", read_table(f"{key}.voices", table.get("voices", {})))
    return Site(key.partition(".")[2], hosts, tuple(fields.items()), lexicon, voices)


def _voices(key: str, table: Mapping[str, Any]) -> tuple[tuple[BlockKind, str], ...]:
    _check_names(key, table, BLOCK_KINDS)
    for kind, voice in table.items():
        if not isinstance(voice, str) or not voice:
            raise SettingsError(f"{key}.{kind} is the name of a voice.")
    return tuple((kind, table[kind]) for kind in BLOCK_KINDS if kind in table)


def _policy_fields(key: str, table: Mapping[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(Policy)
    _check_names(key, table, hints)
    fields = {}
    for name, value in table.items():
        ways = get_args(hints[name])
        if hints[name] == tuple[str, ...]:
            fields[name] = _selectors(f"{key}.{name}", value)
        elif value in ways:
            fields[name] = value
        else:
            raise SettingsError(f"{key}.{name} is one of: {', '.join(ways)}.")
    return fields


def _selectors(key: str, value: Any) -> tuple[str, ...]:
    # Only here: lxml takes its time, and most commands need none of it.
    from listen.article.html.skip import check_selector  # noqa: PLC0415

    selectors = _strings(key, value)
    for selector in selectors:
        try:
            check_selector(selector)
        except ValueError as error:
            raise SettingsError(f"{key} has no CSS selector in {selector!r}: {error}.") from None
    return selectors


def _hosts(key: str, value: Any) -> tuple[str, ...]:
    hosts = [host.strip() for host in _strings(key, value) if host.strip()]
    return tuple(dict.fromkeys(_host(key, host) for host in hosts))


def _host(key: str, host: str) -> str:
    try:
        return canonical(host)
    except ValueError:
        raise SettingsError(f"{key} has {host!r}: a host is as www.example.org.") from None


def _strings(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise SettingsError(f"{key} is a list of strings.")
    return tuple(value)


def _check_names(key: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
    unknown = sorted(table.keys() - set(known))
    if unknown:
        raise SettingsError(f"{key}.{unknown[0]} does not exist; there are: {', '.join(known)}.")
