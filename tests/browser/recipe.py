"""Code of the documentation, for tests that run it as it stands there."""

import re
from pathlib import Path

HOST = "https://listen.example.org"
"""The server that it names."""

_DOCS = Path(__file__).parents[2] / "docs"


def recipe(page: str, heading: str, language: str) -> list[str]:
    """Return the blocks of code in a section of a page of the documentation."""
    section = (_DOCS / page).read_text("utf-8").partition(f"\n## {heading}\n")[2]
    section = section.partition("\n## ")[0]
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert blocks, (page, heading, language)
    return blocks
