"""/v1/hooks: webhooks of content management systems.

The answer is 2xx for everything that the site signed, at once and whatever it says: a system gives
up on a receiver that is slow or answers with errors. Ghost waits two seconds, does not try again,
and deletes a webhook that is answered with 410. `listen publish` does the work.
"""

from flask import Blueprint, Response, abort, request

from listen.errors import Unauthorized
from listen.fetch.page import MAX_PAGE_BYTES
from listen.publishing.hooks.accept import accept
from listen.publishing.hooks.receive import SENDERS
from listen.web.body import read_body
from listen.web.services import services
from listen.web.threads import run_in_thread

hooks = Blueprint("hooks", __name__, url_prefix="/v1/hooks")

_MAX_INLINE_BODY = 64 * 1024
"""Bytes of a body that is parsed here, which takes at most some milliseconds. `listen publish`
parses longer ones."""


@hooks.post("/<site>/<sender>")
def receive(site: str, sender: str) -> Response:
    """Queue the change that a webhook reports."""
    system = SENDERS.get(sender) or abort(404)
    found = services().sites.get(site)
    body = read_body(request, MAX_PAGE_BYTES)
    if not found.secrets:
        raise Unauthorized(f"The site {found.name!r} has no secret for webhooks.")
    headers, event = dict(request.headers), request.args.get("event")
    message = run_in_thread(lambda: system.verify(found.secrets, headers, body))
    tasks = services().tasks
    with services().replays.once(found.name, message):
        if len(body) <= _MAX_INLINE_BODY:
            accept(tasks, found, sender, message, event)
        else:
            tasks.receive(found.name, sender, message, event)
    return Response(status=202)
