"""GET /metrics: counters for Prometheus, which sends a key with the scope `admin`."""

from flask import Blueprint, Response

from listen.plays.history import site_totals
from listen.plays.metrics import MEDIA_TYPE, play_metrics
from listen.web.services import services

metrics = Blueprint("metrics", __name__)


@metrics.get("/metrics")
def show_metrics() -> Response:
    services().access.require_admin()
    text = play_metrics(site_totals(services().publishing.database))
    response = Response(text, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response
