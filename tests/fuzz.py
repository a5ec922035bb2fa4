"""Run the property tests with new random examples until the time is up.

Usage: python tests/fuzz.py SECONDS [PYTEST_ARGUMENT...]

Stops at the first failure and prints the failing example as a decorator, to be kept in the test.
"""

import ast
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

TESTS = Path(__file__).parent
PYTEST = ("-u", "-m", "pytest", "-m", "hypothesis", "-x", "-v", "--hypothesis-profile=fuzz")

_FAILING = re.compile(r"^(?P<margin>.*)(?:Failing test case|Falsifying example): (?P<test>\w+)\($")


def main() -> int:
    """Repeat rounds over all property tests, in random order; return the exit status."""
    deadline = time.monotonic() + float(sys.argv[1])
    rounds = 0
    while (left := deadline - time.monotonic()) > 0:
        rounds += 1
        status, output = run_round(left, sys.argv[2:])
        examples = list(as_decorators(output))
        if examples:
            print("\nA property failed. Add its example above @given, then fix the code:\n")
            print("\n".join(examples))
        if examples or (status != 0 and time.monotonic() < deadline):
            return 1
    print(f"\nNo failure in {rounds} rounds, the last one cut off.")
    return 0


def run_round(timeout: float, arguments: list[str]) -> tuple[int, str]:
    """Run each property test once, or until the timeout; return pytest's status and output."""
    files = [
        str(path)
        for path in TESTS.rglob("test_*.py")
        if "@given" in (text := path.read_text()) or "@DOCUMENT.parametrize" in text
    ]
    random.shuffle(files)
    command = [sys.executable, *PYTEST, *(arguments or files)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=TESTS.parent) as process:
        # An interrupt lets pytest stop the servers that its fixtures have started.
        timer = threading.Timer(timeout, process.send_signal, [signal.SIGINT])
        timer.start()
        lines = []
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
        timer.cancel()
    return process.returncode, "".join(lines)


def as_decorators(output: str) -> Iterator[str]:
    """Find the failing examples in pytest's output, as lines of Python."""
    lines = output.splitlines()
    for number, line in enumerate(lines):
        if failing := _FAILING.match(line):
            inside = [text[len(failing["margin"]) :] for text in lines[number + 1 :]]
            arguments = ", ".join(_arguments(inside[: inside.index(")")]))
            yield f"    @example({arguments})  # {failing['test']}"


def _arguments(lines: Iterable[str]) -> Iterator[str]:
    """Return `name=value` for each argument that is valid Python, unlike the repr of a fixture."""
    for argument in re.split(r"^ {4}(?=\w+=)", "\n".join(lines), flags=re.MULTILINE):
        name, _, value = argument.strip().partition("=")
        code = re.sub(r"\n *", " ", re.sub(r",(\s*#.*)?$", "", value))
        with suppress(SyntaxError):
            ast.parse(code, mode="eval")
            yield f"{name}={code}"


if __name__ == "__main__":
    sys.exit(main())
