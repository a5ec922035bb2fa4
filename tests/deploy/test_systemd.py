"""The systemd units, checked by systemd-analyze."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.test_compose import assert_command

UNITS = sorted((Path(__file__).parents[2] / "deploy" / "systemd").glob("*.service"))
MAX_EXPOSURE = 2.0
"""Of 10, by `systemd-analyze security`; a unit without protections has 9.6."""

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None,
    reason="systemd-analyze not found: apt-get install systemd",
)


def test_there_is_a_unit_for_each_process() -> None:
    names = ["listen-publish", "listen-web", "listen-worker@"]
    assert [unit.stem for unit in UNITS] == names


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_accepts_the_unit(unit: Path, tmp_path: Path) -> None:
    """With a program that exists, as systemd looks for it."""
    text = unit.read_text("utf-8")
    command = re.search(r"^ExecStart=/opt/listen/bin/(.*)$", text, re.MULTILINE)
    assert command
    assert_command(command[1].split())
    copy = tmp_path / unit.name
    copy.write_text(text.replace("/opt/listen/bin/listen", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", str(copy)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_the_process_can_do_little_else(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"exposure level .*: ([0-9.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= MAX_EXPOSURE
