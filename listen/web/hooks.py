"""/v1/hooks: webhooks of content management systems.

The answer is 2xx for everything that the site signed, at once and whatever it says: a system gives
up on a receiver that is slow or answers with errors. Ghost waits two seconds, does not try again,
and deletes a webhook that is answered with 410. `listen publish` does the work.
"""

import logging

from flask import Blueprint, Response, abort, request

from listen.errors import Unauthorized
from listen.fetch.page import MAX_PAGE_BYTES
from listen.publishing.change import Change, Compare, Ignore
from listen.publishing.hooks.receive import SENDERS
from listen.web.body import read_body
from listen.web.services import services

log = logging.getLogger(__name__)

hooks = Blueprint("hooks", __name__, url_prefix="/v1/hooks")


@hooks.post("/<site>/<sender>")
def receive(site: str, sender: str) -> Response:
    """Queue the change that a webhook reports."""
    system = SENDERS.get(sender) or abort(404)
    found = services().sites.get(site)
    body = read_body(request, MAX_PAGE_BYTES)
    if not found.secrets:
        raise Unauthorized(f"The site {found.name!r} has no secret for webhooks.")
    message = system.verify(found.secrets, dict(request.headers), body)
    with services().replays.once(found.name, message):
        change = system.read(message, request.args.get("event"), found.protected_audio)
        _queue(found.name, sender, change)
    return Response(status=202)


def _queue(site: str, sender: str, change: Change) -> None:
    if isinstance(change, Ignore):
        log.info("%s: a webhook of %s changes nothing: %s", site, sender, change.reason)
    elif isinstance(change, Compare):
        services().tasks.compare(site)
    else:
        services().tasks.apply(site, change)
