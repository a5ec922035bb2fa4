"""One file: resumed, verified, and in place only when it is whole."""

import fcntl
import hashlib
import random
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.worker.downloads.hub import Hub
from worker.downloads.client import Client
from worker.downloads.download import ATTEMPTS, RemoteFile, download
from worker.errors import DownloadError

CONTENT = random.Random(1).randbytes(300_000)
FILE = "model.bin"


@pytest.fixture
def file(hub: Hub) -> RemoteFile:
    hub.files[FILE] = CONTENT
    hub.large.add(FILE)
    digest = hashlib.sha256(CONTENT).hexdigest()
    return RemoteFile(f"{hub.url}/{FILE}", len(CONTENT), "sha256", digest)


def ignore(_: int) -> None:
    pass


def part_of(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def test_a_file_arrives_with_progress(client: Client, file: RemoteFile, tmp_path: Path) -> None:
    path, received = tmp_path / "new" / "folder" / FILE, list[int]()
    download(client, file, path, received.append)
    assert path.read_bytes() == CONTENT
    assert received == sorted(received)
    assert received[-1] == len(CONTENT)
    assert [entry.name for entry in path.parent.iterdir()] == [FILE]


def test_a_file_that_is_there_is_not_requested(
    hub: Hub, client: Client, file: RemoteFile, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(CONTENT)
    download(client, file, tmp_path / FILE, ignore)
    assert hub.requests == []


@pytest.mark.parametrize("damaged", [b"", b"short", bytes(300_000), CONTENT + b"more"])
def test_a_damaged_file_is_replaced(
    client: Client, file: RemoteFile, tmp_path: Path, damaged: bytes
) -> None:
    (tmp_path / FILE).write_bytes(damaged)
    download(client, file, tmp_path / FILE, ignore)
    assert (tmp_path / FILE).read_bytes() == CONTENT


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    part=st.integers(0, len(CONTENT) + 10),
    is_of_file=st.booleans(),
    cuts=st.lists(st.integers(0, len(CONTENT)), max_size=4),
    has_ranges=st.booleans(),
    states_size=st.booleans(),
)
def test_whatever_was_left_and_wherever_it_breaks_the_file_is_whole(
    hub: Hub,
    client: Client,
    file: RemoteFile,
    tmp_path: Path,
    part: int,
    is_of_file: bool,
    cuts: list[int],
    has_ranges: bool,
    states_size: bool,
) -> None:
    path = tmp_path / FILE
    path.unlink(missing_ok=True)
    part_of(path).write_bytes((CONTENT if is_of_file else bytes(len(CONTENT) + 10))[:part])
    hub.cuts, hub.has_ranges, hub.states_size = list(cuts), has_ranges, states_size
    download(client, file, path, ignore)
    assert path.read_bytes() == CONTENT
    assert not part_of(path).exists()


def test_only_the_missing_bytes_are_requested(
    hub: Hub, client: Client, file: RemoteFile, tmp_path: Path
) -> None:
    part_of(tmp_path / FILE).write_bytes(CONTENT[:200_000])
    download(client, file, tmp_path / FILE, ignore)
    assert {range_ for _, _, range_ in hub.requests} == {"bytes=200000-"}


def test_a_connection_that_brings_nothing_is_given_up_and_the_part_is_kept(
    hub: Hub, client: Client, file: RemoteFile, tmp_path: Path
) -> None:
    hub.cuts = [100_000] + [0] * ATTEMPTS
    with pytest.raises(DownloadError, match="broke"):
        download(client, file, tmp_path / FILE, ignore)
    assert not (tmp_path / FILE).exists()
    part = part_of(tmp_path / FILE).read_bytes()
    assert len(part) >= 65_536  # what the library had not handed out yet is lost
    assert CONTENT.startswith(part)
    download(client, file, tmp_path / FILE, ignore)
    assert (tmp_path / FILE).read_bytes() == CONTENT


def test_passing_errors_of_the_server_are_waited_out(
    hub: Hub, client: Client, file: RemoteFile, tmp_path: Path
) -> None:
    hub.statuses[FILE] = [503, 429, 500]
    download(client, file, tmp_path / FILE, ignore)
    assert (tmp_path / FILE).read_bytes() == CONTENT


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_ends_the_download_at_once(
    hub: Hub, client: Client, file: RemoteFile, tmp_path: Path, status: int
) -> None:
    hub.statuses[FILE] = [status]
    with pytest.raises(DownloadError, match=str(status)):
        download(client, file, tmp_path / FILE, ignore)
    assert len(hub.requests) == 1


@pytest.mark.parametrize("states_size", [True, False])
@pytest.mark.parametrize("content", [CONTENT + b"more", CONTENT[:-1], bytes(len(CONTENT))])
def test_another_content_than_named_is_never_kept(
    hub: Hub, client: Client, file: RemoteFile, tmp_path: Path, content: bytes, states_size: bool
) -> None:
    hub.files[FILE], hub.states_size = content, states_size
    with pytest.raises(DownloadError) as raised:
        download(client, file, tmp_path / FILE, ignore)
    assert "\n" not in str(raised.value)
    assert not (tmp_path / FILE).exists()
    hub.files[FILE] = CONTENT
    download(client, file, tmp_path / FILE, ignore)
    assert (tmp_path / FILE).read_bytes() == CONTENT


def test_a_size_beyond_the_named_one_is_refused_before_it_arrives(
    hub: Hub, client: Client, file: RemoteFile, tmp_path: Path
) -> None:
    small = replace(file, size=1000)
    with pytest.raises(DownloadError, match="300,000 bytes, not the 1,000"):
        download(client, small, tmp_path / FILE, ignore)
    hub.states_size = False
    with pytest.raises(DownloadError, match="more than the 1,000"):
        download(client, small, tmp_path / FILE, ignore)
    assert list(tmp_path.glob("*.part")) == []


def test_a_full_disk_is_noticed_before_the_download(
    hub: Hub,
    client: Client,
    file: RemoteFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=299_999))
    with pytest.raises(DownloadError, match="300,000 bytes are missing, 299,999 are free"):
        download(client, file, tmp_path / FILE, ignore)
    assert hub.requests == []
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_meanwhile_is_an_error_in_one_line(
    client: Client, file: RemoteFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("worker.downloads.partial.Partial.write", full)
        with pytest.raises(DownloadError, match="cannot be written: No space left on device"):
            download(client, file, tmp_path / FILE, ignore)
    download(client, file, tmp_path / FILE, ignore)
    assert (tmp_path / FILE).read_bytes() == CONTENT


def test_a_folder_that_is_a_file_is_an_error_in_one_line(
    client: Client, file: RemoteFile, tmp_path: Path
) -> None:
    (tmp_path / "folder").write_text("")
    with pytest.raises(DownloadError, match="cannot be written"):
        download(client, file, tmp_path / "folder" / FILE, ignore)


def test_two_commands_do_not_write_to_one_file(
    client: Client, file: RemoteFile, tmp_path: Path
) -> None:
    with part_of(tmp_path / FILE).open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(DownloadError, match=f"another command is downloading {FILE}"):
            download(client, file, tmp_path / FILE, ignore)
    download(client, file, tmp_path / FILE, ignore)
