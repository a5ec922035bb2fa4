"""/v1/deliveries: the log of callbacks to a site, and their replay."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import NotFound

from listen.database.tables import DeliveryRow
from listen.database.types import now
from listen.errors import Unprocessable
from listen.publishing.delivery_rows import (
    STATES,
    find_delivery,
    list_deliveries,
    public_url_of,
    replay_delivery,
)
from listen.web.paging import MAX_ID, read_cursor, read_limit
from listen.web.services import services

deliveries = Blueprint("deliveries", __name__, url_prefix="/v1/deliveries")


@deliveries.get("")
def show_list() -> Response:
    """List deliveries, newest first. `cursor` of an answer continues the list."""
    site = services().access.require_site(request.args.get("site"))
    state, limit, before = request.args.get("state"), read_limit(), read_cursor()
    if state is not None and state not in STATES:
        raise Unprocessable(f"'state' must be one of: {', '.join(STATES)}; got {state[:80]!r}.")
    rows = services().publishing.database.read(
        lambda session: list_deliveries(session, site, state, before, limit + 1)
    )
    cursor = str(rows[limit - 1].id) if len(rows) > limit else None
    response = jsonify(deliveries=[_resource(row) for row in rows[:limit]], cursor=cursor)
    response.headers["Cache-Control"] = "no-store"
    return response


@deliveries.post("/<int:delivery_id>/replay")
def replay(delivery_id: int) -> Response:
    """Send a delivery again, with the same message id."""
    database, access = services().publishing.database, services().access
    delivery_id = min(delivery_id, MAX_ID)  # the databases have no larger ones
    found = database.read(lambda session: find_delivery(session, delivery_id))
    site = access.require_site(found.site if found else request.args.get("site"))
    row = database.write(lambda session: replay_delivery(session, delivery_id, now()))
    if row is None:
        raise NotFound(f"The site {site!r} has no delivery {delivery_id}.")
    response = jsonify(_resource(row))
    response.status_code = 202
    response.headers["Cache-Control"] = "no-store"
    return response


def _resource(row: DeliveryRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "site": row.site,
        "event": row.event,
        "article": row.payload.get("data", {}).get("id"),
        "message_id": row.message_id,
        "url": public_url_of(row),
        "state": row.state,
        "attempts": row.attempts,
        "next_at": _text(row.next_at),
        "last_status": row.last_status,
        "last_error": row.last_error,
        "created_at": _text(row.created_at),
        "delivered_at": _text(row.delivered_at),
    }


def _text(time: datetime | None) -> str | None:
    return time.isoformat().replace("+00:00", "Z") if time else None
