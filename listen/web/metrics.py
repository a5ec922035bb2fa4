"""GET /metrics: figures for Prometheus, which sends a key with the scope `metrics`."""

from flask import Blueprint, Response, request

from listen.library.readiness import DOWN, REDIS
from listen.metrics.exposition import expose
from listen.metrics.system import dependencies, read_system, redis_up
from listen.publishing.tasks import QUEUE
from listen.web.dependencies import DATABASE
from listen.web.services import services
from listen.web.threads import run_in_thread

metrics = Blueprint("metrics", __name__)


@metrics.get("/metrics")
def show_metrics() -> Response:
    services().access.require_metrics()
    found = services()
    # Within its time limit: what hangs is not asked again below. A full Redis still answers.
    states = found.readiness.dependencies()
    is_up = {name: each.state != DOWN for name, each in states.items()}
    if states[REDIS].problem == "redis":
        system = [redis_up(False)]
    else:
        system = read_system(found.redis, found.registry, QUEUE)
    plays = found.play_totals.collect(is_up[DATABASE])
    up = dependencies(is_up)
    accept = request.headers.get("Accept", "")
    files = found.figure_files

    def write() -> tuple[bytes, str]:
        own = files.collect() if files else found.figures.registry.collect()
        return expose(accept, own, [up], system, plays)

    # Reading the files and writing the text take some milliseconds. They share no lock with the
    # requests; figures in memory do.
    text, media_type = run_in_thread(write) if files else write()
    response = Response(text, content_type=media_type)
    response.headers["Cache-Control"] = "no-store"
    return response
