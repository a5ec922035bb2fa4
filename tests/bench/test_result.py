"""The result of the benchmarks as JSON."""

import json
import math
from pathlib import Path

from bench.articles import Newsroom
from bench.facts import Facts
from bench.result import Result

TEXT = Path(__file__).with_name("result.json").read_text("utf-8")


def test_a_result_that_is_read_is_written_alike() -> None:
    assert Result.from_json(TEXT).to_json() == TEXT


def test_each_row_has_its_benchmark_and_its_verdict() -> None:
    rows = {row["bar"]: row for row in json.loads(TEXT)["rows"]}
    edit = rows["one sentence of twenty edited: wall / cold"]
    assert (edit["benchmark"], edit["verdict"]) == ("edit", "pass")
    assert rows["a figure without a limit"]["verdict"] == "-"


def test_what_never_happened_is_null_and_misses_its_limit() -> None:
    row = Result.from_json(TEXT).row("first sound, 10 clicks at once: the last, seconds")
    assert row
    assert (row.measured, row.verdict) == (math.inf, "MISS")


def test_the_facts_of_this_machine_are_fields() -> None:
    facts = Facts.of_this_machine()
    assert Result.from_json(Result(facts).to_json()).facts == facts
    assert facts.cores >= 1
    assert "numpy" in facts.libraries


def test_a_quick_run_repeats_less_but_at_least_twice() -> None:
    assert [Newsroom().times(full) for full in (1, 2, 16)] == [1, 2, 16]
    assert [Newsroom(0.25).times(full) for full in (1, 2, 6, 16)] == [1, 2, 2, 4]
