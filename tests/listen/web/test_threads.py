"""Threads of the web process, in a process that gevent has patched.

Threads wait with `os.read` of a pipe here. In a patched process, even the original events and
barriers of `threading` use locks of gevent, which at times do not wake the threads of a pool.
"""

import subprocess
import sys

PATCHED = """
from gevent import monkey; monkey.patch_all()
import gevent, os
reader, writer = os.pipe()
"""


def run(code: str) -> str:
    """Run code in a patched process. Return what it prints, also as errors."""
    command = [sys.executable, "-c", PATCHED + code]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True)
    return done.stdout.decode()


def test_the_loop_goes_on_while_a_request_waits() -> None:
    code = """
from listen.web.threads import run_store_request
request = gevent.spawn(run_store_request, lambda: os.read(reader, 1))
for _ in range(3):
    gevent.sleep(0.01)  # would never return if the loop were blocked
os.write(writer, b"1")
print(request.get())
"""
    assert run(code) == "b'1'\n"


def test_an_error_is_raised_and_not_printed() -> None:
    code = """
from listen.web.threads import run_in_thread, run_store_request
def fail(): raise FileNotFoundError("missing")
for each in (run_in_thread, run_store_request):
    try:
        each(fail)
    except FileNotFoundError as error:
        print(error)
"""
    assert run(code) == "missing\nmissing\n"


def test_work_in_a_thread_makes_its_requests_there() -> None:
    code = """
from gevent.monkey import get_original
from listen.web.threads import run_in_thread, run_store_request
ident = get_original("_thread", "get_ident")
inner, outer = run_in_thread(lambda: (run_store_request(ident), ident()))
print(inner == outer, inner != ident())
"""
    assert run(code) == "True True\n"


def test_many_requests_are_made_at_the_same_time_and_in_order() -> None:
    code = """
from gevent.monkey import get_original
from listen.web.threads import run_store_requests
lock, arrived = get_original("_thread", "allocate_lock")(), []
def meet(number):
    with lock:
        arrived.append(number)
        if len(arrived) % 4 == 0:
            os.write(writer, b"1234")
    os.read(reader, 1)  # until four are here
    return number
print(run_store_requests([lambda number=number: meet(number) for number in range(8)]))
"""
    assert run(code) == "[0, 1, 2, 3, 4, 5, 6, 7]\n"


def test_requests_that_hang_leave_threads_for_other_work() -> None:
    code = """
from listen.web.threads import run_in_thread, run_store_request
waiting = [gevent.spawn(run_store_request, lambda: os.read(reader, 1)) for _ in range(100)]
gevent.sleep(0.05)
print(run_in_thread(lambda: "done"))
os.write(writer, bytes(100))
gevent.joinall(waiting)
"""
    assert run(code) == "done\n"
