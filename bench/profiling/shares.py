"""The share of each stage in the time of a process, with its largest functions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.profiling.stacks import Stack, parse_stacks
from bench.profiling.stages import OTHER, WAITING, Stages, stage_of
from bench.profiling.work import Work
from bench.table import aligned

_HEADINGS = ("stage", "%", "ms")
_SHOWN, _SHOWN_OF_OTHER = 3, 10
"""Functions below a stage."""
_LITTLE = 2.0
"""Percent. Of a stage with less, only the largest function is shown; of OTHER, always more."""
_BUSY_MACHINE = 1.3
"""Running threads per processor that the process had. More of them have waited for processors."""


@dataclass
class Share:
    """The samples of one stage."""

    stage: str
    samples: int = 0
    functions: Counter[str] = field(default_factory=Counter)
    """Samples by the function that was executed, and the function of ours that called it."""

    def add(self, stack: Stack) -> None:
        self.samples += stack.samples
        called = "" if stack.caller == stack.leaf else f" < {stack.caller}"
        self.functions[f"{stack.leaf}{called}"] += stack.samples


def shares(stacks: Iterable[Stack], stages: Stages) -> list[Share]:
    """Return the stages that have samples, the largest first, OTHER and WAITING last.

    Every sample counts to one of them.
    """
    found: dict[str, Share] = {}
    for stack in stacks:
        stage = stage_of(stack, stages)
        found.setdefault(stage, Share(stage)).add(stack)
    last = {OTHER: 1, WAITING: 2}
    return sorted(found.values(), key=lambda share: (last.get(share.stage, 0), -share.samples))


def report(work: Work, stages: Stages) -> str:
    """Return a line about a recording, and its table: percent of the active time, milliseconds of
    processor for each unit of work, and below each stage its largest functions.
    """
    found = shares(parse_stacks(work.recording.raw), stages)
    active = sum(share.samples for share in found if share.stage != WAITING)
    cost = 1000 * min(work.recording.processor, active / work.recording.rate) / work.count
    percents = [100 * share.samples / max(active, 1) for share in found]
    rows = [
        (share.stage, *(_numbers(percent, cost) if share.stage != WAITING else ("", "")))
        for share, percent in zip(found, percents, strict=True)
    ]
    head, *lines = aligned([_HEADINGS, *rows]).split("\n")
    table = [head]
    for line, share, percent in zip(lines, found, percents, strict=True):
        table += [line, *_functions(share, percent)]
    return "\n".join([*_about(work, active), "", *table])


def _numbers(percent: float, cost: float) -> tuple[str, str]:
    return f"{percent:.1f}", _milliseconds(cost * percent / 100)


def _milliseconds(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _functions(share: Share, percent: float) -> Iterator[str]:
    shown = _SHOWN if percent >= _LITTLE else 1
    if share.stage in (OTHER, WAITING):
        shown = _SHOWN_OF_OTHER
    for name, samples in share.functions.most_common(shown):
        yield f"    {100 * samples / share.samples:3.0f} %  {name}"


def _about(work: Work, active: int) -> Iterator[str]:
    recording = work.recording
    cost = 1000 * recording.processor / work.count
    yield (
        f"{work.name}: {work.count} times in {recording.clock:.1f} s of clock, "
        f"{_milliseconds(cost)} ms of processor each; {active} samples of active threads."
    )
    others = ", ".join(
        f"{name} {_milliseconds(1000 * seconds / work.count)} ms"
        for name, seconds in work.others.items()
    )
    if others:
        yield f"Processor of other processes each time: {others}."
    running = active / recording.rate
    if running > _BUSY_MACHINE * recording.processor:
        yield (
            f"The machine was busy: threads ran or waited for a processor for {running:.1f} s, "
            f"and had one for {recording.processor:.1f} s. The shares are rough."
        )
    elif running < recording.processor:
        yield (
            f"The samples are {running:.1f} s of {recording.processor:.1f} s of processor. "
            "The rest is of waiting functions, such as the event loop, or not of Python."
        )
