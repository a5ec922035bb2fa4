"""The threat model in SECURITY.md names tests that exist, and each locked package has a hash."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
POLICY = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = [
    row.strip("| ").split(" | ")
    for row in POLICY.partition("## Threat model")[2].splitlines()
    if row.startswith("| ") and not row.startswith("| threat")
]


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_threat_names_a_test_that_exists(row: list[str]) -> None:
    threat, protection, tests = row
    assert threat
    assert protection
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
    assert len(named) == tests.count("`") / 2 > 0
    for path, name in named:
        assert name in functions_of(ROOT / path), f"{path}::{name}"


def test_the_threat_model_is_read() -> None:
    assert len(ROWS) > 20


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_each_locked_package_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(packages) > 50
    assert all("--hash=sha256:" in line for line in packages)
