"""The distribution: its name, its version, and the files that its wheel contains."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from audio_cache import distribution
from tests.check_wheel import PACKAGES, ROOT, source_files

TEXTS = (".py", ".md", ".toml", ".yaml", ".js", ".html", ".json", ".sh", "")
"""Suffixes of files that people read."""


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def tracked_texts() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    if not names:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in names if Path(name).suffix in TEXTS]


def test_the_constant_is_the_name_in_pyproject(pyproject: dict[str, Any]) -> None:
    assert pyproject["project"]["name"] == distribution.NAME
    assert distribution.installed_version() == pyproject["project"]["version"]


def test_the_changelog_has_a_section_for_the_version(pyproject: dict[str, Any]) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version = re.escape(pyproject["project"]["version"])
    assert re.search(rf"^## \[{version}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE)


def test_no_text_tells_people_to_install_another_distribution() -> None:
    wrong = re.compile(r"(?:pip3?|uv|pipx|uvx?) (?:\w+ )*(?:-\S+ )*['\"]?listen(?![\w-])")
    for path in tracked_texts():
        found = wrong.findall(path.read_text("utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found}"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_is_marked_as_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").exists()


def test_the_package_data_covers_every_file_that_is_no_module(pyproject: dict[str, Any]) -> None:
    """`make package` checks the wheel itself, which takes too long here."""
    patterns = pyproject["tool"]["setuptools"]["package-data"]
    packed = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for pattern in patterns[package]
        for path in (ROOT / package).glob(pattern)
    }
    assert {name for name in source_files() if not name.endswith(".py")} <= packed
