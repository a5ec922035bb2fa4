"""The documents: the table of settings equals the code, and links lead somewhere."""

import re
from collections.abc import Iterator
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import pytest

from listen.article.disclosure import Disclosure
from listen.article.policy import Policy
from listen.config import WebConfig
from listen.sites.site import Podcast
from worker.config import WorkerConfig

ROOT = Path(__file__).parents[1]
SETTINGS = ROOT / "docs" / "settings.md"
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


def declared() -> Iterator[tuple[str, Field[Any]]]:
    """Return the variable and the field of each setting."""
    for settings in (WebConfig, WorkerConfig):
        for name, (field, _) in settings.declared().items():
            yield settings.variable(name), field


def default_text(value: Any) -> str:
    """Return a default as the documents spell it: as in a variable, in backticks."""
    if value in ("", (), Policy()):
        return ""
    if isinstance(value, bool):
        return "`on`" if value else "`off`"
    if isinstance(value, Disclosure):
        return f"`{value.mode}`"
    if value == WebConfig().fallback:
        return '`gtts = ["espeak"]`'
    if isinstance(value, float):
        return f"`{value:g}`"
    return f"`{','.join(value)}`" if isinstance(value, tuple) else f"`{value}`"


def row(variable: str, field: Field[Any]) -> str:
    default = default_text(field.default)
    cell = f" {default} " if default else " "
    return f"| `{variable}` |{cell}| {field.metadata['doc']} |"


def test_the_table_of_settings_has_the_default_and_the_sentence_of_each() -> None:
    lines = SETTINGS.read_text("utf-8").splitlines()
    rows = {line for line in lines if line.startswith("| `LISTEN_")}
    assert rows == {row(variable, field) for variable, field in declared()}


def test_the_table_of_a_podcast_has_each_of_its_settings() -> None:
    text = (ROOT / "docs" / "podcasts.md").read_text("utf-8")
    table = re.search(r"\n## Settings\n(.*?)\n## ", text, re.DOTALL)
    assert table
    rows = [row for row in table[1].splitlines() if row.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row.split(" | ")[0])]
    assert named == [field.name for field in fields(Podcast)]


def test_every_setting_is_described_by_one_sentence_or_more() -> None:
    for variable, field in declared():
        assert field.metadata["doc"].endswith("."), variable


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_leads_to_a_file_and_a_heading(document: Path) -> None:
    prose = re.sub(r"(`+).*?\1", "", document.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", prose):
        if target.startswith("../build/"):
            continue  # is there after the command that the document names
        name, _, anchor = target.partition("#")
        path = (document.parent / name) if name else document
        assert path.exists(), target
        assert not anchor or anchor in set(anchors(path)), target


def anchors(document: Path) -> Iterator[str]:
    """Return the anchors of the headings, as GitHub derives them."""
    for heading in re.findall(r"^#+ (.*)$", document.read_text("utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
