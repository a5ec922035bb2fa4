"""Processes of a fork server share what it has loaded, and depend on nothing else of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from listen.processes.child import Child
from listen.processes.fork_server import ForkServer
from listen.processes.messages import read_message, write_message
from tests.conftest import wait_until
from tests.listen.processes.echo import ECHO, has_ended


@pytest.fixture
def server() -> Iterator[ForkServer]:
    server = ForkServer(ECHO)
    yield server
    server.close()


@pytest.fixture
def fork(server: ForkServer) -> Iterator[Callable[..., Child]]:
    """Forks processes, which end with the test."""
    with ExitStack() as stack:

        def fork(*arguments: str) -> Child:
            child = server.fork(*arguments)
            stack.callback(child.end)
            return child

        yield fork


def ready(child: Child) -> Child:
    """Wait until the process tells that it is ready."""
    read_message(child.stdout)
    return child


def ask(child: Child, **fields: Any) -> dict[str, Any]:
    write_message(child.stdin, fields)
    return read_message(child.stdout)[0]


def test_processes_share_what_the_server_has_loaded(fork: Callable[..., Child]) -> None:
    children = [ready(fork(str(number))) for number in range(3)]
    answers = [ask(child) for child in children]
    assert len({answer["pid"] for answer in answers}) == 3
    assert len({answer["loader"] for answer in answers}) == 1
    assert [answer["arguments"] for answer in answers] == [["0"], ["1"], ["2"]]


def test_threads_may_fork_at_the_same_time(fork: Callable[..., Child]) -> None:
    with ThreadPoolExecutor(8) as threads:
        children = [*threads.map(lambda number: fork(str(number)), range(24))]
        answers = [*threads.map(lambda child: ask(ready(child)), children)]
    assert [answer["arguments"] for answer in answers] == [[str(number)] for number in range(24)]
    assert len({answer["pid"] for answer in answers}) == 24


def test_a_killed_process_leaves_the_others(fork: Callable[..., Child]) -> None:
    first, second = ready(fork()), ready(fork())
    pid = ask(first)["pid"]
    write_message(first.stdin, {"sleep": True})
    first.end()
    wait_until(lambda: has_ended(pid))
    assert ask(second, a=1)["a"] == 1


def test_a_process_ends_with_its_streams(server: ForkServer, fork: Callable[..., Child]) -> None:
    child = ready(fork())
    pid = ask(child)["pid"]
    server._control.close()  # type: ignore[union-attr]  # nobody is left to kill it
    child.end()
    wait_until(lambda: has_ended(pid))


def test_processes_that_ended_are_reaped(fork: Callable[..., Child]) -> None:
    pids = []
    for _ in range(5):
        child = ready(fork())
        pids.append(ask(child)["pid"])
        write_message(child.stdin, {"exit": True})
        wait_until(lambda: has_ended(pids[-1]))
        child.end()
    ready(fork())
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.parametrize("moment", ["loading", "loaded"])
def test_a_server_that_died_is_replaced(
    server: ForkServer,
    fork: Callable[..., Child],
    moment: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if moment == "loading":
        monkeypatch.setenv("GATE", str(tmp_path / "gate"))
    child = fork()
    if moment == "loaded":
        ready(child)
    os.kill(server._process.pid, signal.SIGKILL)  # type: ignore[union-attr]
    if moment == "loading":
        (tmp_path / "gate").touch()
        with pytest.raises((EOFError, ConnectionResetError)):
            read_message(child.stdout)
    else:
        assert ask(child, a=1)["a"] == 1, "its processes go on"
    wait_until(lambda: has_ended(server._process.pid))  # type: ignore[union-attr]
    assert ask(ready(fork()), a=2)["a"] == 2


def run_in_greenlets(code: str) -> str:
    """Return what a process prints in which gevent has patched the standard library."""
    code = f"from gevent import monkey; monkey.patch_all()\n{code}"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_greenlets_fork_and_wait_for_answers() -> None:
    """Their sockets do not block, and those of the processes must."""
    code = f"""
import gevent
from listen.processes.fork_server import ForkServer
from tests.listen.processes.test_fork_server import ask, ready
server = ForkServer("{ECHO}")
children = [server.fork(str(number)) for number in range(3)]
tasks = [gevent.spawn(lambda child=child: ask(ready(child))) for child in children]
print([task.get()["arguments"] for task in tasks])
body = "x" * 3_000_000
print(ask(children[0], body=body)["body"] == body)
[child.end() for child in children]
server.close()
"""
    assert run_in_greenlets(code).split("\n")[:2] == ["[['0'], ['1'], ['2']]", "True"]


def test_all_end_with_the_process_of_the_pool() -> None:
    code = f"""
from listen.processes.fork_server import ForkServer
from tests.listen.processes.test_fork_server import ask, ready
server = ForkServer("{ECHO}")
answer = ask(ready(server.fork()))
print(answer["pid"], answer["loader"], flush=True)
input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        pids = [*map(int, process.stdout.readline().split())]
        process.kill()
    for pid in pids:
        wait_until(lambda pid=pid: has_ended(pid))  # type: ignore[misc]
