"""The distribution is installable under its own name, and no text names another one."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from audio_cache import distribution

ROOT = Path(__file__).parents[1]
TEXTS = (".py", ".md", ".toml", ".yaml", ".js", ".html", ".json", ".sh", "")
"""Suffixes of files that people read."""


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    if not names:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in names if Path(name).suffix in TEXTS]


def test_the_constant_is_the_name_in_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == distribution.NAME
    assert distribution.installed_version() == project["version"]


def test_no_text_tells_people_to_install_another_distribution() -> None:
    wrong = re.compile(r"(?:pip3?|uv|pipx|uvx?) (?:\w+ )*(?:-\S+ )*['\"]?listen(?![\w-])")
    for path in tracked():
        found = wrong.findall(path.read_text("utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found}"


@pytest.mark.parametrize("package", ["audio_cache", "worker", "listen"])
def test_every_package_says_that_it_is_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").exists()
