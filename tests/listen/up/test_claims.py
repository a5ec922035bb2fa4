"""Locks on data directories, and ports that are taken."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from listen.up.claims import ClaimError, claim, shown, wait_for_port


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_a_data_directory_is_created_and_locked_by_one_supervisor(tmp_path: Path) -> None:
    with (
        claim(tmp_path / "a" / "b", "http://here"),
        pytest.raises(ClaimError, match=r"already runs in .*b: pid \d+, http://here$"),
        claim(tmp_path / "a" / "b", "http://there"),
    ):
        pytest.fail("held by two")
    with claim(tmp_path / "a" / "b", "http://there"):
        pass


def test_a_data_directory_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(ClaimError, match="file/data"),
        claim(tmp_path / "file" / "data", "http://here"),
    ):
        pytest.fail("there is no such directory")


def test_a_port_that_stays_taken_is_named(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    with pytest.raises(ClaimError, match=f"port {port} of 127.0.0.1: Address already in use"):
        wait_for_port("127.0.0.1", port, 0.15, time.sleep)


def test_a_port_is_waited_for(taken: socket.socket) -> None:
    waits = []

    def close_at_second_wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            taken.close()

    wait_for_port("127.0.0.1", taken.getsockname()[1], 5, close_at_second_wait)
    assert len(waits) == 2


def test_an_address_of_another_machine_is_refused_at_once() -> None:
    def fail(seconds: float) -> None:
        pytest.fail(f"waited for {seconds} seconds")

    with pytest.raises(ClaimError, match=r"port 8000 of 192\.0\.2\.1"):
        wait_for_port("192.0.2.1", 8000, 60, fail)


def test_the_owner_of_a_lock_may_be_unknown(tmp_path: Path) -> None:
    with claim(tmp_path, "http://here"):
        (tmp_path / "lock").write_text("")  # as on a full disk
        with pytest.raises(ClaimError, match=f"already runs in {tmp_path}$"), claim(tmp_path, ""):
            pytest.fail("held by two")


def test_a_long_or_unprintable_path_is_cut_or_quoted() -> None:
    assert shown(Path("/srv/Ü b")) == "/srv/Ü b"
    assert shown(Path("/srv/a\nb")) == r"'/srv/a\nb'"
    assert len(shown(Path("/a" * 2000))) < 100


@pytest.mark.parametrize("host", ["x" * 300, "a..b", "no such host", "[::1]", "256.1.1.1"])
def test_a_host_that_does_not_exist_is_refused(host: str) -> None:
    with pytest.raises(ClaimError, match="Cannot bind to port 8000"):
        wait_for_port(host, 8000, 60, time.sleep)
