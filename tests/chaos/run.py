"""Runs clients and disturbances on a cluster for a while, and judges the end."""

import json
import logging
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.chaos.clients import Clients
from tests.chaos.cluster import WEBS, cluster
from tests.chaos.disturbances import Disturbances
from tests.chaos.verdict import Verdict, judge, made_again

log = logging.getLogger(__name__)


@dataclass
class Report:
    """The result of a run."""

    seed: int
    accepted: int
    articles: int
    answers: dict[str, int]
    surprises: list[str]
    disturbances: list[str]
    verdict: Verdict

    @property
    def is_good(self) -> bool:
        return self.verdict.is_good and not self.surprises

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2)


def make_folder() -> Path:
    """Make a folder that PostgreSQL's user, too, may enter."""
    folder = Path(tempfile.mkdtemp(prefix="listen-chaos", dir="/tmp"))
    folder.chmod(0o711)
    return folder


def run(folder: Path, redis_url: str, seconds: float, seed: int) -> Report:
    """Disturb a cluster for so many seconds. `redis_url` is for the undisturbed server."""
    (folder / "cluster").mkdir()
    with cluster(folder / "cluster") as started:
        key = started.new_key()
        clients = Clients([started.url(name) for name in WEBS], key, seed)
        disturbances = Disturbances(started, seed)
        with ExitStack() as stack:  # an interrupted run must end its threads, too
            for each in (clients, disturbances):
                each.start()
                stack.callback(each.stop)
            time.sleep(seconds)
        log.info("%d audio accepted; everything works again", len(clients.seen.posted))
        verdict = judge(started, clients.seen, key, folder / "undisturbed", redis_url)
        verdict.made_again = made_again(started, disturbances.damaged)
    seen = clients.seen
    answers = dict(sorted(seen.answers.items()))
    accepted, articles = len(seen.posted), len(seen.published)
    return Report(seed, accepted, articles, answers, seen.surprises, disturbances.done, verdict)
