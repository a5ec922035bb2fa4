"""The text of docs/capacity.md."""

from collections.abc import Sequence

from audio_cache.live import SETTLED
from bench.scale.inputs import Inputs
from bench.scale.inputs_table import inputs_table
from bench.scale.reality import CLICK_SHARE, WORKERS, Check
from bench.scale.report import (
    Answer,
    assumptions,
    check_table,
    cost_table,
    servers_table,
    workers_table,
)

_ABOUT = """\
# Capacity

Written by `make capacity`. It measures what articles and clicks cost on one machine, and simulates
the queue and its workers with these costs. [Operations](operations.md#plan-the-capacity) has the
rules of thumb. `capacity.json` has the figures unrounded."""

_METHOD = """\
A discrete-event simulation follows each job from the click to the end. Its rules are those of
`audio_cache/queue.py` and `worker/job_run.py`: clicks go before what is published, a worker makes
one article at a time, and a job gives way between two segments. The workers of a host share its
processors, with a lower weight for bulk work (`worker/session.py`). Costs are straight lines
through jobs of two lengths. Nothing is adjusted to the check below.

The seeds are fixed. The 95th percentile has its confidence interval of 95 % behind it, from order
statistics; a number of workers is enough if all of the interval is below the limit. Fleets above
50 workers are found to 2 %.

What the model leaves out: the network between machines, web processes of unequal load, the time
that an object store takes, and clicks on an article that is being made, which need no further
worker."""


_MAX_OTHERS = 0.1
"""Processors that others may use on a machine that counts as quiet."""

_SHARED = """\
**The machine was not quiet.** Others used its processors during the measurements, so times are too
long and workers too many. Run `make capacity` again on a machine that does nothing else."""


def document(
    inputs: Inputs,
    answers: Sequence[Answer],
    checks: Sequence[Check],
    price: float,
    limit: float,
) -> str:
    """Return the document."""
    traffic = answers[0].traffic
    parts = [
        _ABOUT,
        inputs.about,
        _SHARED if inputs.others > _MAX_OTHERS else "",
        "## Workers",
        f"Assumptions: {assumptions(traffic, limit)}",
        workers_table(answers, inputs),
        _READ_WORKERS,
        "## Redis, store and web processes",
        "At the peak, with the workers that are enough for all:",
        servers_table(answers, inputs),
        _READ_SERVERS,
        "## Cost",
        f"{price:g} for a processor and an hour is an assumption, not a quotation: give yours with "
        "`--price`. A processor is one of the measured machine. Storage and traffic are extra.",
        cost_table(answers, inputs, price),
        "## Model and reality",
        f"The same arrivals on the real product with {WORKERS} workers and in the simulation, "
        f"{CLICK_SHARE:.0%} of them clicks. The client that measures and the web process share the "
        "processors with the workers, in the simulation too.".replace("%", " %"),
        check_table(checks) if checks else "Not checked in this run.",
        _differences(checks),
        "## Measured",
        inputs_table(inputs),
        "## Method",
        _METHOD,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_READ_WORKERS = """\
*New clicks* are those on articles that nobody has made. All others, most of the clicks, find
finished audio, and need no worker. *Enough for clicks*: what is published waits, if need be, until
after the peak. *Load* is the processor time that all jobs need in a second. *Stalled* readers run
out of audio after it has begun, because their job gave way to others."""

_READ_SERVERS = f"""\
*Each Redis* is the pair of an installation, for the queue and for live audio. Two things limit
it: a Redis has one thread for commands, and the pair keeps at most 256 MB of live audio
(`audio_cache/live.py`). A click beyond that is not relayed, so its reader waits for the whole
article. When room is needed, live audio stays for {SETTLED} seconds after its end: so it limits the
rate of new clicks, with any number of workers. The table divides larger loads among
*installations*, for example by site. Each has queues, Redis servers, workers and web processes of
its own; they share the store."""


def _differences(checks: Sequence[Check]) -> str:
    if not checks:
        return ""
    median = max((_off(c.predicted.median, c.measured.median) for c in checks), key=abs)
    p95 = max((_off(c.predicted.p95.value, c.measured.p95.value) for c in checks), key=abs)
    workers = max((c.predicted.workers_busy - c.measured.workers_busy for c in checks), key=abs)
    busy = max((c.predicted.processors_busy - c.measured.processors_busy for c in checks), key=abs)
    others = max(check.others for check in checks)
    return (
        f"The largest differences, predicted beside measured: {median:+.0%} of a median, "
        f"{p95:+.0%} of a 95th percentile, {workers:+.2f} of busy workers, "
        f"{busy:+.2f} of busy processors. Other processes used up to "
        f"{others:.2f} processors meanwhile; in the simulation, a rival with their share of the "
        "scheduler does. "
        "A minute has too few clicks for a narrow interval of the 95th percentile."
    ).replace("%", " %")


def _off(predicted: float, measured: float) -> float:
    return predicted / measured - 1
