"""listen ghost: connects a Ghost site with this server."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from audio_cache.settings_values import SettingsError
from listen.cli.publishers import Publishers, data_dir_option, open_publishers
from listen.host import host_of, is_address, is_loopback

if TYPE_CHECKING:
    from listen.publishing.ghost.admin_api import AdminApi, GhostSite, Webhook
    from listen.sites.site import Site

_IN_FILE_ONLY = "private_hosts"
"""A setting that opens the private network to the site, and so is in listen.toml only."""

_PRIVATE_ADDRESS = (
    "Ghost sends nothing to private addresses by default. If {host} is one for Ghost, add "
    '"security": {{"allowWebhookInternalIPs": true}} to config.production.json of Ghost, and '
    "restart it."
)

_PRIVATE_SITE = (
    "The site is private: visitors need a password, and audio of its posts would not. Make it "
    "public under Settings > General > Make site private first."
)


@click.group()
def ghost() -> None:
    """Connect a Ghost site."""


@ghost.command()
@click.argument("url")
@click.argument("admin_key")
@click.option("--site", help="Name of the site here; defaults to the only one.")
@click.option(
    "--listen-url",
    help="URL at which Ghost reaches this server; defaults to the setting public_url.",
)
@click.option(
    "--content-key", help="Content API key; defaults to the one that the site's pages use."
)
@data_dir_option
def connect(
    url: str,
    admin_key: str,
    site: str | None,
    listen_url: str | None,
    content_key: str | None,
    data_dir: str | None,
) -> None:
    """Make Ghost report every change of its articles to this server.

    URL is that of the Ghost site. ADMIN_KEY is the Admin API key of a custom integration, which
    Ghost makes under Settings > Integrations. A second run changes nothing, or moves the webhooks
    to another server.
    """
    from listen.publishing.ghost.admin_api import AdminApi  # noqa: PLC0415
    from listen.publishing.ghost.connect import derive_secret  # noqa: PLC0415
    from listen.publishing.ghost.errors import GhostError  # noqa: PLC0415
    from listen.publishing.ghost.home_page import read_home_page  # noqa: PLC0415

    with open_publishers(data_dir) as publishers:
        name = site or _only_site(publishers)
        known = next((each for each in publishers.sites.all() if each.name == name), None)
        target = listen_url or publishers.config.public_url
        target = target or f"http://127.0.0.1:{publishers.config.port}"
        try:
            api = AdminApi(url, admin_key)
            secret = known.secrets[0] if known and known.secrets else derive_secret(api, name)
            found = api.site()
            click.echo(f'Found "{found.title}", Ghost {found.version}.')
            home_page = read_home_page(found.url)
            if home_page.is_private:
                raise GhostError(_PRIVATE_SITE)
            for line in _make_webhooks(publishers, api, target, name, secret):
                click.echo(line)
        except GhostError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            raise click.ClickException(
                f"Cannot write {error.filename}: {error.strerror}."
            ) from None
        for line in _add_to_site(
            publishers, name, known, found, secret, content_key or home_page.content_key
        ):
            click.echo(line)


def _only_site(publishers: Publishers) -> str:
    names = [site.name for site in publishers.sites.all()]
    if len(names) > 1:
        raise click.UsageError(f"Name the site with --site: {', '.join(names)}.")
    return names[0]


def _make_webhooks(
    publishers: Publishers, api: "AdminApi", target: str, site: str, secret: str
) -> Iterator[str]:
    """Make the webhooks, and yield what there is to say about them."""
    from listen.publishing.ghost.connect import connect as make  # noqa: PLC0415
    from listen.publishing.ghost.webhook_ids import WebhookIds  # noqa: PLC0415

    remembered = WebhookIds(publishers.config.data_dir, site)
    ids = remembered.read()
    made: dict[str, Webhook | None] = {}
    try:
        for event, webhook in make(api, target, site, secret, ids):
            made[event] = webhook
    finally:
        remembered.write(ids | {event: each.id for event, each in made.items() if each})
    yield f"{len(made)} webhooks report to {target}/v1/hooks/{site}/ghost: {', '.join(made)}."
    if foreign := [event for event, webhook in made.items() if webhook is None]:
        yield (
            f"Ghost had webhooks of this URL before: {', '.join(foreign)}. They keep the secret "
            "that they have. If this server refuses them (401), delete the integration in Ghost, "
            "add another and connect it."
        )
    problems = {webhook.problem for webhook in made.values() if webhook and webhook.problem}
    for problem in sorted(problems):
        yield f"Ghost's last report failed. {problem}."
    host = host_of(target) or ""
    if _is_private(host) or any("PRIVATE" in problem for problem in problems):
        yield _PRIVATE_ADDRESS.format(host=host)


def _is_private(host: str) -> bool:
    from listen.fetch.address import is_public  # noqa: PLC0415

    if is_address(host):
        return not is_public(host)
    return is_loopback(host) or "." not in host


def _add_to_site(
    publishers: Publishers,
    name: str,
    known: "Site | None",
    found: "GhostSite",
    secret: str,
    content_key: str | None,
) -> Iterator[str]:
    """Store what the site lacks, or yield the lines that listen.toml lacks."""
    lacking = _lacking_settings(known, found, secret, content_key)
    if not lacking:
        yield f"The site {name} has all settings that it needs."
    elif publishers.sites.is_configured(name):
        yield f"Add to [sites.{name}] in listen.toml:"
        yield from _toml_lines(lacking)
    else:
        stored = publishers.site_store.all().get(name, {})
        added = {key: value for key, value in lacking.items() if key != _IN_FILE_ONLY}
        if added:
            _store(publishers, name, stored | added)
            yield f"The site {name} was stored with: {', '.join(added)}."
        if _IN_FILE_ONLY in lacking:
            yield (
                "To find actions on several posts at once, this server must read Ghost's list of "
                "posts. Ghost's address is private, which only listen.toml can allow. Add to it:"
            )
            yield from (f"[sites.{name}]", *_toml_lines(stored | lacking))
    if not content_key and not (known and known.ghost_content_key):
        yield (
            "Actions on several posts at once are found only with the integration's Content API "
            "key. Pass it with --content-key."
        )


def _lacking_settings(
    known: "Site | None", found: "GhostSite", secret: str, content_key: str | None
) -> dict[str, str | list[str]]:
    """Return the settings that the site lacks, as its table has them."""
    lacking: dict[str, str | list[str]] = {}
    if not known or secret not in known.secrets:
        lacking["secrets"] = [secret]
    if not known or not any(source.kind == "ghost" for source in known.sources):
        lacking["ghost"] = found.url
    if content_key and not (known and known.ghost_content_key):
        lacking["ghost_content_key"] = content_key
    url = urlsplit(found.url)
    host = host_of(found.url) or ""
    if not (known and host in known.hosts):
        lacking["hosts"] = [*(known.hosts if known else ()), host]
    port = url.port or (443 if url.scheme == "https" else 80)
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    is_reached = port in (80, 443) and not _is_private(host)
    if not is_reached and not (known and authority in known.private_hosts):
        lacking[_IN_FILE_ONLY] = [*(known.private_hosts if known else ()), authority]
    return lacking


def _store(publishers: Publishers, name: str, table: dict[str, Any]) -> None:
    """Store a site in the database."""
    from listen.sites.parse import check_hosts_differ, parse_site  # noqa: PLC0415

    others = [site for site in publishers.sites.all() if site.name != name]
    try:
        check_hosts_differ([*others, parse_site(name, table)])
    except SettingsError as error:
        raise click.ClickException(str(error)) from None
    publishers.site_store.save(name, table)


def _toml_lines(table: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield from (f"{key} = {_toml(value)}" for key, value in table.items())


def _toml(value: Any) -> str:
    """Return a value as TOML, which writes strings, numbers and switches as JSON does."""
    if isinstance(value, dict):
        items = (f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
