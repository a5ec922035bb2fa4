"""Finding the Redis server program in a search path and in the wheel."""

from pathlib import Path

import pytest

from listen.up.redis_program import MIN_MAJOR_VERSION, find_program


def put_program(directory: Path, name: str, output: str) -> Path:
    program = directory / name
    program.write_text(f"#!/bin/sh\necho '{output}'\n")
    program.chmod(0o755)
    return program


def test_valkey_is_preferred_to_redis(tmp_path: Path) -> None:
    put_program(tmp_path, "redis-server", "Redis server v=7.2.4 sha=00000000:0 bits=64")
    valkey = put_program(tmp_path, "valkey-server", "Valkey server v=8.1.0 sha=00000000:0 bits=64")
    assert find_program(str(tmp_path)) == (valkey, "8.1.0")


@pytest.mark.parametrize("output", ["Redis server v=6.2.14 sha=0", "exec format error"])
def test_a_server_that_is_too_old_or_broken_is_ignored_for_the_wheels(
    tmp_path: Path, output: str
) -> None:
    put_program(tmp_path, "redis-server", output)
    path, version = find_program(str(tmp_path))
    assert path.parent != tmp_path
    assert int(version.partition(".")[0]) >= MIN_MAJOR_VERSION
