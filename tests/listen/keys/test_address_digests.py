from pathlib import Path

import pytest

from listen.database.database import Database
from listen.keys.address_digests import AddressDigests
from tests.listen.conftest import location_of


class Clock:
    def __init__(self) -> None:
        self.now = 7200.0

    def __call__(self) -> float:
        return self.now


def test_all_processes_make_the_same_digests_for_a_while(database: Database) -> None:
    clock = Clock()
    one = AddressDigests(database, 3600, clock)
    other_database = Database(location_of(database))
    other = AddressDigests(other_database, 3600, clock)
    first = one.digest("192.0.2.1")
    assert first == other.digest("192.0.2.1")
    assert first != one.digest("192.0.2.2")
    clock.now += 3599
    assert one.digest("192.0.2.1") == first
    clock.now += 1
    assert one.digest("192.0.2.1") == other.digest("192.0.2.1") != first
    other_database.close()


def test_without_the_database_a_process_makes_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    away = Database(tmp_path / "folder" / "listen.db")
    (tmp_path / "folder").write_text("in the way")
    digests = AddressDigests(away, 3600, clock)
    first = digests.digest("192.0.2.1")
    assert first == digests.digest("192.0.2.1") != digests.digest("192.0.2.2")
    (tmp_path / "folder").unlink()
    assert first == digests.digest("192.0.2.1"), "it is not asked again at once"
    clock.now += 10
    assert first != digests.digest("192.0.2.1"), "it is back"
    away.close()
