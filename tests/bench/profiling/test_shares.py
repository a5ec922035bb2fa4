"""The time of a process by stage, from recorded stacks."""

from pathlib import Path

import pytest

from bench.profiling.recorder import Recording
from bench.profiling.shares import report, shares
from bench.profiling.stacks import Frame, Stack, parse_stacks
from bench.profiling.stages import OTHER, WAITING, WEB, WORKER, Stages, stage_of
from bench.profiling.work import Work

ROOT = Path(__file__).parents[3]
RAW = Path(__file__).with_name("worker.txt").read_text("utf-8")
OURS = ("audio_cache/", "worker/", "listen/")


def test_a_line_is_a_stack_with_its_innermost_frame_first() -> None:
    (stack,) = parse_stacks("<module> (<frozen runpy>:198);run (worker/__main__.py:101) 12")
    assert stack == Stack(
        (Frame("run", "worker/__main__.py"), Frame("<module>", "<frozen runpy>")), 12
    )
    assert str(stack.leaf) == "run (worker/__main__.py)"


def test_a_frame_without_a_file_and_a_stack_without_frames_are_read() -> None:
    native, empty = parse_stacks("main (worker/__main__.py:1);<GC> 3\n 4")
    assert native.frames[0] == Frame("<GC>", "")
    assert (empty.frames, empty.samples) == ((), 4)


def test_the_caller_is_the_innermost_function_of_ours() -> None:
    (stack,) = parse_stacks("a (listen/x.py:1);b (listen/y.py:2);c (json/decoder.py:3) 1")
    assert str(stack.caller) == "b (listen/y.py)"


def test_each_sample_counts_to_one_stage() -> None:
    found = shares(parse_stacks(RAW), WORKER)
    assert {share.stage: share.samples for share in found} == {
        "engine: model": 40,
        "engine: vocoder": 20,
        "MP3": 16,
        "Redis: queue": 6,
        "loudness and true peaks": 4,
        "spoken form": 3,
        "g2p": 2,
        OTHER: 9,
        WAITING: 5,
    }
    assert sum(share.samples for share in found) == sum(s.samples for s in parse_stacks(RAW))


def test_the_largest_stage_is_first_and_the_waiting_last() -> None:
    raw = f"{RAW}_worker (concurrent/futures/thread.py:81) 50\n"
    first, *_, before_last, last = (share.stage for share in shares(parse_stacks(raw), WORKER))
    assert (first, before_last, last) == ("engine: model", OTHER, WAITING)


def test_the_report_has_percent_and_milliseconds_of_what_was_not_waiting() -> None:
    recording = Recording(RAW, processor=2.0, clock=3.0, rate=50)
    work = Work("worker", recording, 4, {"valkey-server": 0.04})
    lines = report(work, WORKER).splitlines()
    assert "4 times in 3.0 s of clock, 500 ms of processor each; 100 samples" in lines[0]
    assert lines[1] == "Processor of other processes each time: valkey-server 10 ms."
    (engine,) = [line for line in lines if line.startswith("engine: model")]
    assert engine.split() == ["engine:", "model", "40.0", "200"]


@pytest.mark.parametrize("raw", [RAW, RAW.replace(") 40", ") 4000")], ids=["much", "little"])
def test_the_report_names_the_functions_of_what_has_no_stage(raw: str) -> None:
    work = Work("worker", Recording(raw, processor=2.0, clock=3.0), 4)
    other = report(work, WORKER).split("\nother")[1].split("\nwaiting")[0]
    assert "no Python function" in other
    assert "<module> (site.py)" in other
    assert "dumps (json/__init__.py) < new_module (worker/unheard_of.py)" in other


@pytest.mark.parametrize(
    ("processor", "said"),
    [(0.5, "waited for a processor for 1.0 s, and had one for 0.5 s"), (2.0, "are 1.0 s of 2.0 s")],
)
def test_the_report_says_what_the_samples_do_not_tell(processor: float, said: str) -> None:
    work = Work("worker", Recording(RAW, processor, clock=3.0), 1)
    assert said in report(work, WORKER)


def test_what_was_not_sampled_is_of_no_stage() -> None:
    work = Work("worker", Recording(RAW, processor=2.0, clock=3.0), 1)
    (engine,) = [line for line in report(work, WORKER).split("\n") if line.startswith("engine: m")]
    assert engine.split()[-2:] == ["40.0", "400"]


def test_a_function_is_named_before_its_module() -> None:
    (file,) = parse_stacks("MeteredSocket.sendfile (listen/web/gunicorn_worker.py:9) 1")
    (http,) = parse_stacks("YieldingWorker.handle (listen/web/gunicorn_worker.py:9) 1")
    assert [stage_of(stack, WEB) for stack in (file, http)] == ["sendfile", "HTTP"]


def test_only_the_innermost_function_waits() -> None:
    read = "read (redis/client.py:1);SocketBuffer._read_from_socket (redis/_parsers/socket.py:64)"
    asked = f"States.get (audio_cache/state.py:1);{read}"
    (waiting,) = parse_stacks(f"{asked} 1")
    (reading,) = parse_stacks(f"{asked};SocketMixin.recv (gevent/_socketcommon.py:1) 1")
    assert [stage_of(stack, WEB) for stack in (waiting, reading)] == [WAITING, "Redis: state"]


@pytest.mark.parametrize("stages", [WORKER, WEB])
def test_the_files_of_ours_that_stages_name_are_there(stages: Stages) -> None:
    names = [name for prefixes in stages.values() for name in prefixes if name.startswith(OURS)]
    files = {
        path.relative_to(ROOT).as_posix() for room in OURS for path in (ROOT / room).rglob("*")
    }
    files |= {f"{file}/" for file in files}
    assert [name for name in names if not any(file.startswith(name) for file in files)] == []
