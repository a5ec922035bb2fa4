"""Measures a machine, and plans the capacity: python -m bench.scale.

Writes docs/capacity.md and docs/capacity.json. Takes about six minutes, on a machine that does
nothing else: two of measurements, three and a half of checks, half a one of simulations.
"""

import argparse
import json
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product
from pathlib import Path

from bench.articles import Newsroom
from bench.scale.demand import divided
from bench.scale.document import document
from bench.scale.inputs import Inputs
from bench.scale.measure import measure
from bench.scale.reality import Check, check
from bench.scale.report import Answer, as_json, check_table
from bench.scale.search import for_all_work, for_clicks
from bench.scale.traffic import Traffic

_DOCS = Path(__file__).parents[2] / "docs"
_UTILISATIONS = (0.3, 0.6, 0.85)


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the machine must not be left running
    began = time.monotonic()
    if options.inputs:
        inputs = Inputs.load(options.inputs)
    else:
        inputs = measure(Newsroom())
        _log(began, "measured")
    if options.save_inputs:
        options.save_inputs.write_text(f"{json.dumps(inputs.to_dict(), indent=1)}\n")
    checks: list[Check] = []
    if options.check_seconds:
        for each in check(inputs, options.utilisation, options.check_seconds):
            checks.append(each)
            _log(began, f"{check_table(checks)}\nchecked")
    loads = [_traffic(options, *load) for load in product(options.rate, options.pregenerated)]
    plan = partial(_answer, inputs, options.limit / 1000, options.clicks)
    with ProcessPoolExecutor(2) as pool:
        answers = list(pool.map(plan, loads))
    _log(began, "simulated")
    text = document(inputs, answers, checks, options.price, options.limit / 1000)
    print(text)
    if not options.dry_run:
        (_DOCS / "capacity.md").write_text(text)
        found = as_json(inputs, answers, checks, options.price)
        (_DOCS / "capacity.json").write_text(f"{json.dumps(found, indent=1)}\n")
    return 0


def _answer(inputs: Inputs, limit: float, clicks: int, traffic: Traffic) -> Answer:
    traffic = divided(inputs, traffic)
    plans = (plan(inputs, traffic, limit, clicks) for plan in (for_clicks, for_all_work))
    return Answer(traffic, limit, *plans)


def _traffic(options: argparse.Namespace, rate: float, pregenerated: float) -> Traffic:
    return Traffic(
        rate,
        pregenerated=pregenerated,
        peak_factor=options.peak,
        clicks_per_article=options.clicks_per_article,
        zipf=options.zipf,
        sigma=options.sigma,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    site = Traffic(1)
    add = parser.add_argument
    add("--inputs", type=Path, help="measurements of an earlier run, or capacity.json")
    add("--save-inputs", type=Path, help="write the measurements to this file")
    add("--check-seconds", type=float, default=60, help="for each check; 0 for none")
    at = list(_UTILISATIONS)
    add("--utilisation", type=float, nargs="+", default=at, help="planned, of the checks")
    add("--price", type=float, default=0.04, help="of a processor for an hour: an assumption")
    add("--limit", type=float, default=300, help="milliseconds until the first sound")
    add("--rate", type=float, nargs="+", default=[1, 100, 10_000], help="articles a minute")
    add("--clicks", type=int, default=3000, help="new clicks in each simulation")
    shares = [site.pregenerated, 0.0]
    add("--pregenerated", type=float, nargs="+", default=shares, help="share of the articles")
    add("--peak", type=float, default=site.peak_factor, help="busiest hour over the mean")
    add("--clicks-per-article", type=float, default=site.clicks_per_article, help="mean")
    add("--zipf", type=float, default=site.zipf, help="exponent of the popularity")
    add("--sigma", type=float, default=site.sigma, help="of the logarithm of the lengths")
    add("--dry-run", action="store_true", help="print the document only")
    return parser.parse_args()


def _log(began: float, what: str) -> None:
    print(f"{what} after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
