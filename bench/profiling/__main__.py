"""Prints where the time of a worker and of a web process goes: python -m bench.profiling.

py-spy must be allowed to read the processes: as root, or with kernel.yama.ptrace_scope = 0.
"""

import argparse
import sys
from pathlib import Path

from bench.profiling.load import work_of_web, work_of_worker
from bench.profiling.recorder import RecordingError
from bench.profiling.shares import report
from bench.profiling.stages import WEB, WORKER, Stages
from bench.profiling.work import Work


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.profiling", description=__doc__)
    parser.add_argument("process", nargs="*", help="worker, web; defaults to both")
    parser.add_argument("--articles", type=int, default=12, help="that the worker makes")
    parser.add_argument("--seconds", type=float, default=6, help="of each kind of request")
    parser.add_argument("--raw", type=Path, help="a folder for the stacks, for flame graphs")
    parser.add_argument("--write", type=Path, help="a Markdown file for the tables")
    options = parser.parse_args()
    processes = options.process or ["worker", "web"]
    if unknown := set(processes) - {"worker", "web"}:
        parser.error(f"unknown process: {', '.join(sorted(unknown))}")
    reports = []

    def show(work: Work, stages: Stages) -> None:
        reports.append(report(work, stages))
        print(f"{reports[-1]}\n", flush=True)
        if options.raw:
            options.raw.mkdir(parents=True, exist_ok=True)
            name = work.name.replace(": ", "-").replace(" ", "-")
            (options.raw / f"{name}.txt").write_text(work.recording.raw, "utf-8")

    try:
        if "worker" in processes:
            show(work_of_worker(options.articles), WORKER)
        if "web" in processes:
            for work in work_of_web(options.seconds):
                show(work, WEB)
    except RecordingError as error:
        print(error, file=sys.stderr)
        return 1
    if options.write:
        blocks = "\n\n".join(f"```\n{text}\n```" for text in reports)
        options.write.write_text(f"# Profile\n\n{blocks}\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
