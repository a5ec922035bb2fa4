"""The pages and plots that are made from the figures of the benchmarks."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import __main__ as bench
from bench import pages
from bench.pages import RESULT, ROOT, groups, pages_of
from bench.result import Result

SAMPLE = Result.from_json(Path(__file__).with_name("result.json").read_text("utf-8"))
README = (ROOT / "README.md").read_text("utf-8")
PLOTS = ("docs/benchmarks/light.svg", "docs/benchmarks/dark.svg")
BARS = [5, 2, 2, 2]
"""Bars below each heading of the plot. The last heading has what `make bench` can install."""
SVG = "{http://www.w3.org/2000/svg}"


def rectangles(svg: str) -> list[dict[str, str]]:
    return [rect.attrib for rect in ET.fromstring(svg).iter(f"{SVG}rect")]


@pytest.mark.skipif(not RESULT.exists(), reason="make bench has not written a result yet")
def test_the_pages_are_those_of_the_result() -> None:
    result = Result.from_json(RESULT.read_text("utf-8"))
    for name, text in pages_of(result, README).items():
        assert (ROOT / name).read_text("utf-8") == text, f"{name}: make bench-pages"
    assert [len(group.bars) for group in groups(result)][:3] == BARS[:3]


@pytest.mark.skipif(RESULT.exists(), reason="make bench has written a result")
def test_the_readme_has_no_figures_without_a_result() -> None:
    assert "<!-- make bench writes this -->\n<!-- end -->\n" in README


def test_equal_results_make_equal_pages() -> None:
    assert pages_of(SAMPLE, README) == pages_of(SAMPLE, pages_of(SAMPLE, README)["README.md"])


def test_the_readme_changes_in_its_section_only() -> None:
    written = pages_of(SAMPLE, README)["README.md"]
    assert "| First sound after a click | 52 ms; the bare first" in written
    before, _, after = written.partition("## Speed")
    assert README.startswith(before)
    assert README.endswith(after.partition("<!-- end -->")[2])


def test_the_pages_show_plots_that_are_written() -> None:
    written = pages_of(SAMPLE, README)
    for page, folder in (("README.md", ""), ("docs/benchmarks.md", "docs/")):
        for plot in PLOTS:
            assert f'"{plot.removeprefix(folder)}"' in written[page]
            assert plot in written


@pytest.mark.parametrize("plot", PLOTS)
def test_a_plot_has_a_title_and_says_its_figures_in_words(plot: str) -> None:
    svg = ET.fromstring(pages_of(SAMPLE, README)[plot])
    assert svg.attrib["role"] == "img"
    ids = svg.attrib["aria-labelledby"].split()
    title, description = (svg.find(f"*[@id='{name}']") for name in ids)
    assert title is not None
    assert title.text == "Listen beside the bare engine"
    assert description is not None
    assert description.text
    assert "500 words, time / bare engine, 0.848 of at most 1.15" in description.text
    assert "nothing of at most 2, missed" in description.text


def test_every_row_of_the_plot_is_in_the_sample() -> None:
    assert [len(group.bars) for group in groups(SAMPLE)] == BARS


def test_a_bar_reaches_the_limit_as_far_as_was_measured_and_stays_in_the_picture() -> None:
    found = rectangles(pages_of(SAMPLE, README)[PLOTS[0]])[1:]
    limits = {float(rect["x"]) for rect in found if rect["width"] == "2"}
    (limit,) = {x + 1 - 12 for x in limits}
    bars = [float(rect["width"]) for rect in found if rect.get("rx") == "3"][1::2]
    assert bars[0] == pytest.approx(0.803 * limit, abs=0.2)
    assert max(bars) == 376


def test_a_result_without_a_benchmark_leaves_out_its_rows() -> None:
    some = Result(SAMPLE.facts, SAMPLE.outcomes[:1])
    assert [group.heading for group in groups(some)] == ["First sound after a click"]
    assert "Its processor time" not in pages_of(some, README)["README.md"]


@pytest.mark.parametrize(
    ("arguments", "is_written"),
    [((), True), (("--quick",), False), (("edit",), False), (("--quick", "edit"), False)],
)
def test_only_a_run_of_all_benchmarks_writes(
    arguments: tuple[str, ...], is_written: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text(README, "utf-8")
    for module in (pages, bench):
        monkeypatch.setattr(module, "RESULT", tmp_path / "docs" / "benchmarks.json")
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    monkeypatch.setattr(bench, "measure", lambda names, effort: SAMPLE)
    monkeypatch.setattr(sys, "argv", ["bench", *arguments])
    assert bench.main() == 1  # the sample misses limits
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    made = {"docs/benchmarks.json", "docs/benchmarks.md", *PLOTS} if is_written else set()
    assert written == {"README.md", *made}
