"""/v1/sites: the sites of the server, for keys with the scope `admin`."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from listen.sites.admin import delete_site, save_site, shown_settings
from listen.sites.site import Site
from listen.web.body import read_json
from listen.web.services import services

sites = Blueprint("sites", __name__, url_prefix="/v1/sites")

_MAX_BODY = 1_000_000
"""Bytes. A lexicon may have 10,000 entries."""


@sites.before_request
def check_access() -> None:
    services().access.require_admin()


@sites.get("")
def show_list() -> Response:
    return _no_store(jsonify(sites=[_resource(site) for site in services().sites.all()]))


@sites.get("/<name>")
def show(name: str) -> Response:
    return _no_store(jsonify(_resource(services().sites.get(name))))


@sites.put("/<name>")
def save(name: str) -> Response:
    """Create a site, or replace its settings."""
    settings = read_json(request, _MAX_BODY)
    site = save_site(services().sites, services().site_store, name, settings)
    return _no_store(jsonify(_resource(site)))


@sites.delete("/<name>")
def delete(name: str) -> Response:
    delete_site(services().sites, services().site_store, name)
    return Response(status=204)


def _resource(site: Site) -> dict[str, Any]:
    known = services().sites
    stored = {} if known.is_configured(site.name) else services().site_store.all()
    return {
        "name": site.name,
        "hosts": list(site.hosts),
        "is_configured": known.is_configured(site.name),
        "settings": shown_settings(stored.get(site.name, {})),
        "secrets": len(site.secrets),
    }


def _no_store(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
